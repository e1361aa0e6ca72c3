"""Blocks that show what the entry itself says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lcsite.graph import Link
from lcsite.model.values import Part
from lcsite.views.blocks.context import Context
from lcsite.views.display import Card, Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """Some fields with their values."""

    fields: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text under a heading; the lead has none."""

    id: str
    heading: str
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of a body."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A part with its address, what it says, what it leads to and what leads to it."""

    id: str
    title: str
    fields: tuple[Named, ...]
    links: tuple[tuple[str, tuple[Card, ...]], ...]
    backlinks: tuple[tuple[str, tuple[Card, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All parts of one field."""

    heading: str
    id: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A picture with all that belongs to it."""

    src: str
    alt: str
    width: int | None
    height: int | None
    caption: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Images:
    """The pictures that the text itself does not show."""

    figures: tuple[Figure, ...]


def _named(context: Context, of: tuple[str, ...]) -> tuple[Named, ...]:
    known = (context.collection.field(name) for name in of)
    shown = (context.display.field(context.entry, field) for field in known if field)
    return tuple(each for each in shown if each)


def facts(context: Context, of: tuple[str, ...]) -> Values | None:
    """Show short values as a list of facts."""
    named = _named(context, of)
    return Values(fields=named) if named else None


def essence(context: Context, of: tuple[str, ...]) -> Values | None:
    """Show the few sentences that matter most, set apart."""
    return facts(context, of)


def fields(context: Context, of: tuple[str, ...]) -> Values | None:
    """Show longer values, each under its own heading."""
    return facts(context, of)


def lead(context: Context, of: tuple[str, ...]) -> Texts | None:  # noqa: ARG001 - every block has this signature
    """Show the text before the first heading."""
    html = context.display.html(context.entry.lead, context.entry.path)
    return Texts(texts=(Text(id="", heading="", html=html),)) if html else None


def sections(context: Context, of: tuple[str, ...]) -> Texts | None:
    """Show the sections of the body, all of them or those that the model names."""
    wanted = {
        heading for section in context.collection.sections if section.id in of for heading in section.headings.values()
    }
    texts = tuple(
        Text(id=each.id, heading=each.heading, html=context.display.html(each.html, context.entry.path))
        for each in context.entry.sections
        if not of or each.heading in wanted
    )
    return Texts(texts=texts) if texts else None


def parts(context: Context, of: tuple[str, ...]) -> Parts | None:
    """Show the parts of a field, each with an address of its own."""
    field = context.collection.field(of[0]) if of else None
    values: tuple[Part, ...] = context.entry.values.get(of[0], ()) if of else ()
    if field is None or not values:
        return None
    incoming: dict[str, list[Link]] = {}
    for link in context.inputs.graph.backlinks.get(context.entry.key, ()):
        if link.part:
            incoming.setdefault(link.part, []).append(link)
    outgoing: dict[str, list[Link]] = {}
    for link in context.inputs.graph.links[context.entry.key]:
        if link.origin_part:
            outgoing.setdefault(link.origin_part, []).append(link)
    first = field.naming
    views = []
    for part in values:
        context.shown.add(f"#{part.id}")
        shown = (
            context.display.field(_Placed(part.values, context.entry.path), each)
            for each in field.fields
            if each.id != first
        )
        views.append(
            PartView(
                id=part.id,
                title=str(part.values.get(first, part.id)),
                fields=tuple(each for each in shown if each),
                links=_grouped(context, outgoing.get(part.id, []), forward=True),
                backlinks=_grouped(context, incoming.get(part.id, []), forward=False),
            ),
        )
    return Parts(heading=context.display.label(field.label), id=f"_{field.id}", parts=tuple(views))


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


def images(context: Context, of: tuple[str, ...]) -> Images | None:  # noqa: ARG001
    """Show the pictures that stand in no text of the entry."""
    entry, addresses = context.entry, context.inputs.addresses
    in_text = {each.target.file for each in entry.references if each.image}
    folder = entry.path.rpartition(".")[0]
    figures = []
    for image in entry.values.get("images", ()):
        path = f"{folder}/{image.file}"
        picture = addresses.files.get(path)
        if picture and path not in in_text:
            figures.append(
                Figure(
                    src=context.display.href(picture.path),
                    alt=image.alt,
                    width=picture.width,
                    height=picture.height,
                    caption=image.caption,
                    credit=" · ".join(filter(None, (image.credit, image.licence))),
                ),
            )
    return Images(figures=tuple(figures)) if figures else None
