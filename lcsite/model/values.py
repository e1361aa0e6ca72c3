"""The types of an entry's values, one per kind of field that needs its own."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Markdown:
    """A formatted text; its references are symbolic."""

    html: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A year, a month or a day; what is not known is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Write the date as it is typed: 2022, 2022-11 or 2022-11-04."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """A link to the web."""

    url: str
    title: str = ""
    checked: PartialDate | None = None
    archived: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture with all that it may be shown with."""

    file: str
    alt: str
    licence: str
    caption: str = ""
    credit: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number or a range, and whether a source gives it or the editors guess it."""

    least: float
    most: float
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A record with an address of its own within its entry."""

    id: str
    values: Mapping[str, Any]


def read_date(text: str) -> PartialDate:
    """Read 2022, 2022-11 or 2022-11-04.

    Raises:
        ValueError: it is another text, or a day that no calendar has.
    """
    match = _DATE.match(text)
    year, month, day = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    if not year or month > 12 or (match and match[2] == "00") or (match and match[3] == "00"):  # noqa: PLR2004
        raise ValueError(text)
    if day and day > monthrange(year, month)[1]:
        raise ValueError(text)
    return PartialDate(year=year, month=month, day=day)
