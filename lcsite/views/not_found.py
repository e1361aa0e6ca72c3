"""404.html: what a web server shows for an address that is not there, at any depth.

A relative link would lead elsewhere from every depth, so with `site_url` all
links start at the root of the server. Without it nobody knows where the site
lies: the page is then a few lines of text, without the frame, and its one link
leads to the overview of the folder that was asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lcsite.inputs import Inputs
from lcsite.views.page import Announced, Page
from lcsite.views.paths import HOME, NOT_FOUND


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundPage:
    """All that `not_found.html` may show."""

    title: str
    home: str


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=NOT_FOUND, title=inputs.messages("lost.title"), kind="not-found")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    root = site_root(inputs.settings.url)
    title = inputs.messages("lost.title")
    yield Page(
        path=NOT_FOUND,
        title=title,
        template="not_found.html" if root else "not_found_alone.html",
        view=NotFoundPage(title=title, home=f"{root}{HOME}"),
        root=root,
    )


def site_root(url: str) -> str:
    """Return the path of the site on its server, with a slash at both ends; nothing if it has no address."""
    return f"/{urlsplit(url).path.strip('/')}/".replace("//", "/") if url else ""
