"""The page of an entry that somebody wishes existed: an invitation to write it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.views.blocks.notes import edit_link
from lcsite.views.contact import mail_link
from lcsite.views.display import Card, Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import entry_path


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPage:
    """All that `wanted.html` may show."""

    title: str
    kind: str
    kind_href: str
    hue: int
    icon: str
    file: str
    mail: str
    edit: str
    wanted_by: tuple[Card, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page of every wanted entry."""
    for key in inputs.library.wanted:
        if key.collection in inputs.model.collections:
            path = entry_path(key, inputs.model, inputs.settings.language)
            yield Announced(path=path, title=_title(key.id), kind="wanted", key=key)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page of every wanted entry."""
    for announced in addresses(inputs):
        key, display = announced.key, Display(inputs, announced.path)
        if key is None:
            continue
        collection = inputs.model.collections[key.collection]
        origins = dict.fromkeys(link.origin for link in inputs.graph.backlinks.get(key, ()))
        index = inputs.addresses.indexes[collection.id]
        view = WantedPage(
            title=announced.title,
            kind=display.label(collection.singular),
            kind_href=display.href(index),
            hue=collection.hue,
            icon=collection.icon,
            file=f"{inputs.settings.content}/{key}.md",
            mail=mail_link(inputs, announced.title),
            edit=edit_link(inputs, ""),
            wanted_by=tuple(display.origin(origin) for origin in origins),
        )
        yield Page(path=announced.path, title=announced.title, template="wanted.html", view=view, active=index)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()
