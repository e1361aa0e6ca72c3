"""How wide a text is in a drawing, and where its lines end: SVG does not wrap."""

from itertools import chain, pairwise

_WIDTHS = {
    0.26: "'’‘.,:;|ijìíîïI!",
    0.36: " fltrJ()[]-/1",
    0.52: "acksvxyzçéèêëáàâäL?7–",
    0.60: "bdeghnopquñóòôöúùûüEFTPYSZ023456890",
    0.68: "ABCDGHKNORUVX&ÉË",
    0.88: "mwMWQ—…@%+=<>",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 0.7
_CUT = "\u00ad"


def width(text: str, size: float) -> float:
    """Return about how wide a text is at a font size.

    The widths are those of the site's own letters at weight 600, rounded up. A
    fallback font may be a fifth wider: leave that much room beside it.
    """
    return size * sum(_WIDTH.get(character, _OTHER) for character in text)


def wrap(text: str, room: float, size: float) -> tuple[str, ...]:
    """Return the lines of a text of which none is wider than `room`; only a word that must is cut."""
    lines: list[str] = []
    for piece in chain.from_iterable(_cut(word, room, size) for word in text.split()):
        if lines and width(f"{lines[-1]} {piece}", size) <= room and not lines[-1].endswith(_CUT):
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
    return tuple(line.replace(_CUT, "-") for line in _even(lines, room, size))


def _cut(word: str, room: float, size: float) -> list[str]:
    """Return a word in pieces that fit; each but the last ends with a soft hyphen."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(f"{pieces[-1]}{character}-", size) > room and width(word, size) > room:
            pieces[-1] += _CUT
            pieces.append("")
        pieces[-1] += character
    return pieces


def _even(lines: list[str], room: float, size: float) -> list[str]:
    """Move words down while that makes two lines more alike in length."""
    lines = list(lines)
    for lower, upper in pairwise(range(len(lines) - 1, -1, -1)):
        while " " in lines[upper]:
            rest, _, word = lines[upper].rpartition(" ")
            moved = f"{word} {lines[lower]}"
            if width(moved, size) > min(room, width(lines[upper], size)) or width(rest, size) < width(moved, size) / 2:
                break
            lines[upper], lines[lower] = rest, moved
    return lines
