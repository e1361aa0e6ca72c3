"""The index of a collection: all its entries, as cards that facets narrow."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.model.model import Collection, say
from lcsite.model.traits import Axis, Glossary
from lcsite.views.display import Card, Display
from lcsite.views.facets import aspects, capital, narrow
from lcsite.views.groups import Browse, browse, in_order, most_useful
from lcsite.views.page import Announced, Page
from lcsite.views.paths import index_path
from lcsite.views.ways import Way, ways


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """All that `index.html` may show; without facets the list cannot be narrowed."""

    title: str
    help: str
    hue: int
    icon: str
    count: str
    browse: Browse
    wanted: tuple[Card, ...] = ()
    ways: tuple[Way, ...] = ()


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the index of every collection; a glossary has one of its own."""
    language = inputs.settings.language
    for collection in _collections(inputs):
        path = index_path(collection.id, inputs.model, language)
        yield Announced(path=path, title=_title(collection, language), kind="index", collection=collection.id)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the index of every collection."""
    language = inputs.settings.language
    for collection in _collections(inputs):
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
    entries = in_order(inputs.library.collection(collection.id), collection)
    made = (narrow(aspect, entries, display) for aspect in aspects(collection, display))
    narrowings = [each for each in made if each]
    ordered = collection.trait(Axis) is not None
    by = -1 if ordered else most_useful(narrowings)
    return IndexPage(
        title=_title(collection, display.language),
        help=display.label(collection.help),
        hue=collection.hue,
        icon=collection.icon,
        count=display.say("index.count", count=len(entries)),
        browse=browse(entries, narrowings, display, by=by, ordered=ordered),
        wanted=tuple(display.card(key) for key in inputs.library.wanted if key.collection == collection.id),
        ways=tuple(ways(collection, display)),
    )


def _collections(inputs: Inputs) -> Iterator[Collection]:
    return (each for each in inputs.model.collections.values() if not each.trait(Glossary))


def _title(collection: Collection, language: str) -> str:
    return capital(say(collection.plural, language))
