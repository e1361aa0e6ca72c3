"""How hard a text reads is counted in its running text alone, and told in figures."""

import pytest
from support import compiled, entry, model

from lcsite.build import Site
from lcsite.checks.readability import LONGEST, MOST_LINKS
from lcsite.markup import Prose, render
from lcsite.markup.prose import measured
from lcsite.settings import Settings


def told(site: Site) -> set[str]:
    return {each.rule.code for each in site.diagnostics}


DUTCH = Settings(title="Een toolkit", language="nl", model="minimal")


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *(("kat", 1), ("leren", 2), ("gemeenschap", 3), ("wijkbewoner", 4), ("mooie", 2), ("idee", 2)),
        *(("creatie", 3), ("coördinator", 5), ("bijeenkomst", 3), ("nieuw", 1), ("zoeken", 2), ("hbo", 1)),
        *(("buiten", 2), ("meenemen", 3), ("yoga", 2), ("ontmoeting", 3), ("leeuw", 1), ("groei", 1)),
    ],
)
def test_syllables_are_counted_by_the_letters_of_dutch_vowels(word: str, syllables: int) -> None:
    assert measured(f"{word}.").syllables == syllables


def test_sentences_and_long_words_are_counted() -> None:
    prose = measured("Je begint klein. Daarna nodig je buurtbewoners uit!")
    assert prose == Prose(sentences=2, words=8, long_words=1, syllables=14)
    assert prose.sentence_length == 4
    assert prose.lix == 4 + 100 / 8
    assert prose.flesch_douma == pytest.approx(206.84 - 0.93 * 4 - 77 * 14 / 8)


def test_headings_tables_labels_and_code_are_no_running_text() -> None:
    text = "## Een kop\n\n| a | b |\n|---|---|\n| Een cel. | Nog een. |\n\n- een label\n\n```\ncode.\n```\n\nEen zin.\n"
    assert render(text, "a.md").prose == measured("Een zin.")


def test_values_with_markup_count_as_the_body_does() -> None:
    fields = {"remark": {"kind": "markdown"}}
    site = compiled({"notes/a.md": entry("remark: Een zin.", "Nog een.\n")}, model(notes={"fields": fields}))
    assert site.inputs
    assert [each.prose for each in site.inputs.library.entries.values()] == [
        measured("Een zin.") + measured("Nog een.")
    ]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Wij leren graag van elkaar. " * 20, None),
        ("Wij " + "leren graag van elkaar en " * LONGEST + "zo gaat het door. ", "LC405"),
        ("Verantwoordelijkheidsverdeling veronderstelt informatievoorziening. " * 30, "LC404"),
        ("Verantwoordelijkheidsverdeling veronderstelt informatievoorziening. " * 3, None),
    ],
)
def test_a_text_that_is_long_enough_is_judged_by_its_figures(sentence: str, code: str | None) -> None:
    site = compiled({"articles/a.md": entry("", sentence)}, settings=DUTCH)
    assert told(site) & {"LC404", "LC405"} == ({code} if code else set())


def test_only_dutch_is_measured_by_its_syllables() -> None:
    text = "Verantwoordelijkheidsverdeling veronderstelt informatievoorziening. " * 30
    assert "LC404" in told(compiled({"articles/a.md": entry("", text)}, settings=DUTCH))
    assert "LC404" not in told(compiled({"articles/a.md": entry("", text)}))


@pytest.mark.parametrize(("count", "too_many"), [(MOST_LINKS, False), (MOST_LINKS + 1, True)])
def test_an_entry_that_refers_to_many_is_told(count: int, too_many: bool) -> None:  # noqa: FBT001
    notes = {"relations": {"near": {"to": "notes"}}}
    wanted = ", ".join(f"+n{number}" for number in range(count))
    site = compiled({"notes/a.md": entry(f"near: [{wanted}]")}, model(notes=notes))
    assert ("LC406" in told(site)) is too_many
