"""Boxes in bands, joined by lines that go round them: coordinates only.

A layered layout: the bands are given, so only the rows within a band, the order
within a row and the places along it remain to be found. A line runs through a
lane of its own past every row that it crosses, so no line can pass behind a box.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil

from lcsite.views.crossings import ordered
from lcsite.views.places import Link, Sizes, across

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a node stands."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Where everything stands.

    `lines` holds for each link the points from its origin to its target:
    straight between two above each other, a curve between others.
    """

    boxes: Mapping[int, Box]
    rows: tuple[tuple[int, ...], ...]
    bands: tuple[tuple[float, float], ...]
    lines: tuple[tuple[Point, ...], ...]
    height: float


def layout(
    bands: Sequence[Sequence[int]],
    links: Sequence[Link],
    heights: Mapping[int, float],
    least: Sequence[float],
    sizes: Sizes,
) -> Drawing:
    """Place nodes in their bands, from top to bottom, and the links between them.

    A link leads from a node to the one that stands above it if it can. `least`
    is the height that each band needs anyway.
    """
    rows, band_of = _rows(bands, links, sizes.capacity)
    row_of = {node: index for index, row in enumerate(rows) for node in row}
    chains, lanes = _chains(links, row_of)
    segments = list(dict.fromkeys(pair for chain in chains for pair in pairwise(chain)))
    filled = [[*row, *(lane for lane, index in lanes.items() if index == number)] for number, row in enumerate(rows)]
    middles = across(ordered(filled, segments), segments, lanes, sizes)
    tall = [max((heights[node] for node in row), default=0) for row in rows]
    tops, strips = _down(band_of, tall, least, sizes)
    boxes = {
        node: Box(x=middles[node] - sizes.box / 2, y=tops[row], width=sizes.box, height=tall[row])
        for node, row in row_of.items()
    }
    lines = tuple(_line(chain, middles, row_of | lanes, tops, tall) for chain in chains)
    reading = tuple(tuple(sorted(row, key=middles.__getitem__)) for row in rows)
    return Drawing(boxes=boxes, rows=reading, bands=strips, lines=lines, height=sum(strips[-1]) if strips else 0)


def _rows(bands: Sequence[Sequence[int]], links: Sequence[Link], capacity: int) -> tuple[list[list[int]], list[int]]:
    """Return the rows, and the band of each: within a band what leads to another stands below it."""
    rows: list[list[int]] = []
    band_of: list[int] = []
    leading: dict[int, list[int]] = {}
    weight: dict[int, int] = {}
    for origin, target in links:
        leading.setdefault(origin, []).append(target)
        weight[origin] = weight.get(origin, 0) - 1
        weight[target] = weight.get(target, 0) + 1
    for index, band in enumerate(bands):
        depths = _depths([node for node in band if node in weight], leading)
        tiers: list[list[int]] = [[] for _ in range(max(depths.values(), default=0) + 1)]
        for node, depth in sorted(depths.items()):
            tiers[depth].append(node)
        for node in band:
            if node not in weight:  # joined to nothing: it goes where there is room
                min(tiers, key=len).append(node)
        for tier in filter(None, tiers):
            tier.sort(key=lambda node: weight.get(node, 0))
            size = ceil(len(tier) / ceil(len(tier) / capacity))
            rows += [tier[start : start + size] for start in range(0, len(tier), size)]
        band_of += [index] * (len(rows) - len(band_of))
    return rows, band_of


def _depths(members: Sequence[int], leading: Mapping[int, list[int]]) -> dict[int, int]:
    """Return how many steps each stands below the top of its band; a circle is cut."""
    depths: dict[int, int] = {}
    inside, entered = set(members), set[int]()
    for start in members:
        waiting = [start]
        while waiting:
            node = waiting[-1]
            targets = [each for each in leading.get(node, ()) if each in inside]
            if node not in entered:
                entered.add(node)
                waiting += [each for each in targets if each not in entered]
                continue
            waiting.pop()
            if node not in depths:
                depths[node] = max((depths[each] + 1 for each in targets if each in depths), default=0)
    return depths


def _chains(links: Sequence[Link], row_of: Mapping[int, int]) -> tuple[list[list[int]], dict[int, int]]:
    """Return each link as the nodes and lanes that it passes, from below, and the row of each lane.

    Links to one target share their lanes, as branches share a trunk.
    """
    lanes: dict[tuple[int, int], int] = {}
    chains = []
    for origin, target in links:
        low, high = sorted((origin, target), key=row_of.__getitem__, reverse=True)
        passed = range(row_of[low] - 1, row_of[high], -1)
        chains.append([low, *(lanes.setdefault((target, row), -1 - len(lanes)) for row in passed), high])
    return chains, {lane: row for (_, row), lane in lanes.items()}


def _down(
    band_of: list[int], tall: list[float], least: Sequence[float], sizes: Sizes
) -> tuple[list[float], tuple[tuple[float, float], ...]]:
    """Return the top of each row, and the top and height of each band."""
    tops: list[float] = []
    strips: list[tuple[float, float]] = []
    y = 0.0
    for band, needed in enumerate(least):
        own = [height for height, index in zip(tall, band_of, strict=True) if index == band]
        filled = sum(own) + sizes.channel * max(len(own) - 1, 0) + 2 * sizes.padding
        strips.append((y, max(filled, needed)))
        top = y + sizes.padding + max(needed - filled, 0) / 2
        tops += accumulate((height + sizes.channel for height in own[:-1]), initial=top) if own else ()
        y += strips[-1][1] + sizes.gap
    return tops, tuple(strips)


def _line(
    chain: list[int], middles: Mapping[int, float], row_of: Mapping[int, int], tops: list[float], tall: list[float]
) -> tuple[Point, ...]:
    """Return the points of a link from below: the top of a box, both ends of each lane, the bottom of a box."""
    points = [(middles[chain[0]], tops[row_of[chain[0]]])]
    for lane in chain[1:-1]:
        top = tops[row_of[lane]]
        points += [(middles[lane], top + tall[row_of[lane]]), (middles[lane], top)]
    last = row_of[chain[-1]]
    return (*points, (middles[chain[-1]], tops[last] + tall[last]))
