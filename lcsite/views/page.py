"""A page before it is rendered, and the address that announces it."""

from dataclasses import dataclass
from typing import Any

from lcsite.address import Key


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A page that will be made: its path, title, kind, and what it is the page of."""

    path: str
    title: str
    kind: str
    key: Key | None = None
    source: str | None = None
    collection: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with all that its template may show; `view` holds final HTML.

    `active` is the path of the page in the navigation that this one belongs to.
    Links are relative to the page, or begin with `root` where it has one.
    """

    path: str
    title: str
    template: str
    view: Any
    description: str = ""
    active: str = ""
    root: str = ""
