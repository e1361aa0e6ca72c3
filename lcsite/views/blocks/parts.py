"""Blocks about the parts of an entry: each with what belongs to it, and all of them as a drawing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lcsite.address import Key
from lcsite.graph import Link
from lcsite.model.model import Field
from lcsite.model.traits import Axis
from lcsite.model.values import Part
from lcsite.views.blocks.context import Context
from lcsite.views.blocks.notes import steps_of
from lcsite.views.display import Card, Named

_LEAST_TO_DRAW = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part with its address, what it says, what it leads to and what leads to it.

    `steps` are those of the axis, true where the part belongs; nothing if it belongs to none.
    """

    id: str
    title: str
    fields: tuple[Named, ...]
    links: tuple[tuple[str, tuple[Card, ...]], ...]
    backlinks: tuple[tuple[str, tuple[Card, ...]], ...]
    steps: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All parts of one field."""

    heading: str
    id: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """How many entries of a kind belong to a part."""

    icon: str
    hue: int
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part in the drawing."""

    id: str
    title: str
    belonging: tuple[Belonging, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The parts of one field as boxes, each leading to where what belongs to it is named."""

    heading: str
    boxes: tuple[Box, ...]


def parts(context: Context, of: tuple[str, ...]) -> Parts | None:
    """Show the parts of a field, each with an address of its own."""
    field, values = _parts(context, of)
    if field is None or not values:
        return None
    incoming = _incoming(context)
    outgoing: dict[str, list[Link]] = {}
    for link in context.inputs.graph.links[context.entry.key]:
        if link.origin_part:
            outgoing.setdefault(link.origin_part, []).append(link)
    context.shown.update(f"#{part.id}" for part in values)
    views = tuple(
        PartView(
            id=part.id,
            title=str(part.values.get(field.naming, part.id)),
            fields=_fields(context, part, field),
            links=_grouped(context, outgoing.get(part.id, []), forward=True),
            backlinks=_grouped(context, incoming.get(part.id, []), forward=False),
            steps=_steps(context, outgoing.get(part.id, [])),
        )
        for part in values
    )
    return Parts(heading=context.display.label(field.label), id=f"_{field.id}", parts=views)


def scheme(context: Context, of: tuple[str, ...]) -> Scheme | None:
    """Draw the parts of a field as boxes, with how much belongs to each."""
    field, values = _parts(context, of)
    if field is None or len(values) < _LEAST_TO_DRAW:
        return None
    incoming = _incoming(context)
    boxes = tuple(
        Box(
            id=part.id,
            title=str(part.values.get(field.naming, part.id)),
            belonging=_belonging(context, incoming.get(part.id, [])),
        )
        for part in values
    )
    return Scheme(heading=context.display.label(field.label), boxes=boxes)


def _parts(context: Context, of: tuple[str, ...]) -> tuple[Field | None, tuple[Part, ...]]:
    field = context.collection.field(of[0]) if of else None
    return field, context.entry.values.get(of[0], ()) if of else ()


def _fields(context: Context, part: Part, field: Field) -> tuple[Named, ...]:
    placed = _Placed(part.values, context.entry.path)
    shown = (context.display.field(placed, each) for each in field.fields if each.id != field.naming)
    return tuple(each for each in shown if each)


def _incoming(context: Context) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in context.inputs.graph.backlinks.get(context.entry.key, ()):
        if link.part:
            found.setdefault(link.part, []).append(link)
    return found


def _belonging(context: Context, links: Sequence[Link]) -> tuple[Belonging, ...]:
    counts = Counter(key.collection for key in {link.origin for link in links} if isinstance(key, Key))
    return tuple(
        Belonging(
            icon=collection.icon,
            hue=collection.hue,
            label=context.display.label(collection.singular if counts[name] == 1 else collection.plural),
            count=counts[name],
        )
        for name, collection in context.inputs.model.collections.items()
        if counts[name]
    )


def _steps(context: Context, links: Sequence[Link]) -> tuple[bool, ...]:
    """Return where on the axis a part belongs, step by step; nothing if nowhere."""
    targets = {link.target for link in links}
    for collection, trait in context.inputs.model.with_trait(Axis):
        if any(key.collection == collection.id for key in targets):
            return tuple(entry.key in targets for entry in steps_of(trait, collection, context.inputs))
    return ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A part's values, with the path of the text that they come from."""

    values: Mapping[str, Any]
    path: str


def _grouped(context: Context, links: list[Link], *, forward: bool) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    groups: dict[str, list[Card]] = {}
    for link in links:
        label = context.display.label(link.relation.label if forward else link.relation.inverse.label)
        note = context.display.note(link.values, link.relation.fields)
        card = (
            context.display.card(link.target, note=note, part=link.part)
            if forward
            else context.display.origin(link.origin, note=note, part=link.origin_part)
        )
        groups.setdefault(label, []).append(card)
    return tuple((label, tuple(cards)) for label, cards in groups.items())
