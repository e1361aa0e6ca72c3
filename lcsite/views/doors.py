"""Ways into the toolkit from its home page: the questions that people come with, and routes for a role."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.model import Collection
from lcsite.model.traits import Axis, Hub, Route
from lcsite.views.display import Card, Display
from lcsite.views.facets import capital
from lcsite.views.groups import in_order

_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A collection that one enters by, with its entries."""

    id: str
    title: str
    href: str
    cards: tuple[Card, ...]


def questions(display: Display) -> Iterator[Door]:
    """Yield the collections whose pages gather others, the axis apart."""
    for collection, _ in display.inputs.model.with_trait(Hub):
        entries = display.inputs.library.collection(collection.id)
        if entries and not collection.trait(Axis):
            cards = tuple(display.card(entry.key) for entry in in_order(entries, collection)[:_MOST])
            yield _door(collection, cards, display)


def routes(display: Display) -> Iterator[Door]:
    """Yield the collections of routes; each route says for whom it is, if its first choice does."""
    for collection, _ in display.inputs.model.with_trait(Route):
        entries = in_order(display.inputs.library.collection(collection.id), collection)[:_MOST]
        cards = tuple(display.card(entry.key, full=True, note=_role(entry, collection, display)) for entry in entries)
        if entries:
            yield _door(collection, cards, display)


def _door(collection: Collection, cards: tuple[Card, ...], display: Display) -> Door:
    return Door(
        id=f"_door-{display.label(collection.slug)}",
        title=capital(display.label(collection.plural)),
        href=display.href(display.inputs.addresses.indexes[collection.id]),
        cards=cards,
    )


def _role(entry: Entry, collection: Collection, display: Display) -> str:
    """Return what an entry has of its collection's first choice; nothing if that is empty."""
    field = next((each for each in collection.fields if each.vocabulary and each.id != base.STATUS), None)
    named = display.field(entry, field) if field else None
    return capital(named.values[0].text) if named else ""
