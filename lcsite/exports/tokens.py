"""The one generated stylesheet: the owner's colours and the model's hues."""

from collections.abc import Iterator

from lcsite.exports.file import File
from lcsite.inputs import Inputs
from lcsite.look import SCHEMES, Palette


def tokens(inputs: Inputs) -> Iterator[File]:
    """Yield `assets/tokens.css`: a class per hue, and the colours that the owner chose."""
    hues = sorted({collection.hue for collection in inputs.model.collections.values()})
    lines = [*_chosen(inputs), *(f".hue-{hue} {{ --hue: {hue}; }}" for hue in hues)]
    yield File(path="assets/tokens.css", data=("\n".join(lines) + "\n").encode())


def _chosen(inputs: Inputs) -> Iterator[str]:
    """Yield the owner's colours, in the layer of the theme's: what is printed may still differ."""
    chosen = inputs.settings.colours
    if not chosen:
        return
    palette, lines = Palette(inputs.look.tokens, chosen), []
    accent = palette.of("accent", "light")
    if "accent" in chosen and accent and not accent.grey:
        lines.append(f"--hue: {round(accent.hue)};")
    for name in sorted({*chosen, *(("tint",) if "accent" in chosen else ())}):
        light, dark = (palette.of(name, scheme) for scheme in SCHEMES)
        if light and dark:
            lines.append(f"--{name}: light-dark({light.hex}, {dark.hex});")
    yield f"@layer tokens {{ :root {{ {' '.join(lines)} }} }}"
