"""The evidence ladder, as content-model.md words it: counted, not judged.

The reports here are lessons, the counted entries are groups; what is tested
are tools. A tool may name the lessons that it was made of.
"""

import pytest
from support import compiled, entry, key, model

from lcsite.build import Options
from lcsite.facts import evidence
from lcsite.facts.evidence import Tally

LEVELS = [
    {"label": {"en": "none"}, "min": 0},
    {"label": {"en": "shared"}, "min": 1},
    {"label": {"en": "repeated"}, "min": 2},
    {"label": {"en": "broad"}, "min": 3, "diverse": True},
]
TRAIT = {
    "counted": "groups",
    "part_of": "groups.within",
    "through": "lessons.group",
    "used_through": ["groups.uses"],
    "supported_through": ["lessons.supports"],
    "contradicted_through": ["lessons.contradicts"],
    "origin": ["tools.made_of"],
    "practice": {"basis": ["practice"]},
    "diversity": {"root": 2, "sector": 2},
    "levels": LEVELS,
}
MODEL = model(
    {"sectors": ["care", "school", "energy"], "bases": ["practice", "research"]},
    tools={"relations": {"made_of": "lessons"}, "traits": {"evidence": TRAIT}},
    lessons={
        "fields": {"basis": {"kind": "choice", "vocabulary": "bases"}},
        "relations": {"group": "groups", "supports": "tools", "contradicts": "tools"},
    },
    groups={
        "fields": {"sector": {"kind": "choice", "vocabulary": "sectors", "many": True}},
        "relations": {"within": {"to": "groups", "max": 1}, "uses": "tools"},
    },
)
TOOL = {"tools/t.md": entry()}


def tally(files: dict[str, str], options: Options | None = None) -> Tally:
    site = compiled(TOOL | files, MODEL, options=options)
    assert site.inputs is not None
    return site.inputs.facts[evidence][key("tools/t")]


def level(files: dict[str, str], options: Options | None = None) -> str:
    found = tally(files, options)
    assert found.level is not None
    assert LEVELS[found.step]["label"] == found.level.label
    return found.level.label["en"]


def group(sector: str = "care", more: str = "uses: [t]") -> str:
    return entry(f"sector: [{sector}]\n{more}")


def lesson(of: str, more: str = "supports: [t]", basis: str = "practice") -> str:
    return entry(f"basis: {basis}\ngroup: [{of}]\n{more}")


def plain(*names: str) -> dict[str, str]:
    """Return groups that say nothing about the tool themselves."""
    sectors = ("care", "school", "energy")
    return {f"groups/{name}.md": group(sectors[index % 3], "") for index, name in enumerate(names)}


BROAD = {
    "groups/a.md": group("care"),
    "groups/b.md": group("school"),
    "groups/c.md": group("care"),
}


def test_nothing_heard_is_the_lowest_level() -> None:
    assert level({}) == "none"


def test_a_group_that_uses_it_counts() -> None:
    assert level({"groups/a.md": group()}) == "shared"


def test_a_group_that_a_lesson_names_counts() -> None:
    assert level(plain("a") | {"lessons/l.md": lesson("a")}) == "shared"


def test_two_groups_make_it_repeated() -> None:
    assert level({"groups/a.md": group(), "groups/b.md": group()}) == "repeated"
    assert level(plain("a") | {"groups/b.md": group(), "lessons/l.md": lesson("a")}) == "repeated"


def test_a_group_counts_once_however_often_it_is_named() -> None:
    lessons = {f"lessons/{name}.md": lesson("a") for name in "lmn"}
    found = tally({"groups/a.md": group()} | lessons)
    assert (found.used_by, len(found.supporting), found.step) == ((key("groups/a"),), 3, 1)


def test_three_groups_of_two_programmes_and_two_sectors_make_it_broad() -> None:
    assert level(BROAD) == "broad"


def test_three_groups_of_one_sector_do_not() -> None:
    assert level({f"groups/{name}.md": group("care") for name in "abcd"}) == "repeated"


def test_one_group_may_bring_two_sectors() -> None:
    files = {"groups/a.md": group("care, school"), "groups/b.md": group("care"), "groups/c.md": group("care")}
    assert level(files) == "broad"


def test_three_groups_without_a_sector_do_not() -> None:
    assert level({f"groups/{name}.md": entry("uses: [t]") for name in "abc"}) == "repeated"


def test_three_groups_of_one_programme_do_not() -> None:
    programme = {"groups/p.md": group("care", "")}
    parts = {
        f"groups/{name}.md": group(sector, "uses: [t]\nwithin: [p]")
        for name, sector in (("a", "care"), ("b", "school"), ("c", "energy"))
    }
    assert level(programme | parts) == "repeated"
    assert level(programme | parts | {"groups/d.md": group("care")}) == "broad"


def test_a_programme_is_the_topmost_ancestor() -> None:
    files = {
        "groups/p.md": group("care", ""),
        "groups/q.md": group("care", "within: [p]"),
        "groups/a.md": group("care", "uses: [t]\nwithin: [q]"),
        "groups/b.md": group("school", "uses: [t]\nwithin: [p]"),
        "groups/c.md": group("care", "uses: [t]\nwithin: [q]"),
    }
    assert level(files) == "repeated"


def test_a_group_with_a_named_part_is_left_out() -> None:
    files = {"groups/p.md": group(), "groups/a.md": group("care", "uses: [t]\nwithin: [p]")}
    assert tally(files).used_by == (key("groups/a"),)
    assert level(files) == "shared"


def test_a_whole_is_left_out_however_far_up() -> None:
    files = {
        "groups/p.md": group(),
        "groups/q.md": group("care", "within: [p]"),
        "groups/a.md": group("care", "uses: [t]\nwithin: [q]"),
    }
    assert tally(files).used_by == (key("groups/a"),)


def test_a_group_with_a_part_that_nobody_named_counts() -> None:
    assert level({"groups/p.md": group(), "groups/a.md": group("care", "within: [p]")}) == "shared"


def test_a_lesson_from_research_is_shown_and_counts_nobody() -> None:
    found = tally(plain("a") | {"lessons/l.md": lesson("a", basis="research")})
    assert (found.supporting, found.used_by, found.step) == ((key("lessons/l"),), (), 0)


def test_a_lesson_that_names_no_group_is_shown_and_counts_nobody() -> None:
    found = tally({"lessons/l.md": entry("basis: practice\nsupports: [t]")})
    assert (found.supporting, found.used_by, found.step) == ((key("lessons/l"),), (), 0)


def test_a_lesson_that_it_was_made_of_neither_counts_nor_supports() -> None:
    files = plain("a") | {"tools/t.md": entry("made_of: [l]"), "lessons/l.md": lesson("a")}
    found = tally(files)
    assert (found.supporting, found.used_by, found.step) == ((), (), 0)


def test_a_group_that_uses_it_counts_even_where_its_lesson_is_the_origin() -> None:
    files = {"tools/t.md": entry("made_of: [l]"), "lessons/l.md": lesson("a"), "groups/a.md": group()}
    assert tally(files).used_by == (key("groups/a"),)


def test_a_contradiction_holds_it_below_broad_and_is_counted_beside() -> None:
    files = BROAD | plain("d") | {"lessons/l.md": lesson("d", "contradicts: [t]")}
    found = tally(files)
    assert (level(files), found.contradicting) == ("repeated", (key("lessons/l"),))


def test_a_group_that_tells_of_a_contradiction_has_experience_too() -> None:
    found = tally(plain("a") | {"lessons/l.md": lesson("a", "contradicts: [t]")})
    assert (found.used_by, found.step) == ((key("groups/a"),), 1)


def test_a_contradiction_does_not_lower_what_is_below_broad() -> None:
    files = {"groups/a.md": group(), "groups/b.md": group(), "lessons/l.md": lesson("a", "contradicts: [t]")}
    assert level(files) == "repeated"


def test_a_contradiction_from_research_holds_it_below_broad_too() -> None:
    assert level(BROAD | {"lessons/l.md": entry("basis: research\ncontradicts: [t]")}) == "repeated"


def test_a_lesson_may_support_and_contradict() -> None:
    found = tally(plain("a") | {"lessons/l.md": lesson("a", "supports: [t]\ncontradicts: [t]")})
    assert (found.supporting, found.contradicting) == ((key("lessons/l"),), (key("lessons/l"),))


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_drafts_and_archived_entries_count_nowhere(status: str) -> None:
    hidden = {
        "groups/a.md": group("care", f"uses: [t]\nstatus: {status}"),
        "lessons/l.md": lesson("b", f"supports: [t]\nstatus: {status}"),
        "lessons/m.md": lesson("a"),
    }
    found = tally(plain("b") | hidden)
    assert (found.used_by, found.supporting, found.step) == ((), (key("lessons/m"),), 0)


def test_a_draft_counts_in_its_preview() -> None:
    assert level({"groups/a.md": group("care", "uses: [t]\nstatus: draft")}, Options(drafts=True)) == "shared"


def test_a_mention_does_not_count() -> None:
    files = {
        "groups/a.md": entry("", "We used [it](../tools/t.md).\n"),
        "lessons/l.md": entry("basis: practice\ngroup: [a]", "[[tools/t]]\n"),
    }
    found = tally(files)
    assert (found.used_by, found.supporting, found.step) == ((), (), 0)


def test_a_wanted_group_does_not_count() -> None:
    assert tally({"lessons/l.md": lesson("+later")}).used_by == ()


def test_a_link_to_a_heading_of_it_counts_as_a_link_to_it() -> None:
    files = {"tools/t.md": entry("", "## How\n"), "groups/a.md": group("care", "uses: [t#how]")}
    assert level(files) == "shared"


def test_a_circle_of_parts_does_not_hang() -> None:
    files = {"groups/a.md": group("care", "uses: [t]\nwithin: [b]"), "groups/b.md": group("care", "within: [a]")}
    assert tally(files).step in {0, 1}


def test_the_levels_are_those_of_the_model_and_no_others() -> None:
    one = MODEL.replace('"min": 1', '"min": 2')
    site = compiled(TOOL | {"groups/a.md": group()}, one)
    assert site.inputs is not None
    assert site.inputs.facts[evidence][key("tools/t")].step == 0


def test_only_collections_with_the_trait_are_tallied() -> None:
    site = compiled(TOOL | BROAD, MODEL)
    assert site.inputs is not None
    assert list(site.inputs.facts[evidence]) == [key("tools/t")]
