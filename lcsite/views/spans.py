"""Numbers to choose from: each on its own while they are few, else in bands of equal width."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from math import floor
from typing import Any

from lcsite.address import Key
from lcsite.model.model import Field
from lcsite.model.values import Estimate, PartialDate
from lcsite.views.display import Display

_FEW = 10

Measured = Mapping[Key, tuple[Field, tuple[Any, ...]]]
"""The field and its values of each entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A number, or the numbers from `least` up to the next band."""

    id: str
    label: str
    least: float


def spans(measured: Measured, display: Display) -> dict[Key, tuple[Band, ...]]:
    """Return the bands that the numbers, years or estimates of each entry fall in."""
    ranges = {key: tuple(_range(value) for value in values) for key, (_, values) in measured.items()}
    width = _width({each for found in ranges.values() for each in found})
    whole = all(field.whole or field.kind == "date" for field, _ in measured.values())
    return {
        key: tuple(_band(number, width, display, whole=whole) for each in found for number in _within(each, width))
        for key, found in ranges.items()
    }


def _range(value: Any) -> tuple[float, float]:
    match value:
        case PartialDate():
            return value.year, value.year
        case Estimate():
            return value.least, value.most
        case _:
            return value, value


def _width(ranges: Iterable[tuple[float, float]]) -> float:
    """Return how wide the bands are, 0 where each number stands on its own."""
    ranges = list(ranges)
    if len(ranges) <= _FEW and all(least == most for least, most in ranges):
        return 0
    lowest, highest = min(least for least, _ in ranges), max(most for _, most in ranges)
    return next(width for width in _widths() if floor(highest / width) - floor(lowest / width) < _FEW)


def _widths() -> Iterator[float]:
    for power in count():
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _within(ends: tuple[float, float], width: float) -> Iterator[float]:
    """Yield where the bands begin that a range touches."""
    if not width:
        yield ends[0]
        return
    for place in range(floor(ends[0] / width), floor(ends[1] / width) + 1):
        yield place * width


def _band(least: float, width: float, display: Display, *, whole: bool) -> Band:
    most = least + width - 1 if whole and width else least + width
    name, label = f"{least:.12g}", display.number(least)
    if most > least:
        return Band(id=f"{name}-{most:.12g}", label=f"{label}–{display.number(most)}", least=least)
    return Band(id=name, label=label, least=least)
