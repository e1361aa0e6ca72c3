"""The index of a collection: all its entries, as cards."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model.model import Collection, say
from lcsite.model.traits import Axis
from lcsite.views.display import Card, Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import index_path


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """All that `index.html` may show."""

    title: str
    help: str
    hue: int
    icon: str
    count: str
    cards: tuple[Card, ...]
    wanted: tuple[Card, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the index of every collection."""
    language = inputs.settings.language
    for collection in inputs.model.collections.values():
        path = index_path(collection.id, inputs.model, language)
        yield Announced(path=path, title=_title(collection, language), kind="index", collection=collection.id)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the index of every collection."""
    language = inputs.settings.language
    for collection in inputs.model.collections.values():
        path = inputs.addresses.indexes[collection.id]
        yield Page(
            path=path,
            title=_title(collection, language),
            template="index.html",
            view=index_page(collection, Display(inputs, path)),
            description=say(collection.help, language),
            active=path,
        )


def index_page(collection: Collection, display: Display) -> IndexPage:
    """Make the view of one collection."""
    inputs = display.inputs
    entries = sorted(inputs.library.collection(collection.id), key=lambda entry: _order(entry, collection))
    return IndexPage(
        title=_title(collection, display.language),
        help=display.label(collection.help),
        hue=collection.hue,
        icon=collection.icon,
        count=display.say("index.count", count=len(entries)),
        cards=tuple(display.card(entry.key, full=True) for entry in entries),
        wanted=tuple(display.card(key) for key in inputs.library.wanted if key.collection == collection.id),
    )


def _order(entry: Entry, collection: Collection) -> tuple[float, str, str]:
    """Sort the steps of an axis by their order, everything else by title."""
    axis = collection.trait(Axis)
    step = entry.values.get(axis.order, 0) if axis else 0
    return step, entry.title.casefold(), entry.key.id


def _title(collection: Collection, language: str) -> str:
    plural = say(collection.plural, language)
    return plural[:1].upper() + plural[1:]
