"""The one generated stylesheet: the owner's colours and the model's hues."""

import re
from collections.abc import Iterator

from lcsite.exports.file import File
from lcsite.inputs import Inputs

_COLOUR = re.compile(r"[#a-zA-Z0-9(),.%/ -]{1,60}\Z")


def tokens(inputs: Inputs) -> Iterator[File]:
    """Yield `assets/tokens.css`: a class per hue, and the colours that the owner chose."""
    hues = sorted({collection.hue for collection in inputs.model.collections.values()})
    lines = [f".hue-{hue} {{ --hue: {hue}; }}" for hue in hues]
    colours = {name: value for name, value in inputs.settings.colours.items() if _COLOUR.match(str(value))}
    if colours:
        chosen = " ".join(f"--{name}: {value};" for name, value in sorted(colours.items()))
        lines.insert(0, f":root {{ {chosen} }}")
    yield File(path="assets/tokens.css", data=("\n".join(lines) + "\n").encode())
