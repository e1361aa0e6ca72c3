"""What is searched: of every entry its names, its few most telling sentences, its headings and its labels.

Which fields hold those sentences is for the model to say: they are those of an
entry's card and of its essence.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lcsite.inputs import Inputs
from lcsite.library import Entry, PlainPage
from lcsite.library.classify import PAGES
from lcsite.model.model import Collection, Field, say
from lcsite.model.traits import Bibliography, Glossary
from lcsite.model.values import Markdown, Part

_TAG = re.compile(r"<[^>]+>")
_HOME = "index.md"
_LESS = 0.5
"""How much words weigh in what leads to an answer, but seldom is one: overviews, and what facts are traced to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a result is: the word for it, and its hue."""

    word: str
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that can be found: what is shown of it, and the words that find it."""

    path: str
    title: str
    kind: Kind
    summary: str = ""
    names: tuple[str, ...] = ()
    essence: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    weight: float = 1


def items(inputs: Inputs) -> Iterator[Item]:
    """Yield all that can be found: the entries that count, the collections, the plain pages."""
    language = inputs.settings.language
    for collection in inputs.model.collections.values():
        kind = Kind(word=say(collection.singular, language), hue=collection.hue)
        for entry in inputs.library.collection(collection.id):
            yield _entry(entry, collection, kind, inputs)
        if inputs.library.collection(collection.id):
            yield _index(collection, inputs)
    for page in inputs.library.pages.values():
        if page.path.removeprefix(f"{PAGES}/") != _HOME:
            yield _page(page, inputs)


def _entry(entry: Entry, collection: Collection, kind: Kind, inputs: Inputs) -> Item:
    return Item(
        path=inputs.addresses.entries[entry.key],
        title=entry.title,
        kind=kind,
        summary=entry.summary,
        names=tuple(_names(entry, collection)),
        essence=tuple(_essence(entry, collection)),
        headings=tuple(_headings(entry, collection)),
        labels=tuple(dict.fromkeys(_labels(entry, collection, inputs))),
        weight=_LESS if collection.trait(Bibliography) else 1,
    )


def _index(collection: Collection, inputs: Inputs) -> Item:
    language = inputs.settings.language
    plural = say(collection.plural, language)
    return Item(
        path=inputs.addresses.indexes[collection.id],
        title=plural[:1].upper() + plural[1:],
        kind=Kind(word=inputs.messages("search.overview"), hue=collection.hue),
        summary=say(collection.help, language),
        names=(say(collection.singular, language),),
        weight=_LESS,
    )


def _page(page: PlainPage, inputs: Inputs) -> Item:
    return Item(
        path=inputs.addresses.pages[page.path],
        title=page.title,
        kind=Kind(word=inputs.messages("page.plain"), hue=0),
        summary=str(page.values.get("summary", "")),
        headings=tuple(section.heading for section in page.sections),
    )


def _names(entry: Entry, collection: Collection) -> Iterator[str]:
    yield from entry.values.get("also_known_as", ())
    glossary = collection.trait(Glossary)
    if glossary:
        yield from entry.values.get(glossary.synonyms, ())


def _essence(entry: Entry, collection: Collection) -> Iterator[str]:
    in_blocks = [name for block in collection.blocks if block.name == "essence" for name in block.of]
    for name in dict.fromkeys((*collection.card, *in_blocks)):
        field = collection.field(name)
        if field and name != "summary" and not field.vocabulary:
            yield from _texts(entry.values.get(name))


def _headings(entry: Entry, collection: Collection) -> Iterator[str]:
    for section in entry.sections:
        yield section.heading
    for field in collection.fields:
        first = next((each.id for each in field.fields if each.kind == "text" and each.required), "")
        values = entry.values.get(field.id)
        for part in values if isinstance(values, tuple) else ():
            if isinstance(part, Part):
                yield str(part.values.get(first, ""))


def _labels(entry: Entry, collection: Collection, inputs: Inputs) -> Iterator[str]:
    language = inputs.settings.language
    yield say(collection.singular, language)
    yield say(collection.plural, language)
    for field in collection.fields:
        yield from _terms(field, entry.values.get(field.id), inputs)


def _terms(field: Field, value: object, inputs: Inputs) -> Iterator[str]:
    """Yield the label and the synonyms of the terms that a field holds."""
    language = inputs.settings.language
    known = inputs.vocabularies[field.vocabulary].terms if field.vocabulary else {}
    for name in value if isinstance(value, tuple) else (value,):
        term = known.get(str(name))
        if term:
            yield say(term.label, language)
            yield from term.synonyms.get(language, ())


def _texts(value: Any) -> Iterator[str]:
    for each in value if isinstance(value, tuple) else (value,):
        if isinstance(each, Markdown):
            yield html.unescape(_TAG.sub(" ", each.html))
        elif isinstance(each, str):
            yield each
