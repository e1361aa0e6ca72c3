"""The page of an entry: the blocks that its model names, in that order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model import base
from lcsite.views.blocks import BLOCKS
from lcsite.views.blocks.context import Context
from lcsite.views.display import Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import HOME, entry_path, index_path

_MARKED = (base.DRAFT, base.ARCHIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """A step of the way to a page."""

    title: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockView:
    """A block: which template shows it, and what."""

    name: str
    view: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """All that `entry.html` may show."""

    kind: str
    kind_href: str
    icon: str
    hue: int
    title: str
    summary: str
    status: str
    crumbs: tuple[Crumb, ...]
    head: tuple[BlockView, ...]
    main: tuple[BlockView, ...]
    aside: tuple[BlockView, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page of every entry."""
    language = inputs.settings.language
    for entry in inputs.library.entries.values():
        path = entry_path(entry.key, inputs.model, language)
        yield Announced(path=path, title=entry.title, kind="entry", key=entry.key)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page of every entry."""
    for entry in inputs.library.entries.values():
        path = inputs.addresses.entries[entry.key]
        yield Page(
            path=path,
            title=entry.title,
            template="entry.html",
            view=entry_page(entry, path, inputs),
            description=entry.summary,
            active=inputs.addresses.indexes[entry.key.collection],
        )


def entry_page(entry: Entry, path: str, inputs: Inputs) -> EntryPage:
    """Make the view of one entry for the page at `path`."""
    display = Display(inputs, path)
    collection = inputs.model.collections[entry.key.collection]
    context = Context(inputs=inputs, entry=entry, collection=collection, display=display)
    places: dict[str, list[BlockView]] = {"head": [], "main": [], "aside": []}
    for block in collection.blocks:
        kind = BLOCKS[block.name]
        view = kind.make(context, block.of)
        if view is not None:
            places[block.place or kind.place].append(BlockView(name=block.name, view=view))
    index = display.href(index_path(collection.id, inputs.model, inputs.settings.language))
    return EntryPage(
        kind=display.label(collection.singular),
        kind_href=index,
        icon=collection.icon,
        hue=collection.hue,
        title=entry.title,
        summary=entry.summary,
        status=display.say(f"entry.{entry.status}") if entry.status in _MARKED else "",
        crumbs=(
            Crumb(title=display.say("page.home"), href=display.href(HOME)),
            Crumb(title=display.label(collection.plural), href=index),
        ),
        head=tuple(places["head"]),
        main=tuple(places["main"]),
        aside=tuple(places["aside"]),
    )
