"""Blocks that show what the entry itself says."""

from dataclasses import dataclass

from markupsafe import Markup

from lcsite.views.blocks.context import Context
from lcsite.views.display import Named


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
