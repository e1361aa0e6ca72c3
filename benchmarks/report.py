"""Measurements as tables of Markdown."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from benchmarks.jobs import Result
from benchmarks.measure import Usage
from benchmarks.sizes import PRUNED, STOCK, Size

MEGABYTE = 1_000_000
STAGED = ("lcsite check", "lcsite build")


def report(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield the lines: commands and stages of each size, then growth from size to size."""
    for size in sizes:
        yield f"## {size.entries:,} entries"
        yield ""
        if size.peer_words:
            ratio = size.peer_words / size.words
            yield f"Visible words in the pages of the entries: {size.words:,} by lcsite, {size.peer_words:,} by"
            yield f"{STOCK} ({ratio:.3f} ×)."
            yield ""
        yield from _commands(size)
        yield from _stages(size)
    if len(sizes) > 1:
        yield from _growth(sizes)


def _commands(size: Size) -> Iterator[str]:
    peers = [(name, peer) for name in (STOCK, PRUNED) if (peer := size.result(name))]
    header = ["", "ms an entry", "CPU ms an entry", "peak MB", *(f"× {name}" for name, _ in peers)]
    rows = []
    for result in size.results:
        ratios = [f"{result.lowest.wall / peer.lowest.wall:.3f}" for _, peer in peers]
        milliseconds = [f"{1000 * seconds / size.entries:.2f}" for seconds in (result.lowest.wall, result.lowest.cpu)]
        rows.append([result.name, *milliseconds, f"{result.peak / MEGABYTE:,.0f}", *ratios])
    yield from _table(header, rows)


def _stages(size: Size) -> Iterator[str]:
    """Yield a row for each stage of each command, in milliseconds an entry."""
    rows = [
        [result.name, stage, *(f"{1000 * seconds / size.entries:.3f}" for seconds in (cost.wall, cost.cpu))]
        for result in size.results
        for stage, cost in result.lowest_stages.items()
    ]
    if rows:
        yield from _table(["", "stage", "ms an entry", "CPU ms an entry"], rows)


def _growth(sizes: Sequence[Size]) -> Iterator[str]:
    """Yield CPU time an entry of each stage by size, and how it grew from the base to the last size."""
    base = growth_base(sizes)
    yield "## Growth"
    yield ""
    yield f"CPU ms an entry; the last column is {sizes[-1].entries:,} entries against {base.entries:,}."
    yield ""
    rows: list[list[str]] = []
    for name in STAGED:
        stages = dict.fromkeys(stage for size in sizes if (found := size.result(name)) for stage in found.lowest_stages)
        rows += [[name, stage, *_grown(sizes, base, name, partial(_stage_cpu, stage=stage))] for stage in stages]
        rows.append([name, "all stages", *_grown(sizes, base, name, stages_cpu)])
    yield from _table(["", "stage", *(f"{size.entries:,}" for size in sizes), "×"], rows)


def _grown(sizes: Sequence[Size], base: Size, name: str, cost: Callable[[Result], float]) -> Iterator[str]:
    for size in sizes:
        result = size.result(name)
        yield f"{1000 * cost(result) / size.entries:.3f}" if result else ""
    grown = growth(base, sizes[-1], name, cost)
    yield f"{grown:.2f}" if grown is not None else ""


def growth_base(sizes: Sequence[Size]) -> Size:
    """Return the smallest size of at least 1,000 entries: with fewer, start-up and noise tell more than work."""
    large = [size for size in sizes if size.entries >= 1000]  # noqa: PLR2004 - as the docstring says
    return min(large or sizes, key=lambda size: size.entries)


def growth(base: Size, last: Size, name: str, cost: Callable[[Result], float]) -> float | None:
    """Return the cost an entry at the last size, in that at the base."""
    first, then = base.result(name), last.result(name)
    if not first or not then or not cost(first):
        return None
    return (cost(then) / last.entries) / (cost(first) / base.entries)


def stages_cpu(result: Result) -> float:
    """Return the CPU seconds of all stages together: start-up apart."""
    return sum(cost.cpu for cost in result.lowest_stages.values())


def _stage_cpu(result: Result, *, stage: str) -> float:
    return result.lowest_stages.get(stage, Usage(wall=0, cpu=0)).cpu


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table with columns of equal width, numbers to the right."""
    widths = [max(len(row[at]) for row in [header, *rows]) for at in range(len(header))]
    numeric = [all(row[at][:1].isdigit() or not row[at] for row in rows) for at in range(len(header))]
    for row in [header, *rows]:
        cells = [
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        ]
        yield f"| {' | '.join(cells)} |"
        if row is header:
            rules = ["-" * (width - 1) + (":" if right else "-") for width, right in zip(widths, numeric, strict=True)]
            yield f"| {' | '.join(rules)} |"
    yield ""
