"""The order within the rows of a layered drawing: as few lines cross as can be found quickly."""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

_SWEEPS = 24
_PASSES = 8

Segment = tuple[int, int]


def ordered(rows: list[list[int]], segments: Sequence[Segment]) -> list[list[int]]:
    """Return the rows in a better order; each segment joins an item to one in the row above.

    Each row is sorted by the middle of what its items are joined to, downwards
    and upwards in turn; then neighbours change places where that helps. The
    best of all sweeps is kept (Gansner, Koutsofios, North and Vo, *A technique
    for drawing directed graphs*, 1993).
    """
    above: dict[int, list[int]] = {item: [] for row in rows for item in row}
    below: dict[int, list[int]] = {item: [] for row in rows for item in row}
    for lower, upper in segments:
        above[lower].append(upper)
        below[upper].append(lower)
    best, fewest = rows, crossings(rows, above)
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        rows = _sorted(rows, above) if sweep % 2 == 0 else _sorted(rows[::-1], below)[::-1]
        _exchange(rows, above, below)
        found = crossings(rows, above)
        if found < fewest:
            best, fewest = rows, found
    return best


def crossings(rows: list[list[int]], above: Mapping[int, list[int]]) -> int:
    """Return how many segments cross."""
    total = 0
    for upper, lower in pairwise(rows):
        place = {item: index for index, item in enumerate(upper)}
        seen: list[int] = []
        for item in lower:
            places = sorted(place[other] for other in above[item])
            total += sum(len(seen) - bisect_right(seen, each) for each in places)
            for each in places:
                insort(seen, each)
    return total


def _exchange(rows: list[list[int]], above: Mapping[int, list[int]], below: Mapping[int, list[int]]) -> None:
    """Let neighbours in a row change places as long as fewer lines cross, a few times over."""
    place = {item: index for row in rows for index, item in enumerate(row)}
    for _ in range(_PASSES):
        changed = False
        for row in rows:
            for index in range(len(row) - 1):
                one, other = row[index], row[index + 1]
                gain = sum(
                    (place[near] > place[far]) - (place[near] < place[far])
                    for joined in (above, below)
                    for near in joined[one]
                    for far in joined[other]
                )
                if gain > 0:
                    row[index], row[index + 1] = other, one
                    place[one], place[other] = index + 1, index
                    changed = True
        if not changed:
            return


def _sorted(rows: list[list[int]], near: Mapping[int, list[int]]) -> list[list[int]]:
    """Return the rows, each but the first sorted by where the one before it has its neighbours."""
    done = [[*rows[0]]]
    for row in rows[1:]:
        place = {item: (index + 0.5) / len(done[-1]) for index, item in enumerate(done[-1])}
        wish = {
            item: sum(place[other] for other in near[item]) / len(near[item])
            if near[item]
            else (index + 0.5) / len(row)
            for index, item in enumerate(row)
        }
        done.append(sorted(row, key=wish.__getitem__))
    return done
