"""The glossary: all terms by letter, with what they mean; the index of a collection with that trait."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.model import Collection
from lcsite.model.traits import Glossary
from lcsite.views.display import Card, Display
from lcsite.views.facets import capital, plain
from lcsite.views.page import Announced, Page
from lcsite.views.paths import index_path

_NOT_SHOWN = {base.MENTIONS, base.SOURCES, base.FURTHER_READING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word: a term with all that belongs to it, or another word for the terms that `see` leads to."""

    title: str
    href: str = ""
    definition: str | Markup = ""
    synonyms: tuple[str, ...] = ()
    links: tuple[Card, ...] = ()
    see: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words that begin with a letter."""

    id: str
    title: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """All that `glossary.html` may show."""

    title: str
    help: str
    hue: int
    icon: str
    count: str
    letters: tuple[Letter, ...]
    wanted: tuple[Card, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the index of every glossary."""
    for collection, _ in inputs.model.with_trait(Glossary):
        path = index_path(collection.id, inputs.model, inputs.settings.language)
        title = Display(inputs, path).label(collection.plural)
        yield Announced(path=path, title=capital(title), kind="index", collection=collection.id)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the index of every glossary."""
    for collection, trait in inputs.model.with_trait(Glossary):
        path = inputs.addresses.indexes[collection.id]
        view = glossary_page(collection, trait, Display(inputs, path))
        yield Page(path=path, title=view.title, template="glossary.html", view=view, description=view.help, active=path)


def glossary_page(collection: Collection, trait: Glossary, display: Display) -> GlossaryPage:
    """Make the view of one glossary."""
    library = display.inputs.library
    entries = library.collection(collection.id)
    words = [*(_term(entry, trait, collection, display) for entry in entries), *_others(entries, trait, display)]
    letters: dict[str, list[Word]] = {}
    for word in sorted(words, key=lambda each: (plain(each.title), each.href)):
        letters.setdefault(_letter(word.title), []).append(word)
    return GlossaryPage(
        title=capital(display.label(collection.plural)),
        help=display.label(collection.help),
        hue=collection.hue,
        icon=collection.icon,
        count=display.say("index.count", count=len(entries)),
        letters=tuple(
            Letter(id=f"_in-{place}", title=letter, words=tuple(found))
            for place, (letter, found) in enumerate(letters.items(), start=1)
        ),
        wanted=tuple(display.card(key) for key in library.wanted if key.collection == collection.id),
    )


def _term(entry: Entry, trait: Glossary, collection: Collection, display: Display) -> Word:
    inputs = display.inputs
    href = display.href(inputs.addresses.entries[entry.key])
    field = collection.field(trait.definition)
    named = display.field(entry, field) if field else None
    linked = dict.fromkeys(
        link.target for link in inputs.graph.links.get(entry.key, ()) if link.relation.id not in _NOT_SHOWN
    )
    return Word(
        title=entry.title,
        href=href,
        definition=next((each.html or each.text for each in named.values), "") if named else "",
        synonyms=tuple(entry.values.get(trait.synonyms, ())),
        links=tuple(display.card(key) for key in linked),
    )


def _others(entries: Sequence[Entry], trait: Glossary, display: Display) -> Iterator[Word]:
    """Yield the other words, each once with all terms that it may mean; a term's own title needs no such way."""
    titles = {plain(entry.title) for entry in entries}
    meant: dict[str, tuple[str, list[Card]]] = {}
    for entry in entries:
        for synonym in dict.fromkeys(entry.values.get(trait.synonyms, ())):
            if plain(synonym) not in titles:
                _, cards = meant.setdefault(plain(synonym), (capital(synonym), []))
                cards.append(display.card(entry.key))
    for title, cards in meant.values():
        yield Word(title=title, see=tuple(cards))


def _letter(title: str) -> str:
    first = plain(title)[:1].upper()
    return first if first.isalpha() else "#"
