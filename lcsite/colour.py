"""Colours as CSS writes them: read, compared, and turned into others that eyes find alike."""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from math import atan2, cbrt, cos, degrees, hypot, radians, sin

from PIL import ImageColor

_OKLCH = re.compile(r"oklch\(\s*([\d.]+)%\s+([\d.]+)\s+([\d.]+)(?:deg)?\s*\)\Z", re.IGNORECASE)
_OPAQUE = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})\Z|[a-z]+\Z|(?:rgb|hsl)\([\d.,% ]+\)\Z", re.IGNORECASE)
_GREY = 0.02
"""Below this chroma nobody can name a hue."""

# Of OKLab, as Björn Ottosson has published them.
_TO_CONES = ((1, 0.3963377774, 0.2158037573), (1, -0.1055613458, -0.0638541728), (1, -0.0894841775, -1.2914855480))
_TO_LIGHT = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_FROM_LIGHT = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_FROM_CONES = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)

Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour in OKLCH: lightness from 0 to 1, chroma from 0, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @property
    def grey(self) -> bool:
        """Tell whether it has no hue to speak of."""
        return self.chroma < _GREY

    @property
    def rgb(self) -> tuple[int, int, int]:
        """The nearest that every screen can show, from 0 to 255."""
        angle = radians(self.hue)
        cones = _times(_TO_CONES, (self.lightness, self.chroma * cos(angle), self.chroma * sin(angle)))
        red, green, blue = (_encoded(light) for light in _times(_TO_LIGHT, _each(cones, 3)))
        return red, green, blue

    @property
    def hex(self) -> str:
        """The colour as `#rrggbb`."""
        return "#{:02x}{:02x}{:02x}".format(*self.rgb)

    def in_hue_of(self, other: "Colour") -> "Colour":
        """Return this colour in the hue of another, and no brighter than that."""
        return replace(self, hue=other.hue, chroma=min(self.chroma, other.chroma))


def read_colour(text: str) -> Colour | None:
    """Read a colour that nothing shines through; None if it is none."""
    match = _OKLCH.match(text.strip())
    with suppress(ValueError):
        if match:
            lightness, chroma, hue = map(float, match.groups())
            return Colour(lightness=min(lightness, 100) / 100, chroma=min(chroma, 0.4), hue=hue % 360)
        if _OPAQUE.match(text.strip()):
            red, green, blue = ImageColor.getrgb(text.strip())[:3]
            return _from_rgb((red, green, blue))
    return None


def contrast(one: Colour, other: Colour) -> float:
    """Return how well one stands out from the other, from 1 to 21, as WCAG 2 counts it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = map(_decoded, colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _from_rgb(rgb: tuple[int, int, int]) -> Colour:
    red, green, blue = map(_decoded, rgb)
    cones = _times(_FROM_LIGHT, (red, green, blue))
    lightness, a, b = _times(_FROM_CONES, (cbrt(cones[0]), cbrt(cones[1]), cbrt(cones[2])))
    return Colour(lightness=lightness, chroma=hypot(a, b), hue=degrees(atan2(b, a)) % 360)


def _times(matrix: tuple[Three, Three, Three], vector: Three) -> Three:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def _each(vector: Three, power: int) -> Three:
    return vector[0] ** power, vector[1] ** power, vector[2] ** power


def _decoded(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB


def _encoded(light: float) -> int:
    value = min(max(light, 0), 1)
    value = value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055  # noqa: PLR2004 - as above
    return round(value * 255)
