"""The drawing of a map: what stands where, as SVG writes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lcsite.views.layout import Box, Drawing, Point, layout
from lcsite.views.lettering import width, wrap
from lcsite.views.places import Link, Sizes

WIDTH = 1120
SHAPES = 4
SIZES = Sizes(left=176, width=928, box=164)
SIDE = 36
"""How wide the names of the bands are on their side; `styles/bands.css` has the same width."""
_SIDE_EVERY = 480

_TITLE, _LABEL, _HELP = (15, 19), (20, 24), (13.5, 18)
"""Size of the letters and height of a line; `styles/map.css` has the same sizes."""
_TITLE_ROOM, _LABEL_ROOM, _LABEL_LEFT = 136, 140, 16
_BOX_PADDING = 12
_BASELINE = 0.36
_TIP = (4.5, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text: where it begins, or for one in a box its middle."""

    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeDrawing:
    """A box that is a link; `near` are the elements that light up with it."""

    id: str
    href: str
    name: str
    outline: str
    shape: int
    lines: tuple[Line, ...]
    near: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line between two boxes, and the tip at its target."""

    id: str
    path: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sideways:
    """The name of a band on its side, for where the picture scrolls below it: its baseline, and its size."""

    x: str
    y: str
    size: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BandDrawing:
    """A band with its label and the nodes in it."""

    id: str
    y: str
    height: str
    label: tuple[Line, ...]
    help: tuple[Line, ...]
    name: str
    sides: tuple[Sideways, ...]
    nodes: tuple[NodeDrawing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """All of the picture, in pixels; it is as wide as a page."""

    width: int
    side: int
    height: str
    bands: tuple[BandDrawing, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A node before it has a place."""

    title: str
    href: str
    name: str
    shape: int = 0
    wanted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A band before it has a place: what it is called, what that means, its nodes by number."""

    label: str
    help: str
    nodes: tuple[int, ...]


def draw(nodes: Sequence[Labelled], strips: Sequence[Strip], links: Sequence[Link]) -> MapDrawing:
    """Draw nodes in bands, joined by links from one number to another."""
    titles = {number: wrap(node.title, _TITLE_ROOM, _TITLE[0]) for number, node in enumerate(nodes)}
    heights = {number: len(lines) * _TITLE[1] + 2 * _BOX_PADDING for number, lines in titles.items()}
    labels = [wrap(strip.label, _LABEL_ROOM, _LABEL[0]) for strip in strips]
    helps = [wrap(strip.help, _LABEL_ROOM, _HELP[0]) for strip in strips]
    least = [
        len(label) * _LABEL[1] + len(text) * _HELP[1] + 2 * _LABEL_LEFT
        for label, text in zip(labels, helps, strict=True)
    ]
    found = layout([strip.nodes for strip in strips], links, heights, least, SIZES)
    band_of = {node: index for index, strip in enumerate(strips) for node in strip.nodes}
    order = [node for row in found.rows for node in row]
    near = _near(len(nodes), links)
    drawn = {
        number: _node(number, node, titles[number], found.boxes[number], near[number])
        for number, node in enumerate(nodes)
    }
    bands = tuple(
        BandDrawing(
            id=f"_band-{index + 1}",
            y=_number(top),
            height=_number(height),
            label=_lines(labels[index], top + _LABEL_LEFT, _LABEL),
            help=_lines(helps[index], top + _LABEL_LEFT + 2 + len(labels[index]) * _LABEL[1], _HELP),
            name=strips[index].label,
            sides=tuple(_sideways(strips[index].label, top, height)),
            nodes=tuple(drawn[node] for node in order if band_of[node] == index),
        )
        for index, (top, height) in enumerate(found.bands)
    )
    return MapDrawing(width=WIDTH, side=SIDE, height=_number(found.height), bands=bands, edges=_edges(links, found))


def _sideways(label: str, top: float, height: float) -> Iterator[Sideways]:
    """Yield the places of a band's name: in a band that is taller than a phone's screen it stands more than once."""
    times = max(round(height / _SIDE_EVERY), 1)
    size = min(_LABEL[0], (height / times - _LABEL_LEFT) / max(width(label, 1), 1))
    for index in range(times):
        middle = top + height * (index + 0.5) / times
        yield Sideways(x=_number(SIDE / 2 + size * _BASELINE), y=_number(middle), size=_number(size))


def outline(box: Box, shape: int) -> str:
    """Return the path of a box: rounded, with its corners cut, with round ends, or square."""
    x, y, width, height = box.x, box.y, box.width, box.height
    corner = (8.0, 12.0, height / 2, 0.0)[shape % SHAPES]
    straight = shape % SHAPES == 1
    right, bottom = x + width, y + height
    turns = (
        (right - corner, y, right, y, right, y + corner),
        (right, bottom - corner, right, bottom, right - corner, bottom),
        (x + corner, bottom, x, bottom, x, bottom - corner),
        (x, y + corner, x, y, x + corner, y),
    )
    path = f"M{_pair(x + corner, y)}"
    for from_x, from_y, turn_x, turn_y, to_x, to_y in turns:
        path += f"L{_pair(from_x, from_y)}"
        path += f"L{_pair(to_x, to_y)}" if straight else f"Q{_pair(turn_x, turn_y)} {_pair(to_x, to_y)}"
    return f"{path}Z"


def _node(number: int, node: Labelled, title: tuple[str, ...], box: Box, near: tuple[str, ...]) -> NodeDrawing:
    middle = box.y + box.height / 2 - len(title) * _TITLE[1] / 2
    return NodeDrawing(
        id=f"_n{number}",
        href=node.href,
        name=node.name,
        outline=outline(box, node.shape),
        shape=node.shape % SHAPES + 1,
        lines=_lines(title, middle, _TITLE, box.x + box.width / 2),
        near=near,
        wanted=node.wanted,
    )


def _near(count: int, links: Sequence[Link]) -> list[tuple[str, ...]]:
    """Return what lights up with each node: its lines, then the boxes at their other ends."""
    lines: list[list[str]] = [[] for _ in range(count)]
    others: list[dict[str, None]] = [{} for _ in range(count)]
    for index, (origin, target) in enumerate(links):
        for one, other in ((origin, target), (target, origin)):
            lines[one].append(f"_e{index}")
            others[one][f"_n{other}"] = None
    return [(*one, *other) for one, other in zip(lines, others, strict=True)]


def _lines(texts: Sequence[str], top: float, letters: tuple[float, float], x: float = _LABEL_LEFT) -> tuple[Line, ...]:
    size, height = letters
    first = top + height / 2 + size * _BASELINE
    return tuple(Line(x=_number(x), y=_number(first + index * height), text=text) for index, text in enumerate(texts))


def _edges(links: Sequence[Link], found: Drawing) -> tuple[Edge, ...]:
    edges = []
    for index, ((_, target), points) in enumerate(zip(links, found.lines, strict=True)):
        upwards = found.boxes[target].y < points[0][1]
        x, y = points[-1] if upwards else points[0]
        half, long = _TIP[0], _TIP[1] if upwards else -_TIP[1]
        tip = f"M{_pair(x - half, y + long)}L{_pair(x, y)}L{_pair(x + half, y + long)}Z"
        edges.append(Edge(id=f"_e{index}", path=curve(points), tip=tip))
    return tuple(edges)


def curve(points: Sequence[Point]) -> str:
    """Return the path through points: straight where the next is above the last, else bent between the two."""
    path = f"M{_pair(*points[0])}"
    for (x, y), (next_x, next_y) in pairwise(points):
        if abs(next_x - x) < 0.5:  # noqa: PLR2004 - half a pixel shows no bend
            path += f"L{_pair(next_x, next_y)}"
        else:
            middle = (y + next_y) / 2
            path += f"C{_pair(x, middle)} {_pair(next_x, middle)} {_pair(next_x, next_y)}"
    return path


def _pair(x: float, y: float) -> str:
    return f"{_number(x)} {_number(y)}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
