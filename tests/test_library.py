"""What content/ holds: what is left out, what counts, where former addresses lead."""

import pytest
from support import codes, compiled, entry, key, model, places

from lcsite.build import Options, Site
from lcsite.diagnostics import Span
from lcsite.library import Library
from lcsite.model.values import Estimate, Image, Markdown, Part, PartialDate, Url
from lcsite.yaml12 import locate

MODEL = model(
    {"sizes": ["small", "large"]},
    notes={
        "was": ["papers"],
        "fields": {
            "word": {"max": 20},
            "words": {"many": True},
            "story": {"kind": "markdown"},
            "number": {"kind": "number", "min": -1, "max": 2.5},
            "whole": {"kind": "number", "whole": True},
            "yes": {"kind": "boolean"},
            "day": {"kind": "date"},
            "size": {"kind": "choice", "vocabulary": "sizes"},
            "site": {"kind": "url"},
            "sites": {"kind": "url", "many": True},
            "picture": {"kind": "image"},
            "length": {"kind": "estimate", "min": 0},
            "old": {"kind": "address", "many": True},
            "boxes": {"kind": "parts", "fields": {"title": {}, "day": {"kind": "date"}}},
        },
        "relations": {"see": "notes"},
        "sections": {"why": {"heading": {"en": "Why"}, "required": False}},
    },
    cards={},
)


def library(site: Site) -> Library:
    assert site.inputs is not None
    return site.inputs.library


@pytest.mark.parametrize(
    ("front", "value"),
    [
        ("word: 1.10", "1.10"),
        ("word: NO", "NO"),
        ("word: '  two   words '", "two words"),
        ("words: [2024-01-01, 12:30, on]", ("2024-01-01", "12:30", "on")),
        ("story: '**b**'", Markdown(html="<p><strong>b</strong></p>\n")),
        ("number: 2", 2),
        ("number: '-0.5'", -0.5),
        ("whole: 12345678901234567890", 12345678901234567890),
        ("yes: true", True),
        ("yes: false", False),
        ("day: 2024", PartialDate(year=2024)),
        ("day: '2024-02'", PartialDate(year=2024, month=2)),
        ("day: 2024-02-29", PartialDate(year=2024, month=2, day=29)),
        ("size: large", "large"),
        ("site: https://example.org/a", Url(url="https://example.org/a")),
        (
            "sites: [{url: 'http://a.example', title: A, checked: 2024-05, archived: 'https://b.example/a'}]",
            (
                Url(
                    url="http://a.example",
                    title="A",
                    checked=PartialDate(year=2024, month=5),
                    archived="https://b.example/a",
                ),
            ),
        ),
        ("picture: {file: x.svg, alt: An x, licence: CC0}", Image(file="x.svg", alt="An x", licence="CC0")),
        ("length: 90", Estimate(least=90, most=90, estimated=True)),
        ("length: {value: 90, basis: source}", Estimate(least=90, most=90, estimated=False)),
        ("length: {least: 60, most: 90}", Estimate(least=60, most=90, estimated=True)),
        ("old: [a, notes/b]", ("a", "notes/b")),
        (
            "boxes: [{id: top, title: Top, day: 2024}]",
            (Part(id="top", values={"title": "Top", "day": PartialDate(year=2024)}),),
        ),
    ],
)
def test_a_value_has_the_type_of_its_kind(front: str, value: object) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    site = compiled({"notes/a.md": entry(front), "notes/a/x.svg": svg}, MODEL)
    name = front.partition(":")[0]
    assert (codes(site), library(site).entries[key("notes/a")].values[name]) == ([], value)


@pytest.mark.parametrize(
    ("front", "code"),
    [
        ("word: " + "x" * 21, "LC205"),
        ("word: [a]", "LC203"),
        ("words: a", "LC203"),
        ("word: ''", "LC202"),
        ("story: '## Heading'", "LC112"),
        ("story: 'a<br>b'", "LC110"),
        ("number: many", "LC203"),
        ("number: 2.6", "LC208"),
        ("number: -2", "LC208"),
        ("whole: 1.5", "LC203"),
        ("yes: ja", "LC203"),
        ("day: 2024-13", "LC204"),
        ("day: 2023-02-29", "LC204"),
        ("day: last year", "LC204"),
        ("size: medium", "LC206"),
        ("site: example.org", "LC207"),
        ("site: javascript:alert(1)", "LC207"),
        ("sites: [{title: A}]", "LC202"),
        ("picture: {file: x.png, alt: An x}", "LC209"),
        ("length: -1", "LC208"),
        ("length: {}", "LC203"),
        ("old: ['a b']", "LC213"),
        ("boxes: [{title: Top}]", "LC202"),
        ("boxes: [{id: Top}]", "LC210"),
        ("nonsense: 1", "LC201"),
        ("boxes: [{id: top, nonsense: 1}]", "LC201"),
    ],
)
def test_a_value_that_does_not_fit_its_kind_has_one_fault(front: str, code: str) -> None:
    assert codes(compiled({"notes/a.md": entry(front)}, MODEL)) == [code]


def test_an_empty_value_is_as_good_as_none() -> None:
    site = compiled({"notes/a.md": entry("word:\nwords: []\nday: ~\nsee: null")}, MODEL)
    assert codes(site) == []
    assert set(library(site).entries[key("notes/a")].values) == {"title", "summary", "words"}


def test_a_broken_entry_is_left_out_and_the_others_stay() -> None:
    site = compiled({"notes/a.md": entry(), "notes/b.md": entry("nonsense: 1")}, MODEL)
    assert set(library(site).entries) == {key("notes/a")}
    assert set(library(site).broken) == {key("notes/b")}
    assert site.faulty


def test_one_mistake_is_reported_once() -> None:
    files = {
        "notes/broken.md": "---\ntitle: [unclosed\n---\n## Why\n",
        "notes/a.md": entry("see: [broken#part, notes/broken]", "[b](broken.md#part)"),
    }
    assert codes(compiled(files, MODEL)) == ["LC103"]


def test_a_draft_is_left_out_except_in_a_preview() -> None:
    files = {"notes/a.md": entry("status: draft"), "notes/b.md": entry("status: published")}
    assert list(library(compiled(files, MODEL)).entries) == [key("notes/b")]
    assert list(library(compiled(files, MODEL, options=Options(drafts=True))).entries) == [
        key("notes/a"),
        key("notes/b"),
    ]


def test_an_archived_entry_keeps_its_page_and_counts_nowhere() -> None:
    found = library(compiled({"notes/a.md": entry("status: archived"), "notes/b.md": entry()}, MODEL))
    assert list(found.entries) == [key("notes/a"), key("notes/b")]
    assert [each.key for each in found.current()] == [key("notes/b")]


def test_entries_stand_in_the_order_of_collection_and_id() -> None:
    found = library(compiled({path: entry() for path in ("notes/b.md", "notes/a.md", "cards/z.md")}, MODEL))
    assert list(found.entries) == [key("cards/z"), key("notes/a"), key("notes/b")]
    assert [each.key for each in found.collection("notes")] == [key("notes/a"), key("notes/b")]


def test_a_former_address_names_its_own_collection_where_it_names_none() -> None:
    found = library(compiled({"notes/a.md": entry("formerly: [old, cards/older, gone/oldest]")}, MODEL))
    assert {str(old): str(new) for old, new in found.former.items()} == {
        "notes/old": "notes/a",
        "cards/older": "notes/a",
        "gone/oldest": "notes/a",
    }


def test_two_entries_cannot_have_had_the_same_address() -> None:
    site = compiled({"notes/a.md": entry("formerly: [old]"), "notes/b.md": entry("formerly: [old]")}, MODEL)
    assert places(site, "LC311") == ["notes/b.md /formerly/0"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("note/a.md", "LC120"),
        ("notes/deep/a.md", "LC120"),
        ("vocabularies/sizes.md", "LC120"),
        ("notes/Big.md", "LC121"),
        ("notes/a_b.md", "LC121"),
        ("notes/een-één.md", "LC121"),
        (f"notes/{'x' * 81}.md", "LC121"),
        ("pages/Big.md", "LC121"),
        ("notes/index.md", "LC122"),
        ("notes/con.md", "LC122"),
        ("notes/nl.md", "LC122"),
        ("notes/a.en.md", "LC124"),
    ],
)
def test_a_text_that_lies_where_it_cannot_has_one_fault(path: str, code: str) -> None:
    assert codes(compiled({path: entry()}, MODEL)) == [code]


def test_an_entry_may_be_fields_alone() -> None:
    site = compiled({"notes/a.yml": "title: A\nsummary: One sentence.\nword: it\n"}, MODEL)
    assert (codes(site), library(site).entries[key("notes/a")].values["word"]) == ([], "it")


SAME = [("notes/a.md", "notes/A.md"), ("notes/a.md", "notes/a.yml"), ("notes/a.md", "papers/a.md")]


@pytest.mark.parametrize("paths", SAME)
def test_two_files_cannot_be_the_same_entry(paths: tuple[str, str]) -> None:
    files = {path: entry() if path.endswith("md") else "title: A\nsummary: One sentence." for path in paths}
    assert "LC123" in codes(compiled(files, MODEL))


def test_a_reference_to_a_text_that_could_not_be_typed_is_remembered_with_its_relation() -> None:
    found = library(compiled({"notes/a.md": entry("see: [+later]\nnonsense: 1")}, MODEL))
    assert found.wanted == (key("notes/later"),)


@pytest.mark.parametrize("name", ["a/b", "~", "a~1b", "", "0"])
def test_an_odd_name_of_a_field_is_found_where_it_stands(name: str) -> None:
    text = entry(f"word: x\n'{name}': 1")
    site = compiled({"notes/a.md": text}, MODEL)
    (fault,) = site.diagnostics[:1]
    assert (fault.rule.code, locate(text, fault.place)) == ("LC201", Span(line=5, column=1))
