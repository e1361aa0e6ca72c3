"""The map of a collection: its entries in bands, the lines between them, and the same as a list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lcsite.address import Key
from lcsite.inputs import Inputs
from lcsite.model.model import Collection, Field, Relation, Term
from lcsite.model.traits import Map
from lcsite.views.display import Card, Display
from lcsite.views.drawing import SHAPES, Labelled, MapDrawing, Strip, draw, outline
from lcsite.views.layout import Box
from lcsite.views.page import Announced, Page
from lcsite.views.paths import map_path

_SAMPLE = Box(x=0, y=0, width=44, height=26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What the shape of a box says."""

    number: int
    outline: str
    label: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry in the list: what it leads to, and what leads to it."""

    card: Card
    kind: str
    outward: tuple[Card, ...]
    inward: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band as a list."""

    id: str
    label: str
    help: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """All that `map.html` may show."""

    title: str
    collection: str
    collection_href: str
    hue: int
    icon: str
    outward: str
    inward: str
    shapes: tuple[Shape, ...]
    shapes_label: str
    drawing: MapDrawing
    bands: tuple[Band, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the map of every collection that has one."""
    for collection, _ in inputs.model.with_trait(Map):
        display = Display(inputs, map_path(collection.id, inputs))
        yield Announced(path=display.path, title=map_title(collection, display), kind="map")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the map of every collection that has one."""
    for collection, trait in inputs.model.with_trait(Map):
        relation = collection.relation(trait.relation)
        if relation is None:
            continue
        display = Display(inputs, map_path(collection.id, inputs))
        title = map_title(collection, display)
        view = map_page(title, _net(collection, trait, relation, inputs), display)
        index = inputs.addresses.indexes[collection.id]
        text = display.say("map.line", outward=view.outward, inward=view.inward)
        yield Page(path=display.path, title=title, template="map.html", view=view, description=text, active=index)


def map_title(collection: Collection, display: Display) -> str:
    """Return what the map of a collection is called."""
    return display.say("map.title", entries=display.label(collection.plural))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Net:
    """What is drawn: entries by title, what each leads to and what leads to it, its band and shape."""

    collection: Collection
    relation: Relation
    keys: tuple[Key, ...]
    outward: Mapping[Key, tuple[Key, ...]]
    inward: Mapping[Key, tuple[Key, ...]]
    bands: Mapping[str, tuple[Key, ...]]
    band_terms: Mapping[str, Term]
    shape: Field | None
    shape_of: Mapping[Key, str]
    shape_terms: Mapping[str, Term]


def _net(collection: Collection, trait: Map, relation: Relation, inputs: Inputs) -> _Net:
    """Gather what is drawn; an entry that is wanted has no band, and stands in the last."""
    present = {entry.key: entry for entry in inputs.library.collection(collection.id)}
    own = {*present, *(key for key in inputs.library.wanted if key.collection == collection.id)}
    outward = {
        key: tuple(
            dict.fromkeys(link.target for link in inputs.graph.of(key, relation.id) if link.target in own - {key})
        )
        for key in present
    }
    inward: dict[Key, list[Key]] = {}
    for key, targets in outward.items():
        for target in targets:
            inward.setdefault(target, []).append(key)
    titles = {key: entry.title.casefold() for key, entry in present.items()}
    keys = sorted({*present, *inward}, key=lambda key: (titles.get(key, key.id), key))
    terms, shape = _terms(collection.field(trait.bands), inputs), _shape(collection, trait)
    bands: dict[str, list[Key]] = {term: [] for term in (*terms, "")}
    for key in keys:
        band = str(present[key].values.get(trait.bands, "")) if key in present else ""
        bands[band if band in bands else ""].append(key)
    return _Net(
        collection=collection,
        relation=relation,
        keys=tuple(keys),
        outward=outward,
        inward={key: tuple(sorted(each, key=keys.index)) for key, each in inward.items()},
        bands={band: tuple(each) for band, each in bands.items() if each},
        band_terms=terms,
        shape=shape,
        shape_of={key: str(entry.values.get(shape.id, "")) for key, entry in present.items()} if shape else {},
        shape_terms=_terms(shape, inputs),
    )


def _shape(collection: Collection, trait: Map) -> Field | None:
    """Return the field that shapes say: the first choice of one term among the facets, the bands apart."""
    fields = (collection.field(name) for name in collection.facets if name != trait.bands)
    return next((field for field in fields if field and field.vocabulary and not field.many), None)


def _terms(field: Field | None, inputs: Inputs) -> Mapping[str, Term]:
    return inputs.vocabularies[field.vocabulary].terms if field and field.vocabulary else {}


def map_page(title: str, net: _Net, display: Display) -> MapPage:
    """Make the view of one map."""
    collection = net.collection
    used = set(net.shape_of.values())
    shapes = tuple(
        Shape(
            number=index % SHAPES + 1,
            outline=outline(_SAMPLE, index),
            label=display.label(term.label),
            help=display.label(term.definition),
        )
        for index, (name, term) in enumerate(net.shape_terms.items())
        if name in used
    )
    bands = tuple(_bands(net, display))
    return MapPage(
        title=title,
        collection=display.label(collection.plural),
        collection_href=display.href(display.inputs.addresses.indexes[collection.id]),
        hue=collection.hue,
        icon=collection.icon,
        outward=display.label(net.relation.label),
        inward=display.label(net.relation.inverse.label),
        shapes=shapes if len(shapes) > 1 else (),
        shapes_label=display.label(net.shape.label) if net.shape else "",
        drawing=_drawing(net, bands, display),
        bands=bands,
    )


def _bands(net: _Net, display: Display) -> Iterator[Band]:
    for index, (name, keys) in enumerate(net.bands.items(), start=1):
        term = net.band_terms.get(name)
        items = (
            Item(
                card=display.card(key, full=True),
                kind=_said(net.shape_terms.get(net.shape_of.get(key, "")), display),
                outward=tuple(display.card(each) for each in net.outward.get(key, ())),
                inward=tuple(display.card(each) for each in net.inward.get(key, ())),
            )
            for key in keys
        )
        yield Band(
            id=f"_list-{index}",
            label=_said(term, display) or display.say("map.elsewhere"),
            help=display.label(term.definition) if term else "",
            items=tuple(items),
        )


def _said(term: Term | None, display: Display) -> str:
    return display.label(term.label) if term else ""


def _drawing(net: _Net, bands: tuple[Band, ...], display: Display) -> MapDrawing:
    numbers = {key: number for number, key in enumerate(net.keys)}
    shapes = {name: index for index, name in enumerate(net.shape_terms)}
    items = {
        key: (band, item)
        for keys, band in zip(net.bands.values(), bands, strict=True)
        for key, item in zip(keys, band.items, strict=True)
    }
    nodes = [
        Labelled(
            title=item.card.title,
            href=item.card.href,
            name=_name(net, band, item, display),
            shape=shapes.get(net.shape_of.get(key, ""), 0),
            wanted=item.card.wanted,
        )
        for key in net.keys
        for band, item in (items[key],)
    ]
    strips = [
        Strip(label=_capital(band.label), help=band.help, nodes=tuple(numbers[key] for key in keys))
        for keys, band in zip(net.bands.values(), bands, strict=True)
    ]
    links = [(numbers[key], numbers[each]) for key in net.keys for each in net.outward.get(key, ())]
    return draw(nodes, strips, links)


def _name(net: _Net, band: Band, item: Item, display: Display) -> str:
    """Return how a box is called where it cannot be seen: its title, what it is, how many it is joined to."""
    kinds = (band.label, item.kind, display.say("index.wanted") if item.card.wanted else "")
    counts = (
        f"{display.label(label)}: {len(cards)}"
        for label, cards in ((net.relation.label, item.outward), (net.relation.inverse.label, item.inward))
    )
    return "; ".join((", ".join((item.card.title, *filter(None, kinds))), *counts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
