"""Where things stand along the rows of a layered drawing: boxes, and the lanes of lines between them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

Link = tuple[int, int]

_BESIDE_BOX, _BESIDE_LANE = 12.0, 6.0
_STRAIGHT = 6
_SWEEPS = 12
_LOOSE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How large everything is: `width` is the room for boxes, `left` where it begins."""

    left: float
    width: float
    box: float
    channel: float = 44
    padding: float = 22
    gap: float = 8

    @property
    def capacity(self) -> int:
        """How many boxes fit in a row."""
        return int((self.width + 2 * _BESIDE_BOX) // (self.box + 2 * _BESIDE_BOX))


def across(rows: list[list[int]], segments: list[Link], lanes: Mapping[int, int], sizes: Sizes) -> dict[int, float]:
    """Return the middle of everything along its row: as near to what it is joined to as the others allow.

    What is joined to nothing comes last, each where its row has most room.
    """
    near: dict[int, list[tuple[int, int]]] = {item: [] for row in rows for item in row}
    for one, other in segments:
        pull = _STRAIGHT if one in lanes and other in lanes else 1
        near[one].append((other, pull))
        near[other].append((one, pull))
    joined = [[item for item in row if near[item]] for row in rows]
    places: dict[int, float] = {}
    for row in filter(None, joined):
        step = _steps(row, lanes, sizes)
        rest = (sizes.width - sum(step)) / len(row)
        places |= zip(row, accumulate((each + rest for each in step[1:-1]), initial=step[0] + rest / 2), strict=True)
    _settle([row for row in joined if row], near, places, lanes, sizes)
    if joined != rows:
        both = zip(joined, rows, strict=True)
        full = [_filled(one, [item for item in row if not near[item]], places, sizes) for one, row in both]
        _settle(full, near, places, lanes, sizes)
    return {item: place + sizes.left for item, place in places.items()}


def _settle(
    rows: list[list[int]],
    near: Mapping[int, list[tuple[int, int]]],
    places: dict[int, float],
    lanes: Mapping[int, int],
    sizes: Sizes,
) -> None:
    """Move everything towards what it is joined to, row by row, upwards and downwards in turn."""
    steps = [_steps(row, lanes, sizes) for row in rows]
    for sweep in range(_SWEEPS):
        turn = -1 if sweep % 2 == 0 else 1
        for row, step in zip(rows[::turn], steps[::turn], strict=True):
            pulls = [sum(pull for _, pull in near[item]) or _LOOSE for item in row]
            wishes = [
                sum(places[other] * pull for other, pull in near[item]) / pulls[index] if near[item] else places[item]
                for index, item in enumerate(row)
            ]
            places |= zip(row, _spread(wishes, pulls, step, sizes.width), strict=True)


def _filled(row: list[int], loose: list[int], places: dict[int, float], sizes: Sizes) -> list[int]:
    """Return a row with loose boxes, each in the middle of the widest gap that is left."""
    row = list(row)
    for item in loose:
        edges = [0.0, *(side for each in row for side in _sides(each, places, sizes)), sizes.width]
        gaps = [right - left for left, right in zip(edges[::2], edges[1::2], strict=True)]
        index = gaps.index(max(gaps))
        places[item] = edges[2 * index] + gaps[index] / 2
        row.insert(index, item)
    return row


def _sides(item: int, places: Mapping[int, float], sizes: Sizes) -> tuple[float, float]:
    half = sizes.box / 2 if item >= 0 else 0.0
    return places[item] - half, places[item] + half


def _steps(row: list[int], lanes: Mapping[int, int], sizes: Sizes) -> list[float]:
    """Return the least distances along a row: from its left side, between neighbours, to its right side."""
    halves = [0.0 if item in lanes else sizes.box / 2 for item in row]
    beside = [_BESIDE_LANE if item in lanes else _BESIDE_BOX for item in row]
    gaps = [one + other for one, other in pairwise(beside)]
    room = (sizes.width - 2 * sum(halves)) / sum(gaps) if gaps else 1.0
    gaps = [gap * min(1.0, room) for gap in gaps]
    between = [one + gap + other for (one, other), gap in zip(pairwise(halves), gaps, strict=True)]
    return [halves[0], *between, halves[-1]]


def _spread(wishes: Iterable[float], pulls: Iterable[float], steps: list[float], width: float) -> list[float]:
    """Return places in order, as near to the wishes as the least distances allow (pool adjacent violators)."""
    offsets = list(accumulate(steps[1:-1], initial=0.0))
    pools: list[tuple[float, float, int]] = []
    for wish, pull, offset in zip(wishes, pulls, offsets, strict=True):
        pool = (wish - offset, pull, 1)
        while pools and pools[-1][0] > pool[0]:
            place, weight, count = pools.pop()
            total = weight + pool[1]
            pool = ((place * weight + pool[0] * pool[1]) / total, total, count + pool[2])
        pools.append(pool)
    low, high = steps[0], width - steps[-1] - offsets[-1]
    level = [min(max(place, low), high) for place, _, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(level, offsets, strict=True)]
