"""The pictures themselves: a card from the box with the tab of its kind, and a tab with one letter."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lcsite.exports.previews.outline import stencil

SIZE = (1200, 630)
"""What sites that show a link expect."""
ICON_SIZE = 192

_SIDE = 88
_ROOM = SIZE[0] - 2 * _SIDE
_EDGE = 22
_TAB, _INSIDE = (156, 166), 104
_FOOT = SIZE[1] - 108
_TITLE, _LEAST, _TEXT, _SITE = 120, 48, 38, 42
_GAP = 18
_FINE = 4
"""How much larger round corners are drawn, to be smooth."""
_PLAIN, _STRONG = 400, 600
_SHADES = 64
_ENDS = " ,;:.–-"

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """All that a picture depends on: words, an icon as SVG, colours by name, and fonts."""

    title: str
    text: str
    site: str
    icon: str
    colours: Mapping[str, str]
    edge: tuple[str, ...]
    head: bytes
    body: bytes

    def colour(self, name: str) -> str:
        """Return a colour; black on white where the theme names none."""
        return self.colours.get(name, "#ffffff" if name == "paper" else "#000000")


def draw_preview(given: Drawn) -> bytes:
    """Return a PNG: a coloured edge, the tab of a kind, what the kind is called, and whose it is."""
    picture = Image.new("RGB", SIZE, given.colour("paper"))
    draw = ImageDraw.Draw(picture)
    for number, colour in enumerate(given.edge):
        left, right = (SIZE[0] * each // len(given.edge) for each in (number, number + 1))
        draw.rectangle((left, 0, right - 1, _EDGE - 1), colour)
    if given.icon:
        _tab(picture, given)
    top, bottom = (_EDGE + _TAB[1], _FOOT) if given.icon else (_EDGE, SIZE[1])
    lines = list(_lines(given))
    at = top + (bottom - top - sum(line.leading for line in lines)) / 2
    for line in lines:
        at += line.leading
        place = (_SIDE, round(at - line.leading / 2))
        draw.text(place, line.text, given.colour(line.colour), line.font, anchor="lm")
    if given.site:
        draw.line((_SIDE, _FOOT, SIZE[0] - _SIDE, _FOOT), given.colour("line"), 2)
        font = _font(given.head, _SITE, _STRONG)
        site = "".join(_wrapped(given.site, font, most=1))
        draw.text((_SIDE, (_FOOT + SIZE[1]) // 2), site, given.colour("ink"), font, anchor="lm")
    return _png(picture)


def draw_icon(given: Drawn) -> bytes:
    """Return a PNG: the first letter of the title on a coloured tab."""
    picture = Image.new("RGBA", (ICON_SIZE, ICON_SIZE), given.colour("accent"))
    picture.putalpha(_rounded(ICON_SIZE, ICON_SIZE))
    letter = next((each for each in given.title if each.isalnum()), "•")
    font = _font(given.head, ICON_SIZE * 3 // 4, _STRONG)
    left, top, right, bottom = font.getbbox(letter)
    place = (ICON_SIZE - left - right) / 2, (ICON_SIZE - top - bottom) / 2
    ImageDraw.Draw(picture).text(place, letter, given.colour("paper"), font)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    font: Font
    leading: float
    colour: str


def _lines(given: Drawn) -> Iterator[_Line]:
    """Yield the lines of a title, as large as fits in two, and those of the text below it."""
    for size in range(_TITLE, _LEAST - 1, -4):
        font = _font(given.head, size, _STRONG)
        title = _wrapped(given.title, font, most=2) or [""]
        if not title[-1].endswith("…") and (len(title) == 1 or size <= _TITLE * 3 // 4):
            break
    yield from (_Line(line, font, size * 1.08, "ink") for line in title)
    small = _font(given.body, _TEXT, _PLAIN)
    most = 1 if given.icon and len(title) > 1 else 2
    if given.text:
        yield _Line("", small, _GAP, "soft")
    yield from (_Line(line, small, _TEXT * 1.32, "soft") for line in _wrapped(given.text, small, most=most))


def _wrapped(text: str, font: Font, most: int) -> list[str]:
    """Return the lines of a text; what does not fit in so many ends in an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = words.pop(0)
        while words and font.getlength(f"{line} {words[0]}") <= _ROOM:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if lines and (words or font.getlength(lines[-1]) > _ROOM):
        lines[-1] = _cut(" ".join([lines[-1], *words]), font)
    return lines


def _cut(text: str, font: Font) -> str:
    while text and font.getlength(f"{text}…") > _ROOM:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text.rstrip(_ENDS)}…"


def _tab(picture: Image.Image, given: Drawn) -> None:
    width, height = _TAB[0], _EDGE + _TAB[1]
    picture.paste(given.colour("accent"), (_SIDE, 0), _rounded(width, height, above=False))
    place = (_SIDE + (width - _INSIDE) // 2, (height - _INSIDE) // 2)
    picture.paste(given.colour("paper"), place, stencil(given.icon, _INSIDE))


def _rounded(width: int, height: int, *, above: bool = True) -> Image.Image:
    """Return a mask with round corners: all of them, or those below."""
    mask = Image.new("L", (width * _FINE, height * _FINE))
    box = (0, 0, mask.width - 1, mask.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, mask.width // 6, 255, corners=(above, above, True, True))
    return mask.resize((width, height), Image.Resampling.BOX)


def _font(data: bytes, size: int, weight: int) -> Font:
    """Return a font at a size and a weight; one that cannot be read is replaced by Pillow's own."""
    try:
        font = ImageFont.truetype(BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
    except OSError:
        return ImageFont.load_default(size)
    with suppress(OSError):  # it has but one weight
        font.set_variation_by_axes([weight])
    return font


def _png(picture: Image.Image) -> bytes:
    written = BytesIO()
    picture.quantize(_SHADES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(written, "PNG")
    return written.getvalue()
