"""What this repository's own toolkit promises its readers: our own words, whole, and readable."""

import re
from collections.abc import Iterator
from statistics import median

import pytest
import yaml
from sources.runs import RUN, known, runs, words_of
from support import ROOT, compiled

from lcsite.build import Site
from lcsite.checks.readability import ENOUGH
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
