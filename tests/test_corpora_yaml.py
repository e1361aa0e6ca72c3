"""What an author types as a value or a name comes out on the page as that very text."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from corpora import yaml11
from support import codes, compiled, entry, key, lcsite, model, places, project, published

from lcsite.build import Site

MODEL = (
    model(
        {"words": ["no", "on", "1.10"]},
        things={
            "fields": {
                "word": {"required": True},
                "words": {"many": True},
                "choice": {"kind": "choice", "vocabulary": "words", "many": True},
                "amount": {"kind": "number"},
                "flag": {"kind": "boolean"},
                "day": {"kind": "date"},
                "parts": {"kind": "parts", "fields": {"word": {}}},
            },
            "blocks": [{"block": "facts", "of": ["word", "words", "choice", "amount", "flag", "day"]}],
        },
    )
    .replace('"on": {', '"on": {')
    .replace('"1.10": {', '"v1": {')
)
EXPECTED = {**{typed: typed for typed in yaml11.LITERAL}, **yaml11.READ}


def thing(front: str) -> Site:
    """A site of one thing."""
    return compiled({"things/a.md": entry(front)}, MODEL)


def values(site: Site) -> dict[str, object]:
    """The values of that one thing."""
    assert site.inputs
    return dict(site.inputs.library.entries[key("things/a")].values)


@pytest.mark.parametrize(("typed", "value"), EXPECTED.items())
def test_a_text_is_the_text_that_was_typed(typed: str, value: str) -> None:
    site = thing(f"word: {typed}\nwords:\n  - {typed}\n  - {typed}\nparts:\n  - id: p\n    word: {typed}")
    assert codes(site) == []
    found = values(site)
    assert (found["word"], found["words"]) == (value, (value, value))
    assert found["parts"][0].values["word"] == value  # type: ignore[index]


class _Facts(HTMLParser):
    """Reads the values of a list of facts, by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = self.name = ""
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, _: object) -> None:
        self.tag = tag if tag in {"dt", "dd"} else self.tag

    def handle_endtag(self, tag: str) -> None:
        self.tag = "" if tag in {"dt", "dd"} else self.tag

    def handle_data(self, data: str) -> None:
        if self.tag == "dt":
            self.name = data.strip()
        elif self.tag == "dd":
            self.found[self.name] = (self.found.get(self.name, "") + data).strip()


def test_a_page_shows_the_text_that_was_typed(tmp_path: Path) -> None:
    things = {f"things/t{number}.md": entry(f"word: {typed}") for number, typed in enumerate(EXPECTED)}
    folder = project(tmp_path / "project", things, model=MODEL)
    published(folder)
    for number, value in enumerate(EXPECTED.values()):
        facts = _Facts()
        facts.feed((folder / "site" / "things" / f"t{number}.html").read_text("utf-8"))
        assert facts.found["word"] == value


@pytest.mark.parametrize("typed", yaml11.NOTHING)
def test_no_value_is_reported_where_one_must_be(typed: str) -> None:
    site = thing(f"word: {typed}")
    assert (codes(site), places(site, "LC202")) == (["LC202"], ["things/a.md "])
    assert codes(thing(f"word: a\nwords: {typed}\namount: {typed}\nflag: {typed}\nparts: {typed}")) == []
    assert codes(thing(f"word: a\nwords:\n  - {typed}")) == ["LC202"]


@pytest.mark.parametrize(("typed", "code"), yaml11.REFUSED.items())
def test_what_is_no_value_is_one_fault(typed: str, code: str) -> None:
    assert codes(thing(f"word: {typed}")) == [code]


@pytest.mark.parametrize("name", ["no", "NO", "on", "y", "1.10", "12:30", "0123", "2022-11-04", "~", "null", "<<", "="])
def test_a_name_that_no_field_has_is_reported_as_it_was_typed(name: str) -> None:
    site = thing(f"word: a\n{name}: {{word: b}}")
    (fault,) = (each for each in site.diagnostics if each.rule.code == "LC201")
    assert (fault.parameters["name"], codes(site)) == (name, ["LC201"])


def test_a_name_twice_is_a_fault_whatever_it_looks_like() -> None:
    assert codes(thing("word: a\nno: 1\nno: 2")) == ["LC104"]
    assert codes(thing("word: a\n'word': b")) == ["LC104"]


def test_the_merge_key_merges_nothing() -> None:
    site = thing("parts:\n  - {id: p, <<: {word: b}}\nword: a")
    assert codes(site) == ["LC201"]


def test_a_term_may_be_called_no() -> None:
    site = thing("word: a\nchoice: [no, on]")
    assert (codes(site), values(site)["choice"]) == ([], ("no", "on"))
    assert codes(thing("word: a\nchoice: [false]")) == ["LC206"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        ("-1.5", -1.5),
        ("+1", 1),
        ("0123", 123),
        ("1e3", 1000),
        (".5", 0.5),
        ("123456789012345678901", 123456789012345678901),
    ],
)
def test_a_number_is_decimal(typed: str, value: float) -> None:
    assert values(thing(f"word: a\namount: {typed}"))["amount"] == value


@pytest.mark.parametrize(
    "typed",
    [
        "0x1F",
        "0o17",
        "0b1",
        "1_000",
        "1,5",
        "12:30",
        ".inf",
        "-.inf",
        ".nan",
        "1e999",
        "٣",
        "９",
        "yes",
        "1 2",
        "9" * 5_000,
    ],
)
def test_what_only_looks_like_a_number_is_refused(typed: str) -> None:
    assert codes(thing(f"word: a\namount: {typed}")) == ["LC203"]


@pytest.mark.parametrize("typed", ["yes", "no", "on", "off", "y", "n", "True", "FALSE", "1", "0"])
def test_only_true_and_false_are_booleans(typed: str) -> None:
    assert codes(thing(f"word: a\nflag: {typed}")) == ["LC203"]
    assert values(thing("word: a\nflag: true"))["flag"] is True


@pytest.mark.parametrize(
    "typed",
    [
        "2001-12-14t21:59:43.10-05:00",
        "2022-1-4",
        "20221104",
        "04-11-2022",
        "٢٠٢٢",
        "２０２２",
        "0000",
        "2022-00",
        "2022-02-30",
    ],
)
def test_only_the_three_forms_of_a_date_are_dates(typed: str) -> None:
    assert codes(thing(f"word: a\nday: {typed}")) == ["LC204"]
    assert str(values(thing("word: a\nday: 2022-11"))["day"]) == "2022-11"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u3000", "\u2009"])
def test_a_space_that_does_not_break_stays_one(space: str) -> None:
    assert values(thing(f"word: a{space}b"))["word"] == f"a{space}b"


@pytest.mark.parametrize("folded", ["a\n  b", '"a\\n\\tb"', "|\n  a\n\n  b\n", "a \t b", "a\u2028b", "a \u2029b"])
def test_a_text_is_one_line(folded: str) -> None:
    assert values(thing(f"word: {folded}"))["word"] == "a b"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1234567", "1234567"),
        ("1000000", "1000000"),
        ("0.1", "0.1"),
        ("1234567.25", "1234567.25"),
        ("-0.5", "-0.5"),
        ("1e3", "1000"),
    ],
)
def test_a_number_is_shown_in_full(tmp_path: Path, typed: str, shown: str) -> None:
    folder = project(tmp_path / "project", {"things/a.md": entry(f"word: a\namount: {typed}")}, model=MODEL)
    published(folder)
    facts = _Facts()
    facts.feed((folder / "site" / "things" / "a.html").read_text("utf-8"))
    assert facts.found["amount"] == shown


def test_a_report_names_the_value_that_was_typed(tmp_path: Path) -> None:
    folder = project(tmp_path, {"things/a.md": entry("word: a\nchoice: [NO]\nno: 12:30")}, model=MODEL)
    output = lcsite(folder, "check").output
    assert "‘NO’" in output
    assert "‘no’" in output
    assert "False" not in output
