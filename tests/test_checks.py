"""Rules about the whole: what each finds, what it leaves alone, and where it stays silent."""

from support import codes, compiled, entry, key, model, places

from lcsite.build import Options, Parts, Site
from lcsite.checks import CHECKS
from lcsite.diagnostics import Diagnostic, Severity
from lcsite.inputs import Inputs
from lcsite.model.values import PartialDate

MODEL = model(
    {"scales": ["large", "middle", "small"]},
    notes={
        "fields": {
            "scale": {"kind": "choice", "vocabulary": "scales"},
            "boxes": {
                "kind": "parts",
                "fields": {"title": {}},
                "relations": {"inside": {"to": "notes", "min": 1, "max": 2}, "beside": {"to": "notes", "max": 1}},
            },
        },
        "relations": {
            "above": {"to": "notes", "acyclic": True, "ascending": "scale"},
            "pair": {"to": "notes", "min": 2, "max": 3},
            "one": {"to": "notes", "max": 1},
            "asked": {"to": "cards", "incoming": {"min": 1, "max": 2}},
        },
    },
    cards={},
)
EMPTY = {"notes/x.md": "pair: [y, z]", "notes/y.md": "pair: [x, z]", "notes/z.md": "pair: [x, y]"}
PAIR = "pair: [x, y]\n"


def site(notes: dict[str, str], others: dict[str, str | bytes] | None = None, options: Options | None = None) -> Site:
    """Compile notes, given by their front matter, beside three that are without fault."""
    files = {path: entry(front, title=path) for path, front in {**EMPTY, **notes}.items()}
    return compiled({**files, **(others or {})}, MODEL, options=options)


def found(notes: dict[str, str], others: dict[str, str | bytes] | None = None) -> list[str]:
    return codes(site(notes, others))


def test_a_library_without_faults_has_none() -> None:
    assert found({}) == []


# How many links.


def test_too_few_links_are_found_at_the_relation_and_none_at_the_file() -> None:
    assert places(site({"notes/a.md": "pair: [x]"}), "LC305") == ["notes/a.md /pair"]
    assert places(site({"notes/a.md": ""}), "LC305") == ["notes/a.md /pair"]
    assert found({"notes/a.md": "pair: []"}) == ["LC305"]


def test_too_many_links_are_found() -> None:
    files = {f"notes/{name}.md": PAIR for name in "abcd"}
    assert found({**files, "notes/e.md": "pair: [a, b, c, d]"}) == ["LC306"]
    assert found({"notes/a.md": f"{PAIR}one: [x, y]"}) == ["LC306"]


def test_one_link_may_be_written_without_a_list() -> None:
    assert found({"notes/a.md": f"{PAIR}one: x"}) == []


def test_a_wanted_link_counts_and_so_does_one_to_a_broken_entry() -> None:
    assert found({"notes/a.md": "pair: [x, +later]"}) == []
    assert found({"notes/a.md": "pair: [x, b]", "notes/b.md": f"{PAIR}nonsense: 1"}) == ["LC201"]


def test_the_links_of_a_part_are_counted_for_each_part() -> None:
    def part(links: str) -> dict[str, str]:
        return {"notes/a.md": f"{PAIR}boxes: [{{id: p, inside: [x]}}, {{id: q, {links}}}]"}

    assert found(part("inside: [x, y]")) == []
    assert places(site(part("title: t")), "LC305") == ["notes/a.md /boxes/1/inside"]
    assert places(site(part("inside: []")), "LC305") == ["notes/a.md /boxes/1/inside"]
    assert places(site(part("inside: [x, y, z]")), "LC306") == ["notes/a.md /boxes/1/inside"]
    assert found(part("inside: [x], beside: [x, y]")) == ["LC306"]
    assert found(part("inside: [x], beside: x")) == []


def test_the_same_link_twice_is_a_warning() -> None:
    assert places(site({"notes/a.md": "pair: [x, y, notes/x]"}), "LC315") == ["notes/a.md /pair/2"]


def test_incoming_links_are_counted_at_their_target() -> None:
    cards: dict[str, str | bytes] = {"cards/c.md": entry()}
    assert places(site({}, cards), "LC317") == ["cards/c.md 1"]
    asking = {f"notes/{name}.md": f"{PAIR}asked: [c]" for name in "abc"}
    assert places(site({"notes/a.md": asking["notes/a.md"]}, cards), "LC317") == []
    assert places(site(asking, cards), "LC317") == ["cards/c.md 1"]


def test_too_few_is_silent_where_a_broken_entry_may_be_the_cause() -> None:
    assert found({"notes/a.md": f"{PAIR}asked: [c]\nnonsense: 1"}, {"cards/c.md": entry()}) == ["LC201"]


# Shapes.


def test_a_circle_is_found_once_whatever_its_length() -> None:
    for length in (2, 3, 5):
        notes = {f"notes/a{n}.md": f"{PAIR}above: [a{(n + 1) % length}]" for n in range(length)}
        assert found(notes) == ["LC308"]


def test_two_ways_to_the_same_entry_are_no_circle() -> None:
    notes = {
        "notes/a.md": f"{PAIR}above: [b, c]",
        "notes/b.md": f"{PAIR}above: [d]",
        "notes/c.md": f"{PAIR}above: [d]",
        "notes/d.md": PAIR,
    }
    assert found(notes) == []


def test_two_circles_are_found_both() -> None:
    notes = {
        "notes/a.md": f"{PAIR}above: [b]",
        "notes/b.md": f"{PAIR}above: [a, c]",
        "notes/c.md": f"{PAIR}above: [d]",
        "notes/d.md": f"{PAIR}above: [c]",
    }
    assert found(notes) == ["LC308", "LC308"]


def test_a_long_chain_is_walked_without_recursion() -> None:
    notes = {f"notes/a{n}.md": f"{PAIR}above: [a{n + 1}]" for n in range(1500)}
    assert found({**notes, "notes/a1500.md": PAIR}) == []


def test_a_relation_with_oneself_is_found_and_a_part_may_name_its_own_entry() -> None:
    assert found({"notes/a.md": "pair: [a, x]"}) == ["LC307"]
    assert found({"notes/a.md": f"{PAIR}above: [a]"}) == ["LC307"]
    assert found({"notes/a.md": f"{PAIR}boxes: [{{id: p, inside: [a]}}]"}) == []


def test_a_relation_that_ascends_never_leads_to_something_smaller() -> None:
    def notes(own: str, other: str) -> dict[str, str]:
        return {
            "notes/a.md": f"{PAIR}above: [b]\n" + (f"scale: {own}" if own else ""),
            "notes/b.md": f"{PAIR}" + (f"scale: {other}" if other else ""),
        }

    scales = ["large", "middle", "small"]
    for place, own in enumerate(scales):
        for other in scales:
            assert found(notes(own, other)) == (["LC309"] if scales.index(other) > place else [])
    assert found(notes("", "small")) == found(notes("large", "")) == []


# Files.

SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"
LISTED = "images: [{file: x.svg, alt: An x, licence: CC0}]"


def test_a_picture_that_is_listed_or_shown_must_exist() -> None:
    assert places(compiled({"articles/a.md": entry(LISTED)}), "LC312") == ["articles/a.md /images/0/file"]
    assert places(compiled({"articles/a.md": entry("", "![x](a/x.svg)\n")}), "LC312") == ["articles/a.md 6"]


def test_a_picture_in_a_text_must_be_listed_with_its_licence() -> None:
    text = entry("", "![x](a/x.svg)\n")
    assert codes(compiled({"articles/a.md": text, "articles/a/x.svg": SVG})) == ["LC314"]
    listed = entry(LISTED, "![x](a/x.svg)\n")
    assert codes(compiled({"articles/a.md": listed, "articles/a/x.svg": SVG})) == []


def test_a_file_lies_in_the_folder_of_an_entry_or_page() -> None:
    for path in ("articles/x.svg", "articles/b/x.svg", "articles/a/b/x.svg", "x.svg", "vocabularies/x.svg"):
        assert codes(compiled({"articles/a.md": entry(), path: SVG})) == ["LC130"], path
    assert codes(compiled({"pages/p.md": entry(), "pages/p/x.svg": SVG})) == []


def test_the_files_of_drafts_and_broken_entries_are_no_fault_of_their_own() -> None:
    assert codes(compiled({"articles/a.md": entry("status: draft"), "articles/a/x.svg": SVG})) == []
    assert codes(compiled({"articles/a.md": entry("nonsense: 1"), "articles/a/x.svg": SVG})) == ["LC201"]


def test_a_file_that_cannot_be_published_is_found_by_its_bytes() -> None:
    for name, data in (("x.exe", b"MZ"), ("x.png", b"MZ"), ("x y.svg", SVG), ("x.html", "<p>")):
        assert codes(compiled({"articles/a.md": entry(), f"articles/a/{name}": data})) == ["LC127"], name
    assert codes(compiled({"articles/a.md": entry(), "articles/a/x.png": b"\x89PNG\r\n\x1a\nrest"})) == ["LC128"]


# What an editor wants to know.


def notices(files: dict[str, str | bytes]) -> list[str]:
    return places(compiled(files), "LC401")


def test_an_entry_that_nobody_names_is_noticed() -> None:
    assert notices({"articles/a.md": entry("see_also: [b]"), "articles/b.md": entry()}) == ["articles/a.md 1"]
    assert notices({"articles/a.md": entry("", "[me](a.md)")}) == ["articles/a.md 1"]
    assert notices({"articles/a.md": entry(), "index.md": entry("", "[[articles/a]]")}) == []


def test_nobody_is_silent_where_a_broken_entry_may_be_the_cause() -> None:
    assert notices({"articles/a.md": entry("see_also: [b]\nnonsense: 1"), "articles/b.md": entry()}) == []


def test_two_entries_of_a_collection_with_one_title_are_told_apart() -> None:
    files = {
        "articles/a.md": entry("x: 1".replace("x: 1", ""), title="One"),
        "articles/b.md": entry(title="ONE"),
        "sources/c.md": entry(title="One"),
    }
    assert places(compiled(files), "LC402") == ["articles/b.md /title"]


def test_a_date_in_the_future_is_a_warning_where_today_is_known() -> None:
    files = {"articles/a.md": entry("added: 2026-11-13\nreviewed: 2026-11-12")}
    today = PartialDate(year=2026, month=11, day=12)
    assert places(compiled(files, options=Options(today=today)), "LC403") == ["articles/a.md /added"]
    assert places(compiled(files), "LC403") == []


# All of them.


def test_checks_never_raise_where_everything_is_wrong() -> None:
    front = """
pair: [[], {}, {to: }, {to: [x]}, '', a b, +, '#', '+x/y/z', 'care:x', x#y]
above: {to: a}
one: [1, 2, 3]
boxes: [{}, {id: p, inside: x}, 7]
scale: [large]
images: [{file: ../../x.png}]
formerly: [a, ..]
"""
    broken = site({"notes/a.md": front, "notes/b.md": f"{PAIR}above: [a#q]"})
    assert {"LC203", "LC202"} <= set(codes(broken))
    assert all(found.place.path for found in broken.diagnostics)


def test_checks_find_the_same_in_whatever_order_they_stand() -> None:
    notes = {"notes/a.md": "pair: [a]\nabove: [b]", "notes/b.md": "above: [a]\npair: [nothing]"}
    files = {path: entry(front, title=path) for path, front in notes.items()}
    backwards = compiled(files, MODEL, parts=Parts(checks=CHECKS[::-1]))
    assert codes(backwards) == codes(compiled(files, MODEL))


def test_a_check_has_no_eye_for_what_lies_outside_its_inputs() -> None:
    seen: list[Inputs] = []

    def watch(inputs: Inputs) -> list[Diagnostic]:
        seen.append(inputs)
        return []

    made = compiled({"articles/a.md": entry()}, parts=Parts(checks=(watch,)))  # type: ignore[arg-type]
    assert seen[0].library.entries.keys() == {key("articles/a")}
    assert seen[0] is made.inputs


def test_errors_forbid_publication_and_nothing_else_does() -> None:
    assert not compiled({"articles/a.md": entry("added: 2026-01-01")}).faulty
    faulty = compiled({"articles/a.md": entry("nonsense: 1")})
    assert faulty.faulty
    assert {each.rule.severity for each in faulty.diagnostics} == {Severity.ERROR}
