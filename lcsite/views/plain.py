"""A plain page: a text that is no entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lcsite.inputs import Inputs
from lcsite.library import PlainPage
from lcsite.views.blocks.notes import edit_link
from lcsite.views.display import Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import HOME_TEXT, page_path


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """All that `plain.html` may show."""

    title: str
    summary: str
    lead: Markup
    sections: tuple[tuple[str, str, Markup], ...]
    edit: str


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the plain pages, the text of the home page apart."""
    for page in _pages(inputs):
        yield Announced(path=page_path(page.path), title=page.title, kind="plain", source=page.path)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the plain pages."""
    for page in _pages(inputs):
        path = inputs.addresses.pages[page.path]
        display = Display(inputs, path)
        view = PlainView(
            title=page.title,
            summary=str(page.values.get("summary", "")),
            lead=display.html(page.lead, page.path),
            sections=tuple((each.id, each.heading, display.html(each.html, page.path)) for each in page.sections),
            edit=edit_link(inputs, page.path),
        )
        yield Page(path=path, title=page.title, template="plain.html", view=view, description=view.summary, active=path)


def _pages(inputs: Inputs) -> Iterator[PlainPage]:
    return (page for path, page in inputs.library.pages.items() if path != HOME_TEXT)
