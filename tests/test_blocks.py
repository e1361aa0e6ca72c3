"""Blocks of an entry's page: what was told, which routes pass, the parts, and what stands under one heading."""

from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from support import ENGLISH, compiled, entry, model

from lcsite.build import Site

MODEL = model(
    {"trades": ["care", "energy", "transport"]},
    steps={"fields": {"order": {"kind": "number", "whole": True}}, "traits": {"axis": {"order": "order"}}},
    tools={
        "fields": {"pieces": {"kind": "parts", "fields": {"name": {"required": True}}}},
        "relations": {
            "steps": "steps",
            "alike": {"to": "tools", "label": {"en": "alike"}, "inverse": {"id": "alike_of", "label": {"en": "alike"}}},
        },
        "traits": {
            "evidence": {
                "counted": "groups",
                "part_of": "groups.within",
                "through": "reports.of",
                "used_through": ["groups.uses"],
                "supported_through": ["reports.supports"],
                "contradicted_through": ["reports.doubts"],
                "diversity": {"root": 2, "trade": 2},
                "levels": [{"label": {"en": "unheard"}, "min": 0}, {"label": {"en": "heard"}, "min": 1}],
            }
        },
        "blocks": [
            {"block": "scheme", "of": ["pieces"]},
            {"block": "parts", "of": ["pieces"]},
            "experience",
            "onward",
            "evidence",
            {"block": "links", "of": ["alike"]},
            "backlinks",
            "contribute",
        ],
    },
    groups={
        "fields": {"trade": {"kind": "choice", "vocabulary": "trades", "many": True}},
        "relations": {
            "within": "groups",
            "uses": {"to": "tools", "fields": {"note": {}}},
            "partners": {"to": "firms", "fields": {"role": {}}},
        },
        "blocks": [{"block": "links", "of": ["partners"], "place": "aside"}],
    },
    reports={"relations": {"of": "groups", "supports": "tools", "doubts": "tools"}, "card": {"summary": 99}},
    firms={"blocks": ["backlinks"]},
    plans={"relations": {"by": {"to": "firms", "inverse": {"id": "plans", "label": {"en": "partners of"}}}}},
    routes={
        "relations": {"stops": {"to": ["tools", "groups"], "fields": {"why": {}}}},
        "traits": {"route": {"stops": "stops"}},
    },
)
FILES = {
    "steps/first.md": entry("order: 1", title="First"),
    "steps/second.md": entry("order: 2", title="Second"),
    "tools/wheel.md": entry("alike: [hoop]", title="Wheel"),
    "tools/hoop.md": entry(title="Hoop"),
    "tools/tyre.md": entry("alike: [wheel]", title="Tyre"),
    "groups/mill.md": entry('trade: [care]\nuses: [{to: wheel, note: "It turned."}]', title="Mill"),
    "groups/barn.md": entry("trade: [care, energy]", title="Barn"),
    "groups/quiet.md": entry("uses: [wheel]", title="Quiet"),
    "reports/turning.md": entry("of: [barn]\nsupports: [wheel]", title="Turning"),
    "reports/squeak.md": entry("of: [barn]\ndoubts: [wheel]", title="Squeak"),
    "reports/stray.md": entry("supports: [wheel]", title="Stray"),
    "routes/round.md": entry(
        "stops: [{to: tools/hoop, why: To begin.}, {to: tools/wheel, why: To turn.}, {to: groups/mill, why: To see.}]",
        title="Round",
    ),
}


def block(site: Site, path: str, name: str) -> Any:
    """Return the view of a block of a page, None if the page has no such block."""
    page = next(page.view for page in site.pages() if page.path == path)
    return next((each.view for each in (*page.head, *page.main, *page.aside) if each.name == name), None)


def titles(cards: Any) -> list[str]:
    return [card.title for card in cards]


def labelled(view: Any) -> dict[str, list[str]]:
    return {group.label: titles(group.cards) for group in view.groups}


# What was told


def test_experience_is_told_by_group_with_what_was_learned_there() -> None:
    found = block(compiled(FILES, MODEL), "tools/wheel.html", "experience")
    told = [(each.card.title, each.places, each.notes, titles(each.lessons)) for each in found.told]
    assert told == [
        ("Barn", ("care", "energy"), (), ["Squeak", "Turning"]),
        ("Mill", ("care",), ("It turned.",), []),
        ("Quiet", (), (), []),
    ]
    assert titles(found.loose) == ["Stray"]


def test_a_lesson_against_an_entry_says_so() -> None:
    found = block(compiled(FILES, MODEL), "tools/wheel.html", "experience")
    assert {card.title: card.note for card in found.told[0].lessons} == {"Turning": "", "Squeak": "doubts of"}


def test_experience_names_where_an_entry_was_used_and_where_nobody_told() -> None:
    (reach,) = block(compiled(FILES, MODEL), "tools/wheel.html", "experience").reach
    assert (reach.label, reach.heard, reach.unheard) == ("trade", (("care", 2), ("energy", 1)), ("transport",))


def test_what_was_told_is_not_repeated_among_what_leads_here() -> None:
    assert block(compiled(FILES, MODEL), "tools/wheel.html", "backlinks") is None


def test_an_entry_that_nobody_told_about_invites_to_be_the_first() -> None:
    mail = replace(ENGLISH, mail="us@example.org", title="Shed")
    hoop = block(compiled(FILES, MODEL, settings=mail), "tools/hoop.html", "evidence")
    assert unquote(hoop.share) == "mailto:us@example.org?subject=Experience with ‘Hoop’ from Shed"
    assert block(compiled(FILES, MODEL), "tools/hoop.html", "evidence").share == "../help-us.html#_how"
    assert block(compiled(FILES, MODEL), "tools/wheel.html", "evidence").share == ""
    assert block(compiled(FILES, MODEL), "tools/hoop.html", "experience") is None


def test_every_page_leads_to_a_way_to_correct_it() -> None:
    assert block(compiled(FILES, MODEL), "tools/hoop.html", "contribute").how == "../help-us.html#_how"


# Routes


def test_a_stop_says_how_far_the_route_is_and_what_comes_before_and_after() -> None:
    (passing,) = block(compiled(FILES, MODEL), "tools/wheel.html", "onward").routes
    assert (passing.title, passing.stop, passing.count) == ("Round", 2, 3)
    assert (passing.previous.title, passing.next.title, passing.next.note) == ("Hoop", "Mill", "To see.")


def test_the_first_stop_has_nothing_before_it() -> None:
    (passing,) = block(compiled(FILES, MODEL), "tools/hoop.html", "onward").routes
    assert (passing.stop, passing.previous, passing.next.title) == (1, None, "Wheel")


def test_what_is_no_stop_shows_no_route() -> None:
    assert block(compiled(FILES, MODEL), "tools/tyre.html", "onward") is None


# Parts

KIT = {
    **FILES,
    "tools/kit.md": entry("pieces: [{id: hub, name: Hub}, {id: rim, name: Rim}]", title="Kit"),
    "firms/smith.md": entry("", "The [hub](../tools/kit.md#hub).", title="Smith"),
}


def test_parts_are_drawn_with_how_much_belongs_to_each() -> None:
    hub, rim = block(compiled(KIT, MODEL), "tools/kit.html", "scheme").boxes
    assert (hub.id, hub.title, [(each.count, each.label) for each in hub.belonging]) == ("hub", "Hub", [(1, "firm")])
    assert (rim.title, rim.belonging) == ("Rim", ())


def test_one_part_is_not_drawn() -> None:
    files = {"tools/kit.md": entry("pieces: [{id: hub, name: Hub}]")}
    assert block(compiled(files, MODEL), "tools/kit.html", "scheme") is None


def test_a_part_stands_on_the_axis_where_its_relation_says() -> None:
    step = {"to": "steps", "label": {"en": "step"}, "inverse": {"id": "events", "label": {"en": "events"}}}
    events = {"kind": "parts", "fields": {"name": {"required": True}}, "relations": {"step": step}}
    small = model(
        steps={"fields": {"order": {"kind": "number", "whole": True}}, "traits": {"axis": {"order": "order"}}},
        groups={"fields": {"events": events}, "blocks": [{"block": "parts", "of": ["events"]}]},
    )
    files = {
        "steps/first.md": entry("order: 1"),
        "steps/second.md": entry("order: 2"),
        "groups/g.md": entry("events: [{id: a, name: A, step: [second]}, {id: b, name: B}]"),
    }
    one, other = block(compiled(files, small), "groups/g.html", "parts").parts
    assert (one.steps, other.steps) == ((False, True), ())


# Under one heading


def test_a_relation_that_reads_the_same_both_ways_is_shown_once() -> None:
    site = compiled(FILES, MODEL)
    assert labelled(block(site, "tools/wheel.html", "links")) == {"alike": ["Hoop", "Tyre"]}
    assert labelled(block(site, "tools/hoop.html", "links")) == {"alike": ["Wheel"]}
    assert block(site, "tools/hoop.html", "backlinks") is None


def test_links_that_say_the_same_stand_together() -> None:
    files = {
        "firms/a.md": entry(title="A"),
        "firms/b.md": entry(title="B"),
        "firms/c.md": entry(title="C"),
        "groups/g.md": entry("partners: [{to: a, role: baker}, {to: b, role: miller}, {to: c, role: baker}]"),
        "groups/h.md": entry("partners: [{to: a, role: baker}, {to: b, role: miller}]"),
    }
    site = compiled(files, MODEL)
    (group,) = block(site, "groups/g.html", "links").groups
    assert [(note, titles(cards)) for note, cards in group.by_note] == [("baker", ["A", "C"]), ("miller", ["B"])]
    (group,) = block(site, "groups/h.html", "links").groups
    assert group.by_note == ()


def test_what_leads_here_under_the_same_words_stands_under_one_heading() -> None:
    files = {
        "firms/a.md": entry(title="A"),
        "groups/g.md": entry("partners: [a]", title="G"),
        "plans/p.md": entry("by: [a]", title="P"),
    }
    assert labelled(block(compiled(files, MODEL), "firms/a.html", "backlinks")) == {"partners of": ["G", "P"]}
