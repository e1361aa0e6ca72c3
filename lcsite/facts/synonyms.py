"""One synonym table for search, facets, glossary and "did you mean"."""

from collections.abc import Iterator, Mapping
from typing import Any

from lcsite.facts.linked import Linked
from lcsite.model.traits import Glossary


def synonyms(linked: Linked, facts: Any) -> Mapping[str, tuple[str, ...]]:  # noqa: ARG001
    """Return, for each word in lower case, the names that it is another word for."""
    table: dict[str, set[str]] = {}
    for name, word in _pairs(linked):
        if word.lower() != name.lower():
            table.setdefault(word.lower(), set()).add(name)
    return {word: tuple(sorted(names)) for word, names in sorted(table.items())}


def _pairs(linked: Linked) -> Iterator[tuple[str, str]]:
    glossaries = {collection.id: trait for collection, trait in linked.model.with_trait(Glossary)}
    for entry in linked.library.current():
        words = entry.values.get("also_known_as", ())
        glossary = glossaries.get(entry.key.collection)
        if glossary is not None:
            words += entry.values.get(glossary.synonyms, ())
        yield from ((entry.title, word) for word in words)
    for vocabulary in linked.vocabularies.values():
        for term in vocabulary.terms.values():
            for language, label in term.label.items():
                yield from ((label, word) for word in term.synonyms.get(language, ()))
