"""The headings of a body against the sections of the model."""

from collections.abc import Iterator

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.document import Document
from lcsite.library.faults import closest
from lcsite.model.model import Collection, say

MISSING_SECTION = Rule("LC220", "missing-section", Severity.ERROR)
UNKNOWN_SECTION = Rule("LC221", "unknown-section", Severity.WARNING)
MISORDERED_SECTION = Rule("LC222", "misordered-section", Severity.WARNING)
TOO_MANY_WORDS = Rule("LC223", "too-many-words", Severity.WARNING)


def section_faults(document: Document, collection: Collection, language: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the sections of an entry.

    A collection whose model names no sections leaves its authors free.
    """
    if not collection.sections:
        return
    names = {heading: each for each in collection.sections for heading in each.headings.values()}
    order = {each.id: index for index, each in enumerate(collection.sections)}
    seen: list[str] = []
    for section in document.sections:
        place = Place(path=document.path, line=section.line, text=section.heading)
        known = names.get(section.heading)
        if known is None:
            nearest = closest(section.heading, [say(each.headings, language) for each in collection.sections])
            yield UNKNOWN_SECTION.at(place, heading=section.heading, closest=nearest)
            continue
        if seen and order[known.id] <= max(order[name] for name in seen):
            yield MISORDERED_SECTION.at(place, heading=section.heading)
        seen.append(known.id)
        if known.max_words and section.words > known.max_words:
            yield TOO_MANY_WORDS.at(place, heading=section.heading, words=section.words, limit=known.max_words)
    for each in collection.sections:
        if each.required and each.id not in seen:
            yield MISSING_SECTION.at(Place(path=document.path, line=1), heading=say(each.headings, language))
