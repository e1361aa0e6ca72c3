"""What a theme brings besides templates: its colours, letters and icons, with what the owner chose instead."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lcsite.colour import Colour, read_colour
from lcsite.settings import LightDark

SCHEMES = ("light", "dark")
HEAD, BODY = "head", "body"
"""The letters of titles, and those of all else."""

SITE_PREVIEW = "assets/preview.png"
ICON = "assets/icon.png"

_VALUE = r"[^(),;]+(?:\((?:[^()]|\([^()]*\))*\))?"
_TOKEN = re.compile(rf"--([a-z-]+):\s*light-dark\(\s*({_VALUE})\s*,\s*({_VALUE})\s*\)\s*;")
_HUE = re.compile(r"var\(--hue(?:,\s*([\d.]+))?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A theme as far as code must know it: drawings and checks need what only its stylesheet says.

    `tokens` are the colours by name, `letters` the bytes of fonts, `icons` the
    drawings that the model names.
    """

    tokens: Mapping[str, LightDark] = field(default_factory=dict)
    letters: Mapping[str, bytes] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)


def bare(_icons: Iterable[str]) -> Look:
    """Return the look of a site without a theme."""
    return Look()


def read_tokens(stylesheet: str) -> Mapping[str, LightDark]:
    """Read the colours that a stylesheet gives as `--name: light-dark(…, …)`."""
    return {name: LightDark(light=light.strip(), dark=dark.strip()) for name, light, dark in _TOKEN.findall(stylesheet)}


def preview_path(slug: str) -> str:
    """Return the path of a collection's preview."""
    return f"assets/previews/{slug}.png"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a site: the owner's where there is a choice, the theme's elsewhere."""

    tokens: Mapping[str, LightDark]
    chosen: Mapping[str, LightDark]

    def of(self, name: str, scheme: str, hue: int | None = None) -> Colour | None:
        """Return a colour, None where neither says it; `hue` asks for that of a kind of thing.

        What the owner chose for light screens alone gives its hue to the
        theme's own for dark ones, and an accent gives its hue to the tint.
        """
        chosen = self.chosen.get("accent" if name == "tint" else name, LightDark())
        if hue is not None or chosen == LightDark():
            return self._theme(name, scheme, hue)
        own = read_colour(_of(chosen, scheme))
        if own and name != "tint":
            return own
        theirs, leading = self._theme(name, scheme), own or read_colour(chosen.light)
        return theirs.in_hue_of(leading) if theirs and leading else theirs

    def _theme(self, name: str, scheme: str, hue: int | None = None) -> Colour | None:
        written = _of(self.tokens.get(name, LightDark()), scheme)
        return read_colour(_HUE.sub(lambda match: str(match[1] or 0) if hue is None else str(hue), written))


def _of(pair: LightDark, scheme: str) -> str:
    return pair.dark if scheme == "dark" else pair.light
