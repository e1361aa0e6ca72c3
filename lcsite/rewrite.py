"""Old names rewritten as new ones, in place: every other byte of a file is left alone.

A name in the front matter is found by our own YAML nodes, a link in a text (of
the body, or of a Markdown value) by the signs in front of it.
"""

import re
from collections.abc import Iterable, Iterator

from lcsite import yaml12
from lcsite.diagnostics import Place

Rename = tuple[Place, str, str]
"""Where an old name stands, the old name, the new one."""

_LINE_END = re.compile(r"\r\n?")
_BLOCK_END = re.compile(r"\n[ \t]*(?:\n|```|~~~|\Z)")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def rewrite(raw: str, renames: Iterable[Rename]) -> tuple[str, tuple[Rename, ...]]:
    """Return a file's text with new names for old, and the renames that could be made.

    A name that is not there as the old name (written with an escape, say) stays.
    """
    text = _LINE_END.sub("\n", raw.removeprefix("\ufeff"))
    found: dict[int, tuple[int, str]] = {}
    done = []
    for rename in renames:
        spans = list(_spans(text, rename))
        found |= {start: (end, rename[2]) for start, end in spans}
        if spans:
            done.append(rename)
    for start, (end, new) in sorted(found.items(), reverse=True):
        raw = raw[: _in_raw(raw, start)] + new + raw[_in_raw(raw, end) :]
    return raw, tuple(done)


def _spans(text: str, rename: Rename) -> Iterator[tuple[int, int]]:
    """Yield where the old name stands in a text, from and to."""
    place, old, _ = rename
    if place.pointer is None:
        start = _line_start(text, place.line or 1)
        ended = _BLOCK_END.search(text, start)
        yield from _links(text, old, start, ended.start() if ended else len(text))
        yield from _definitions(text, old, _line_start(text, 1 + _lines_before_body(text)))
        return
    extent = yaml12.extent(text, place)
    if extent is None:
        return
    start, end = extent
    quoted = int(text[start : start + 1] in {'"', "'"})
    if text[start + quoted : end - quoted] == old:
        yield start + quoted, end - quoted
    elif not place.key:
        yield from _links(text, old, start, end)


def _links(text: str, old: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where links as they were written stand between two places, those in code apart."""
    link = re.compile(rf"(?:\]\(\s*<?|\[\[\s*)({re.escape(old)})(?=[\s>)|]|\]\])")
    code = [match.span() for match in _CODE.finditer(text, start, end)]
    for match in link.finditer(text, start, end):
        if not any(first <= match.start() < last for first, last in code):
            yield match.span(1)


def _definitions(text: str, old: str, start: int) -> Iterator[tuple[int, int]]:
    definition = re.compile(rf"^ {{0,3}}\[[^\]\n]+\]:\s*<?({re.escape(old)})(?=[\s>]|\Z)", re.MULTILINE)
    yield from (match.span(1) for match in definition.finditer(text, start))


def _lines_before_body(text: str) -> int:
    return yaml12.split(text)[2]


def _line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1 or len(text)
    return start


def _in_raw(raw: str, offset: int) -> int:
    """Return where an offset in the text with Unix line ends lies in the file."""
    position = 1 if raw.startswith("\ufeff") else 0
    for match in _LINE_END.finditer(raw):
        if match.start() - position >= offset:
            break
        offset, position = offset - (match.start() - position) - 1, match.end()
    return position + offset
