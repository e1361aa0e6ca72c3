"""What belongs to which step of an axis: a table for each collection that is ordered by it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.address import Key
from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model.model import Collection, Relation
from lcsite.model.traits import Axis, Hub
from lcsite.views.blocks.notes import steps_of
from lcsite.views.display import Card, Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import matrix_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A step of the axis, and how many rows belong to it."""

    title: str
    href: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Whether an entry belongs to a step, and what its link says."""

    on: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry, with a cell for each step."""

    card: Card
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A collection against the axis."""

    id: str
    title: str
    caption: str
    href: str
    hue: int
    icon: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixPage:
    """All that `matrix.html` may show."""

    title: str
    collection: str
    collection_href: str
    hue: int
    icon: str
    tables: tuple[Table, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the matrix of every axis along which something is ordered."""
    for collection in matrices(inputs):
        display = Display(inputs, matrix_path(collection.id, inputs))
        yield Announced(path=display.path, title=matrix_title(collection, display), kind="matrix")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the matrix of every axis along which something is ordered."""
    for collection in matrices(inputs):
        display = Display(inputs, matrix_path(collection.id, inputs))
        index = inputs.addresses.indexes[collection.id]
        title = matrix_title(collection, display)
        view = MatrixPage(
            title=title,
            collection=display.label(collection.plural),
            collection_href=display.href(index),
            hue=collection.hue,
            icon=collection.icon,
            tables=tuple(_tables(collection, display)),
        )
        text = display.say("matrix.help")
        yield Page(path=display.path, title=title, template="matrix.html", view=view, description=text, active=index)


def matrix_title(collection: Collection, display: Display) -> str:
    """Return what the matrix of an axis is called."""
    return display.say("matrix.title", step=display.label(collection.singular))


def matrices(inputs: Inputs) -> Iterator[Collection]:
    """Yield the axes along which at least one collection with entries is ordered."""
    for collection, _ in inputs.model.with_trait(Axis):
        if inputs.library.collection(collection.id) and any(True for _ in _ordered(collection, inputs)):
            yield collection


def _ordered(axis: Collection, inputs: Inputs) -> Iterator[tuple[Collection, Relation]]:
    """Yield what is ordered along an axis: collections of which the first facet leads to it.

    An axis that is a hub says which of these matter, and in which order.
    """
    hub = axis.trait(Hub)
    names = dict.fromkeys(group.collection for group in hub.groups) if hub else inputs.model.collections
    for collection in map(inputs.model.collections.__getitem__, names):
        relation = collection.relation(collection.facets[0]) if collection.facets else None
        if relation and axis.id in relation.targets and inputs.library.collection(collection.id):
            yield collection, relation


def _tables(axis: Collection, display: Display) -> Iterator[Table]:
    inputs = display.inputs
    trait = axis.trait(Axis)
    steps = list(steps_of(trait, axis, inputs)) if trait else []
    for index, (collection, relation) in enumerate(_ordered(axis, inputs), start=1):
        rows = _rows(collection, relation, steps, display)
        title = display.label(collection.plural)
        columns = tuple(
            Column(
                title=step.title,
                href=display.href(inputs.addresses.entries[step.key]),
                count=sum(row.cells[place].on for row in rows),
            )
            for place, step in enumerate(steps)
        )
        yield Table(
            id=f"_table-{index}",
            title=title,
            caption=display.say("matrix.caption", entries=title, step=display.label(axis.singular)),
            href=display.href(inputs.addresses.indexes[collection.id]),
            hue=collection.hue,
            icon=collection.icon,
            columns=columns,
            rows=rows,
        )


def _rows(collection: Collection, relation: Relation, steps: list[Entry], display: Display) -> tuple[Row, ...]:
    """Return the rows: what begins earliest first, what belongs nowhere last, then by title."""
    inputs = display.inputs
    found = []
    for entry in inputs.library.collection(collection.id):
        notes: dict[Key, str] = {}
        for link in inputs.graph.of(entry.key, relation.id):
            notes.setdefault(link.target, display.note(link.values, relation.fields))
        cells = tuple(Cell(on=step.key in notes, note=notes.get(step.key, "")) for step in steps)
        order = (tuple(not cell.on for cell in cells), entry.title.casefold(), entry.key.id)
        found.append((order, Row(card=display.card(entry.key), cells=cells)))
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))
