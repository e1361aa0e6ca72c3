"""Old addresses: a page that leads to where the entry stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.views.display import Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import entry_path


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectPage:
    """All that `redirect.html` may show."""

    title: str
    href: str


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce a page for every former address of an entry that is shown."""
    for old, key in sorted(inputs.library.former.items()):
        if key in inputs.library.entries:
            path = entry_path(old, inputs.model, inputs.settings.language)
            yield Announced(path=path, title=inputs.library.entries[key].title, kind="redirect")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make a page for every former address."""
    language = inputs.settings.language
    for old, key in sorted(inputs.library.former.items()):
        if key in inputs.library.entries:
            path = entry_path(old, inputs.model, language)
            title = inputs.library.entries[key].title
            view = RedirectPage(title=title, href=Display(inputs, path).href(inputs.addresses.entries[key]))
            yield Page(path=path, title=title, template="redirect.html", view=view)
