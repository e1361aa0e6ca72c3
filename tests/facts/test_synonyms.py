"""One table of other words, from names, terms and the words of the glossary."""

import json
from collections.abc import Mapping

from support import compiled, entry, model

from lcsite.facts import synonyms

TERMS = {"small": {"label": {"en": "small"}, "synonyms": {"en": ["Tiny", "little"], "nl": ["klein"]}}}
MODEL = model(
    {"sizes": {"label": {"en": "size"}, "terms": TERMS}},
    notes={},
    words={
        "fields": {"meaning": {}, "alike": {"many": True}},
        "traits": {"glossary": {"definition": "meaning", "synonyms": "alike"}},
    },
)


def table(files: dict[str, str]) -> Mapping[str, tuple[str, ...]]:
    site = compiled(files, MODEL)
    assert site.inputs is not None
    return site.inputs.facts[synonyms]


def test_other_names_of_an_entry_lead_to_its_title() -> None:
    assert table({"notes/a.md": entry("also_known_as: [Alpha]", title="A")})["alpha"] == ("A",)


def test_synonyms_of_the_glossary_lead_to_their_word() -> None:
    found = table({"words/w.md": entry("alike: [double-u]\nalso_known_as: [uu]", title="W")})
    assert (found["double-u"], found["uu"]) == (("W",), ("W",))


def test_synonyms_of_terms_lead_to_the_label_of_their_own_language() -> None:
    found = table({})
    assert (found["tiny"], found["little"]) == (("small",), ("small",))
    assert "klein" not in found


def test_terms_that_the_content_brings_have_synonyms_too() -> None:
    text = json.dumps({"terms": {"large": {"label": {"en": "large"}, "synonyms": {"en": ["big"]}}}})
    assert table({"vocabularies/sizes.yml": text})["big"] == ("large",)


def test_a_word_may_lead_to_several_names_in_alphabetical_order() -> None:
    files = {f"notes/{name.lower()}.md": entry("also_known_as: [it]", title=name) for name in ("Z", "B")}
    assert table(files)["it"] == ("B", "Z")


def test_a_name_is_no_other_word_for_itself() -> None:
    assert "a" not in table({"notes/a.md": entry("also_known_as: [a]", title="A")})


def test_the_words_of_drafts_and_archived_entries_are_left_out() -> None:
    files = {f"notes/{name}.md": entry(f"status: {name}\nalso_known_as: [word]") for name in ("draft", "archived")}
    assert "word" not in table(files)
