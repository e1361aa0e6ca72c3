"""The owner's colours: whoever sees little must still see what they say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import floor

from lcsite.colour import Colour, contrast
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.look import SCHEMES, Palette
from lcsite.settings import CONFIGURATION

FAINT_COLOUR = Rule("LC506", "faint-colour", Severity.ERROR)

_TEXT, _SHAPE = 4.5, 3.0
"""What WCAG 2 asks of letters, and of what shows where a button or the focus is."""

_ON = {
    "ink": (_TEXT, ("paper", "sheet", "tint")),
    "soft": (_TEXT, ("paper", "sheet", "tint")),
    "accent": (_TEXT, ("paper", "sheet", "tint")),
    "edge": (_SHAPE, ("paper", "sheet")),
    "focus": (_SHAPE, ("paper", "sheet")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two colours that meet on the page, and how well one must stand out from the other."""

    name: str
    other: str
    own: Colour
    theirs: Colour
    least: float

    @property
    def lacking(self) -> bool:
        """Tell whether it does not stand out."""
        return contrast(self.own, self.theirs) < self.least


def faint_colour(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every colour that the owner chose stands out from what it is seen on.

    The theme's own colours do, in each hue; the owner's are the only ones that may not.
    """
    palette = Palette(inputs.look.tokens, inputs.settings.colours)
    hues = tuple(sorted({collection.hue for collection in inputs.model.collections.values()}))
    for scheme in SCHEMES:
        pairs = tuple(_pairs(palette, scheme, hues))
        for name in inputs.settings.colours:
            own = [pair for pair in pairs if pair.name == name]
            faint = next((pair for pair in own if pair.lacking), None)
            if faint:
                yield _report(faint, own, inputs, scheme)


def _report(faint: _Pair, pairs: list[_Pair], inputs: Inputs, scheme: str) -> Diagnostic:
    chosen = inputs.settings.colours[faint.name]
    return FAINT_COLOUR.at(
        Place(path=CONFIGURATION, line=1, text=(chosen.dark if scheme == "dark" else "") or chosen.light or faint.name),
        name=faint.name,
        other=faint.other,
        scheme=scheme,
        ratio=floor(contrast(faint.own, faint.theirs) * 10) / 10,
        least=faint.least,
        better=_better(faint.own, pairs),
    )


def _pairs(palette: Palette, scheme: str, hues: tuple[int, ...]) -> Iterator[_Pair]:
    """Yield what meets on the page and the owner had a say in, under the name of what is to blame."""
    for name, (least, grounds) in _ON.items():
        for ground in grounds:
            for hue in (None, *hues) if name == "accent" and ground != "tint" else (None,):
                one, two = palette.of(name, scheme, hue), palette.of(ground, scheme)
                if one is None or two is None:
                    continue
                if name in palette.chosen and hue is None:
                    yield _Pair(name=name, other=ground, own=one, theirs=two, least=least)
                elif ground in palette.chosen:
                    yield _Pair(name=ground, other=name, own=two, theirs=one, least=least)


def _better(colour: Colour, pairs: list[_Pair]) -> str:
    """Return the nearest colour of the same hue that is seen well everywhere, nothing if there is none."""
    for step in range(1, 100):
        for lightness in (colour.lightness - step / 100, colour.lightness + step / 100):
            tried = replace(colour, lightness=lightness)
            if 0 <= lightness <= 1 and not any(replace(pair, own=tried).lacking for pair in pairs):
                return tried.hex
    return ""
