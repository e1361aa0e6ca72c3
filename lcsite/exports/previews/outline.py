"""The outline of an icon: SVG paths as polygons, and polygons as a stencil."""

import re
from cmath import phase
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, cos, hypot, pi, radians, sin, sqrt

from PIL import Image, ImageChops, ImageDraw

_PATH = re.compile(r'<path\b[^>]*?\bd="([^"]*)"')
_BOX = re.compile(r'\bviewBox="\s*([-\d.]+)[\s,]+([-\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')
_LETTER = re.compile(r"[\s,]*([MLHVCSQTAZ])", re.IGNORECASE)
_NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)", re.IGNORECASE)
_FLAG = re.compile(r"[\s,]*([01])")
_COUNTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_FLAGS = (3, 4)
"""Which two numbers of an arc are flags: they may be written with nothing in between."""
_PIECES = 12
_FINE = 4
"""How much larger it is drawn, for smooth edges."""


def stencil(svg: str, size: int) -> Image.Image:
    """Return an icon as a mask of `size` pixels square, white where it is."""
    box = _BOX.search(svg)
    left, top, width, height = map(float, box.groups()) if box else (0.0, 0.0, 24.0, 24.0)
    large = size * _FINE
    scale = large / max(width, height)
    shift = complex((large - width * scale) / 2 - left * scale, (large - height * scale) / 2 - top * scale)
    clockwise, against = Image.new("L", (large, large)), Image.new("L", (large, large))
    for data in _PATH.findall(svg):
        for outline in outlines(data):
            placed = [each * scale + shift for each in outline]
            mask = Image.new("L", (large, large))
            ImageDraw.Draw(mask).polygon([(each.real, each.imag) for each in placed], fill=1)
            if _turning(placed) > 0:
                clockwise = ImageChops.add(clockwise, mask)
            else:
                against = ImageChops.add(against, mask)
    inked = ImageChops.difference(clockwise, against).point([0] + [255] * 255)  # as SVG fills by default
    return inked.resize((size, size), Image.Resampling.BOX)


def outlines(data: str) -> Iterator[list[complex]]:
    """Yield the outlines of a path that have an inside, with curves as short lines; x + iy is a point."""
    outline: list[complex] = []
    here = start = control = 0j
    for letter, numbers in _commands(data):
        origin = here if letter.islower() else 0j
        match letter.upper():
            case "M" | "Z" as command:
                yield from _with_inside(outline)
                here = control = start = origin + _points(numbers)[0] if command == "M" else start
                outline = [here]
                continue
            case "H":
                made = [complex(origin.real + numbers[0], here.imag)]
            case "V":
                made = [complex(here.real, origin.imag + numbers[0])]
            case "A":
                made = list(_arc(here, origin + complex(numbers[5], numbers[6]), numbers))
            case "L":
                made = [origin + each for each in _points(numbers)]
            case curve:
                steps = [origin + each for each in _points(numbers)]
                steps = [2 * here - control, *steps] if curve in "ST" else steps
                made, control = list(_curve(here, *steps)), steps[-2]
                outline, here = outline + made, made[-1]
                continue
        outline, here = outline + made, made[-1]
        control = here
    yield from _with_inside(outline)


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command of a path with its numbers; one that goes on without its letter gets it."""
    at, letter = 0, ""
    while found := _LETTER.match(data, at) or _NUMBER.match(data, at):
        repeated = not found[1].isalpha()
        if repeated and letter not in "Zz":
            letter = {"M": "L", "m": "l"}.get(letter, letter)
        elif repeated:
            return
        else:
            letter, at = found[1], found.end()
        numbers = []
        for index in range(_COUNTS[letter.upper()]):
            number = (_FLAG if letter in "Aa" and index in _FLAGS else _NUMBER).match(data, at)
            if number is None:
                return
            numbers.append(float(number[1]))
            at = number.end()
        yield letter, numbers


def _points(numbers: list[float]) -> list[complex]:
    return [complex(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _with_inside(outline: list[complex]) -> Iterator[list[complex]]:
    if len(outline) > 2:  # noqa: PLR2004 - two points are a line
        yield outline


def _curve(*points: complex) -> Iterator[complex]:
    """Yield points on a Bézier curve, the first apart."""
    for step in range(1, _PIECES + 1):
        left, share = list(points), step / _PIECES
        while len(left) > 1:
            left = [one + (two - one) * share for one, two in pairwise(left)]
        yield left[0]


def _arc(here: complex, there: complex, numbers: list[float]) -> Iterator[complex]:
    """Yield points on an arc of an ellipse, the first apart, as appendix B.2 of SVG 2 finds them."""
    wide, high, turned, large, sweep = abs(numbers[0]), abs(numbers[1]), radians(numbers[2]), numbers[3], numbers[4]
    if here == there or not wide or not high:
        yield there
        return
    turn = complex(cos(turned), sin(turned))
    half = (here - there) / 2 / turn
    grown = max(1.0, hypot(half.real / wide, half.imag / high))
    wide, high = wide * grown, high * grown
    one = complex(half.real / wide, half.imag / high)  # on a circle of radius 1, the middle between the ends at 0
    middle = one * 1j * sqrt(max(0.0, 1 / abs(one) ** 2 - 1)) * (1 if large == sweep else -1)
    begin = one - middle
    angle = phase((-one - middle) / begin)
    if sweep and angle < 0:
        angle += 2 * pi
    elif not sweep and angle > 0:
        angle -= 2 * pi
    pieces = max(1, ceil(abs(angle) / pi * _PIECES))
    for step in range(1, pieces):
        part = begin * complex(cos(angle * step / pieces), sin(angle * step / pieces)) + middle
        yield complex(part.real * wide, part.imag * high) * turn + (here + there) / 2
    yield there


def _turning(outline: list[complex]) -> float:
    """Return twice the area inside, below 0 if it is drawn the other way round."""
    return sum((one.conjugate() * two).imag for one, two in zip(outline, outline[1:] + outline[:1], strict=True))
