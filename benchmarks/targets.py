"""What the project promises about its speed, and whether a run kept it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.jobs import HUGO
from benchmarks.report import MEGABYTE, growth, stages_cpu
from benchmarks.sizes import STOCK, Size

AT = 3_000
SMALL, LARGE = 1_000, 10_000
WALL = {
    "lcsite check": 0.12,
    "lcsite build": 0.25,
    "lcsite build, one word changed": 0.06,
    "lcsite build, a title changed": 0.15,
}
MEMORY = {"lcsite check": 300.0, "lcsite build": 600.0}
STAGES = ("lcsite check", "lcsite build")
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
    if (size := by_entries.get(LARGE)) and (ratio := _ratio(size, "lcsite build", HUGO)):
        yield Target(what=f"lcsite build of {LARGE:,} entries, in the time of {HUGO}", measured=ratio, limit=1)
    small, large = by_entries.get(SMALL), by_entries.get(LARGE)
    if small and large:
        for name in STAGES:
            if grown := growth(small, large, name, stages_cpu):
                what = f"CPU an entry of the stages of {name}, {LARGE:,} entries against {SMALL:,}"
                yield Target(what=what, measured=grown, limit=GROWTH)


def _against_stock(size: Size) -> Iterator[Target]:
    for name, limit in WALL.items():
        if ratio := _ratio(size, name, STOCK):
            what = f"{name} of {size.entries:,} entries, in the time of {STOCK}"
            yield Target(what=what, measured=ratio, limit=limit)


def _ratio(size: Size, name: str, peer: str) -> float | None:
    ours, theirs = size.result(name), size.result(peer)
    return ours.lowest.wall / theirs.lowest.wall if ours and theirs else None
