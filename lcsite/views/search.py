"""The page that searches: what it shows without JavaScript, and the way to ask for what is not there."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.model.model import say
from lcsite.views.contact import mail_link
from lcsite.views.display import Display
from lcsite.views.page import Announced, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A collection's index."""

    title: str
    href: str
    icon: str
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """All that `search.html` may show; `mail` and `edit` are empty where nobody can be asked that way.

    `subject` is that of a message about what was looked for, with `{about}` in its place.
    """

    overviews: tuple[Overview, ...]
    mail: str
    subject: str
    edit: str


def search_path(inputs: Inputs) -> str:
    """Return the path of the page."""
    return inputs.messages("search.path")


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=search_path(inputs), title=inputs.messages("search.title"), kind="search")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    path = search_path(inputs)
    yield Page(
        path=path,
        title=inputs.messages("search.title"),
        template="search.html",
        view=search_page(Display(inputs, path)),
        description=inputs.messages("search.lead"),
        active=path,
    )


def search_page(display: Display) -> SearchPage:
    """Make the view of the page."""
    inputs = display.inputs
    overviews = (
        Overview(
            title=say(collection.plural, display.language),
            href=display.href(inputs.addresses.indexes[collection.id]),
            icon=collection.icon,
            hue=collection.hue,
        )
        for collection in inputs.model.collections.values()
    )
    return SearchPage(
        overviews=tuple(overviews),
        mail=mail_link(inputs, display.say("search.title")),
        subject=display.say("contact.subject", about="{about}", toolkit=inputs.settings.title),
        edit=inputs.settings.edit_url,
    )
