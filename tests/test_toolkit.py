"""What this repository's own toolkit promises its readers: our own words, whole, and readable."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from string import ascii_lowercase

import pytest
import yaml
from sources.runs import RUN, known, runs, words_of
from support import ROOT, compiled

from lcsite.build import Site
from lcsite.checks.readability import ENOUGH
from lcsite.diagnostics import Severity
from lcsite.settings import Settings

CONTENT = ROOT / "content"
FILES = sorted(CONTENT.rglob("*.md")) + sorted(CONTENT.rglob("*.yml"))

# Names are as they are, and what stands between quotation marks is somebody else's by intent. Items of a list are
# no sentence together.
_NAMES = re.compile(
    r"^ *-? *(title|also_known_as|formerly|url|archived|published_in|publisher|authors):.*$"
    r"|at: \"[^\"]*\"|^ *(-|\d+\.) |\[[^\]]*\]\([^)]*\)|https?://\S+",
    re.MULTILINE,
)
_QUOTED = re.compile(r"‘[^’]*’(?!\w)|“[^”]*”|^ *>.*$", re.MULTILINE)


def own(text: str) -> str:
    """Return a text without what may be somebody else's."""
    return _QUOTED.sub(" ⁂ ", _NAMES.sub(" ⁂ ", text))


def taken_over(text: str, digests: frozenset[bytes]) -> Iterator[str]:
    """Yield the stretches of a text that stand in a source word for word."""
    for piece in own(text).split("⁂"):
        words = words_of(piece)
        end = 0
        for start, digest in runs(words):
            if digest in digests and start >= end:
                end = start + RUN
                yield " ".join(words[start:end])


@pytest.fixture(scope="module")
def digests() -> frozenset[bytes]:
    return known()


def test_no_sentence_of_a_source_is_taken_over(digests: frozenset[bytes]) -> None:
    found = {file.relative_to(CONTENT).as_posix(): [*taken_over(file.read_text("utf-8"), digests)] for file in FILES}
    assert {path: runs for path, runs in found.items() if runs} == {}


def test_a_run_of_eight_words_is_seen_where_it_is_no_name_and_no_quotation() -> None:
    sentence = "Wie begint met een kleine groep komt verder dan wie wacht."
    digests = frozenset(digest for _, digest in runs(words_of(sentence)))
    assert [*taken_over(f"---\nsummary: Zo: {sentence}\n---\n", digests)] != []
    assert [*taken_over(f"Een zin.\n\n- Kijk: {sentence.replace('kleine', 'kléine')}\n", digests)] == []
    assert [*taken_over(f"Zij zei: ‘{sentence}’\n\n> {sentence}\n\n[{sentence}](a.md)\n", digests)] == []


@pytest.fixture(scope="module")
def toolkit() -> Site:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    texts = {file.relative_to(CONTENT).as_posix(): file.read_text("utf-8") for file in FILES}
    settings = Settings(title=config["site_name"], language="nl", model="learning-communities")
    return compiled(texts, settings.model, settings=settings)


def test_a_median_entry_is_easy_to_read(toolkit: Site) -> None:
    assert toolkit.inputs
    prose = [each.prose for each in toolkit.inputs.library.entries.values() if each.prose.words >= ENOUGH]
    assert median(each.flesch_douma for each in prose) >= 55
    assert median(each.sentence_length for each in prose) <= 15


@dataclass(frozen=True)
class Covered:
    """One place of a source: the entries, or parts of entries, that carry it, or the reason why none does."""

    source: str
    place: str
    what: str
    entries: str
    reason: str


def covered() -> list[Covered]:
    lines = (ROOT / "tests/sources/coverage.tsv").read_text("utf-8").splitlines()[1:]
    return [Covered(*line.split("\t")) for line in lines]


def test_every_place_of_a_source_is_carried_or_left_out_for_a_reason(toolkit: Site) -> None:
    assert toolkit.inputs
    entries = toolkit.inputs.library.entries
    known = {str(key) for key in entries}
    known |= {f"{key}#{anchor}" for key, entry in entries.items() for anchor in entry.anchors}
    for row in covered():
        assert bool(row.entries) != bool(row.reason), row
        assert set(row.entries.split()) <= known, row
        assert f"sources/{row.source}" in known, row


def test_every_numbered_section_and_every_tip_of_the_sources_has_its_place() -> None:
    places = {row.place for row in covered() if row.source == "nieuw-samenspel"}
    sections = {*("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.6", "4.1", "4.2")}
    tips = {f"{section} {letter}" for section, last in TIPS.items() for letter in ascii_lowercase[:last]}
    for place in sections | tips:
        assert any(re.match(rf"{re.escape(place)}(?!\w)", each) for each in places), place
    assert len({row.source for row in covered()}) == 5


TIPS = {"3.2": 8, "3.3": 7, "3.4": 6, "3.5": 9}
"""How many lettered tips a section has."""


def test_the_toolkit_has_no_fault_and_no_warning(toolkit: Site) -> None:
    found = [each for each in toolkit.diagnostics if each.rule.severity is not Severity.NOTICE]
    # Pictures lie on the disk, and are looked at there.
    assert [each for each in found if each.rule.code != "LC312"] == []


def test_what_helps_says_why(toolkit: Site) -> None:
    """A relation that can carry a note, from a pattern or an advice to an instrument, carries one."""
    assert toolkit.inputs
    for collection in ("patterns", "recommendations"):
        for key, entry in toolkit.inputs.library.entries.items():
            if key.collection == collection:
                bare = [each.written for each in entry.references if each.relation == "instruments" and not each.values]
                assert bare == [], key
