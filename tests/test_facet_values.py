"""What facets are made of, which are shown, and in which groups a list stands without a script."""

from typing import Any

import pytest
from support import compiled, entry, model

from lcsite.build import Site
from lcsite.views.display import Display
from lcsite.views.everything import everything_page
from lcsite.views.facets import UNKNOWN, Facet
from lcsite.views.groups import Browse
from lcsite.views.index import index_page

FORMS: dict[str, Any] = {
    "label": {"en": "forms"},
    "terms": {name: {"label": {"en": name}} for name in ("scan", "canvas", "method")},
}
FORMS["terms"]["scan"]["definition"] = {"en": "A list of questions."}
STEPS = {"fields": {"order": {"kind": "number", "whole": True}}, "traits": {"axis": {"order": "order"}}}
FILES = {
    "steps/later.md": entry("order: 2", title="A later step"),
    "steps/first.md": entry("order: 1", title="The first step"),
}


def toolbox(tools: dict[str, str], facets: list[str], more: dict[str, Any] | None = None) -> Site:
    """Compile tools that have forms, years, words, durations and steps."""
    fields = {
        "form": {"kind": "choice", "vocabulary": "forms"},
        "roles": {"kind": "text", "many": True},
        "year": {"kind": "number", "whole": True},
        "on": {"kind": "date"},
        "open": {"kind": "boolean"},
        "minutes": {"kind": "estimate", "unit": {"en": "minutes"}},
        "q": {"kind": "text"},
    }
    made = {"fields": fields, "relations": {"steps": "steps", "like": "tools"}, "facets": facets}
    files = {f"tools/{name}.md": text for name, text in tools.items()}
    site = compiled({**FILES, **files}, model({"forms": FORMS}, steps=STEPS, tools=made, **(more or {})))
    assert not site.faulty, site.diagnostics
    return site


def shown(site: Site, collection: str = "tools") -> Browse:
    """Return the list of a collection."""
    assert site.inputs
    found = site.inputs.model.collections[collection]
    return index_page(found, Display(site.inputs, site.inputs.addresses.indexes[collection])).browse


def everything(site: Site) -> Browse:
    """Return the list of everything."""
    assert site.inputs
    return everything_page(Display(site.inputs, "everything.html")).browse


def counts(facet: Facet) -> dict[str, int]:
    """Return how many entries each option has, in their order."""
    return {option.value: option.count for option in (*facet.options, *facet.more)}


def titles(browse: Browse) -> list[tuple[str, list[str], list[str]]]:
    """Return the groups with their cards, and those that fit too."""
    return [
        (group.title, [each.card.title for each in group.listed], [each.card.title for each in group.also])
        for group in browse.groups
    ]


def test_a_choice_is_a_facet_in_the_order_of_its_vocabulary_with_definitions() -> None:
    tools = {"a": entry("form: method"), "b": entry("form: scan"), "c": entry("form: method")}
    (facet,) = shown(toolbox(tools, ["form"])).facets
    assert (facet.id, facet.label) == ("form", "Form")
    assert counts(facet) == {"scan": 1, "method": 2}
    assert [option.definition for option in facet.options] == ["A list of questions.", ""]


def test_a_relation_to_the_axis_is_a_facet_in_its_order_named_for_what_it_leads_to() -> None:
    tools = {"a": entry("steps: [later, first]"), "b": entry("steps: [later]")}
    (facet,) = shown(toolbox(tools, ["steps"])).facets
    assert facet.label == "Step"
    assert counts(facet) == {"first": 1, "later": 2}
    assert facet.options[0].definition == "One sentence."


def test_another_relation_is_a_facet_with_the_most_frequent_first() -> None:
    tools = {"a": entry("like: [c]", title="A"), "b": entry("like: [c, a]", title="B"), "c": entry("like: [b]")}
    (facet,) = shown(toolbox(tools, ["like"])).facets
    assert facet.label == "Tool"
    assert counts(facet) == {"c": 2, "a": 1, "b": 1}


@pytest.mark.parametrize(("filled", "is_shown"), [(2, True), (1, False)])
def test_a_facet_appears_where_at_least_two_in_five_fill_it(filled: int, is_shown: bool) -> None:  # noqa: FBT001
    tools = {f"t{number}": entry("form: scan" if number < filled else "") for number in range(5)}
    facets = shown(toolbox(tools, ["form"])).facets
    assert bool(facets) is is_shown
    if facets:
        assert counts(facets[0]) == {"scan": 2, UNKNOWN: 3}
        assert facets[0].options[-1].label == "not known"


def test_what_all_entries_share_is_no_facet() -> None:
    assert shown(toolbox({"a": entry("form: scan"), "b": entry("form: scan")}, ["form"])).facets == ()


def test_years_stand_on_their_own_while_they_are_few_the_last_first() -> None:
    tools = {f"t{year}": entry(f"year: {year}") for year in (2002, 2021, 2015)}
    assert list(counts(shown(toolbox(tools, ["year"])).facets[0])) == ["2021", "2015", "2002"]


def test_many_years_are_put_in_bands() -> None:
    tools = {f"t{year}": entry(f"on: {year}-02") for year in range(1998, 2022)}
    (facet,) = shown(toolbox(tools, ["on"])).facets
    assert counts(facet) == {
        "2020-2024": 2,
        "2015-2019": 5,
        "2010-2014": 5,
        "2005-2009": 5,
        "2000-2004": 5,
        "1995-1999": 2,
    }
    assert facet.options[0].label == "2020–2024"


def test_an_estimate_is_in_every_band_that_it_touches_and_the_facet_says_the_unit() -> None:
    tools = {"a": entry("minutes: {least: 10, most: 45}"), "b": entry("minutes: 90")}
    (facet,) = shown(toolbox(tools, ["minutes"])).facets
    assert facet.label == "Minutes (minutes)"
    assert counts(facet) == {"90-100": 1, "40-50": 1, "30-40": 1, "20-30": 1, "10-20": 1}


def test_words_and_yes_or_no_are_facets_too() -> None:
    tools = {"a": entry("roles: [Évelyn Smit, chair]\nopen: false"), "b": entry("roles: [chair]\nopen: true")}
    roles, is_open = shown(toolbox(tools, ["roles", "open"])).facets
    assert counts(roles) == {"chair": 2, "evelyn-smit": 1}
    assert list(counts(is_open).items()) == [("yes", 1), ("no", 1)]


def test_a_facet_never_takes_the_name_of_the_words_in_the_address() -> None:
    (facet,) = shown(toolbox({"a": entry("q: x"), "b": entry("q: y")}, ["q"])).facets
    assert facet.id == "_q"


def test_a_long_facet_keeps_its_rarest_out_of_sight() -> None:
    tools = {f"t{number}": entry(f"roles: [role {number}]") for number in range(12)}
    (facet,) = shown(toolbox(tools, ["roles"])).facets
    assert (len(facet.options), len(facet.more)) == (8, 4)


def test_a_list_stands_in_groups_by_its_first_facet_and_each_card_stands_once() -> None:
    tools = {
        "a": entry("steps: [later, first]", title="Both"),
        "b": entry("steps: [later]", title="Only later"),
        "c": entry("", title="Nowhere"),
    }
    browse = shown(toolbox(tools, ["steps", "form"]))
    assert browse.by == 0
    assert titles(browse) == [
        ("The first step", ["Both"], []),
        ("A later step", ["Only later"], ["Both"]),
        ("Step: not known", ["Nowhere"], []),
    ]
    assert [group.count for group in browse.groups] == [1, 2, 1]


def test_a_long_list_without_facets_stands_by_letter_whatever_comes_before_it() -> None:
    names = ["‘Quoted’", "Église", "quite", "42", *(f"Zebra {number}" for number in range(30))]
    tools = {f"t{number}": entry(title=f'"{name}"') for number, name in enumerate(names)}
    browse = shown(toolbox(tools, []))
    assert [(group.title, group.count) for group in browse.groups] == [("0–9", 1), ("E", 1), ("Q", 2), ("Z", 30)]
    assert browse.groups[0].id == "_in-0–9"


def test_the_axis_is_one_list_in_its_own_order() -> None:
    assert titles(shown(toolbox({}, []), "steps")) == [("", ["The first step", "A later step"], [])]


def test_an_entry_is_found_by_its_other_names_and_by_a_summary_that_its_card_leaves_out() -> None:
    tools = {"a": entry("also_known_as: [wheel]"), "b": entry()}
    listed = shown(toolbox(tools, [])).groups[0].listed
    assert sorted(each.words for each in listed) == ["", "wheel"]


def test_everything_shares_the_axis_and_one_vocabulary_between_collections() -> None:
    field = {"shape": {"kind": "choice", "vocabulary": "forms", "label": {"en": "shape"}}}
    more = {
        "lessons": {"fields": field, "relations": {"phase": {"to": "steps"}}, "facets": ["phase", "shape"]},
        "people": {},
    }
    files = {
        "tools/a.md": entry("form: scan\nsteps: [first]"),
        "lessons/b.md": entry("shape: canvas\nphase: [later]"),
        "lessons/c.md": entry("phase: [later]"),
        "people/d.md": entry(),
    }
    made = {"fields": {"form": {"kind": "choice", "vocabulary": "forms"}}, "relations": {"steps": "steps"}}
    text = model({"forms": FORMS}, steps=STEPS, tools={**made, "facets": ["steps", "form"]}, **more)
    browse = everything(compiled({**FILES, **files}, text))
    kinds, steps, forms = browse.facets
    assert (kinds.id, list(counts(kinds).items())) == (
        "in",
        [("steps", 2), ("tools", 1), ("lessons", 2), ("people", 1)],
    )
    assert (steps.id, steps.label, counts(steps)) == ("steps", "Step", {"first": 1, "later": 2})
    assert (forms.id, counts(forms)) == ("form", {"scan": 1, "canvas": 1, UNKNOWN: 1})
    assert [(group.title, group.href) for group in browse.groups][1] == ("Tools", "tools/index.html")
    values = {each.card.href: each.values for group in browse.groups for each in group.listed}
    assert values["people/d.html"] == "people||"
    assert values["lessons/b.html"] == "lessons|later|canvas"


def test_a_broken_or_empty_site_has_an_empty_list_of_everything() -> None:
    browse = everything(compiled({}, model(steps=STEPS)))
    assert (browse.total, browse.facets) == (0, ())
