"""The kinds of page, each a module with two functions.

`addresses(inputs)` announces the pages, so that everything can link to them
before one is made; `pages(inputs)` makes them, one at a time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.views import (
    entry,
    everything,
    glossary,
    helping,
    home,
    index,
    matrix,
    news,
    not_found,
    plain,
    redirect,
    search,
    taking,
    wanted,
)
from lcsite.views import map as maps
from lcsite.views.page import Announced, Page


@dataclass(frozen=True, slots=True)
class View:
    """A kind of page."""

    addresses: Callable[[Inputs], Iterator[Announced]]
    pages: Callable[[Inputs], Iterator[Page]]


# Of two pages at one address the first is made: those whose address an author chooses come last.
VIEWS: tuple[View, ...] = (
    View(home.addresses, home.pages),
    View(index.addresses, index.pages),
    View(glossary.addresses, glossary.pages),
    View(everything.addresses, everything.pages),
    View(maps.addresses, maps.pages),
    View(matrix.addresses, matrix.pages),
    View(search.addresses, search.pages),
    View(news.addresses, news.pages),
    View(helping.addresses, helping.pages),
    View(taking.addresses, taking.pages),
    View(not_found.addresses, not_found.pages),
    View(entry.addresses, entry.pages),
    View(plain.addresses, plain.pages),
    View(wanted.addresses, wanted.pages),
    View(redirect.addresses, redirect.pages),
)

__all__ = ["VIEWS", "Announced", "Page", "View"]
