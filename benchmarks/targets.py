"""What the project promises about its speed, and whether a run kept it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.report import MEGABYTE, growth, stages_cpu
from benchmarks.sizes import STOCK, Size

AT = 3_000
SMALL, LARGE = 1_000, 10_000
WALL = {"lcsite check": 0.12, "lcsite build": 0.30}
MEMORY = {"lcsite check": 300.0}
GROWTH = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A measured number, and the greatest that it may be."""

    what: str
    measured: float
    limit: float

    @property
    def met(self) -> bool:
        """Tell whether the promise was kept."""
        return self.measured <= self.limit

    def __str__(self) -> str:
        """Write both numbers in one line."""
        return f"- {self.what}: {self.measured:,.3g}, at most {self.limit:g}: {'met' if self.met else 'MISSED'}"


def targets(sizes: Sequence[Size]) -> Iterator[Target]:
    """Yield the promises about the sizes that were measured."""
    by_entries = {size.entries: size for size in sizes}
    if size := by_entries.get(AT):
        yield from _against_stock(size)
        for name, limit in MEMORY.items():
            if result := size.result(name):
                yield Target(what=f"MB for {name} of {AT:,} entries", measured=result.peak / MEGABYTE, limit=limit)
    small, large = by_entries.get(SMALL), by_entries.get(LARGE)
    if small and large:
        for name in WALL:
            if grown := growth(small, large, name, stages_cpu):
                what = f"CPU an entry of the stages of {name}, {LARGE:,} entries against {SMALL:,}"
                yield Target(what=what, measured=grown, limit=GROWTH)


def _against_stock(size: Size) -> Iterator[Target]:
    stock = size.result(STOCK)
    for name, limit in WALL.items():
        result = size.result(name)
        if result and stock:
            what = f"{name} of {size.entries:,} entries, in the time of {STOCK}"
            yield Target(what=what, measured=result.lowest.wall / stock.lowest.wall, limit=limit)
