"""What makes a text hard to read, or a page hard to survey."""

from collections.abc import Iterator

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.model.traits import Route

HARD_WORDS = Rule("LC404", "hard-words", Severity.NOTICE)
LONG_SENTENCES = Rule("LC405", "long-sentences", Severity.NOTICE)
MANY_LINKS = Rule("LC406", "many-links", Severity.NOTICE)

EASY = 40
"""Flesch-Douma; a text below it is read with effort."""

LONGEST = 22
"""Words in a sentence, on average."""

MOST_LINKS = 15
ENOUGH = 60
"""Words; fewer say nothing about a text."""


def hard_text(inputs: Inputs) -> Iterator[Diagnostic]:
    """A text is easy to read: its sentences are short, and so are most of its words.

    What is told are figures, not a level of language: no formula measures one.
    The formula for words was made for Dutch.
    """
    dutch = inputs.settings.language == "nl"
    for item in inputs.library.items():
        prose = item.prose
        if prose.words < ENOUGH:
            continue
        place = Place(path=item.path, line=1)
        if prose.sentence_length > LONGEST:
            yield LONG_SENTENCES.at(place, length=round(prose.sentence_length), limit=LONGEST)
        elif dutch and prose.flesch_douma < EASY:
            yield HARD_WORDS.at(place, ease=round(prose.flesch_douma), lix=round(prose.lix), limit=EASY)


def many_links(inputs: Inputs) -> Iterator[Diagnostic]:
    """An entry leads on to a handful of others: of many, a reader chooses none.

    A route is a list of links, and is walked one by one.
    """
    routes = {collection.id for collection, _ in inputs.model.with_trait(Route)}
    for entry in inputs.library.current():
        own = {relation.id for relation in inputs.model.collections[entry.key.collection].relations}
        count = sum(reference.relation in own for reference in entry.references)
        if count > MOST_LINKS and entry.key.collection not in routes:
            yield MANY_LINKS.at(Place(path=entry.path, line=1), count=count, limit=MOST_LINKS)
