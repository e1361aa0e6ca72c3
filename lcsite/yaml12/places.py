"""Where in a file something stands: front matter and body, lines and columns."""

import re
from functools import lru_cache

from lcsite.diagnostics import Place, Span
from lcsite.yaml12.nodes import Node, Refused, compose

_NEAR = 50
"""Lines within which a text stands that its reader saw on one of them: it counts no line ends inside code."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


def locate(text: str, place: Place) -> Span:
    """Find where in a file the pointer of `place` points.

    `text` is the whole file; a pointer into what is not there gives the
    nearest parent that is.
    """
    if place.pointer is None:
        return _by_line(text, place)
    yaml_text, first_line = front_matter(text)
    found, _ = _node_at(yaml_text, place)
    if found is None or place.pointer == "":
        return Span(line=1, column=1)
    return Span(line=found.line + 1 + first_line, column=found.column + 1)


def extent(text: str, place: Place) -> tuple[int, int] | None:
    """Return where in a file the value (or the key) that `place` points at begins and ends, in characters."""
    yaml_text, first_line = front_matter(text)
    found, there = _node_at(yaml_text, place)
    if found is None or not there:
        return None
    before = text.index("\n") + 1 if first_line else 0
    return before + found.start, before + found.end


def _node_at(yaml_text: str, place: Place) -> tuple[Node | None, bool]:
    """Return the node at a pointer, or the nearest parent; and whether it is the node itself."""
    try:
        node = _composed(yaml_text)
    except Refused:
        return None, False
    label = node
    for step in (place.pointer or "").split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(node.value, dict) and name in node.value:
            label, node = node.value[name]
        elif isinstance(node.value, list) and name.isdigit() and int(name) < len(node.value):
            label = node = node.value[int(name)]
        else:
            return label if place.key else node, False
    return label if place.key else node, True


@lru_cache(maxsize=4)
def front_matter(text: str) -> tuple[str, int]:
    """Return the YAML of a file and the number of lines before it.

    A file that does not open with `---` is YAML from its first line.
    """
    yaml_text, _, _ = split(text)
    return (text, 0) if yaml_text is None else (yaml_text, 1)


def split(text: str) -> tuple[str | None, str | None, int]:
    """Part a file in front matter, body and the number of lines before the body.

    No front matter gives None for the YAML; front matter that nobody closed
    gives None for the body.
    """
    if not _FENCE.match(text):
        return None, text, 0
    start = text.index("\n") + 1 if "\n" in text else len(text)
    end = _FENCE.search(text, start)
    if end is None:
        return text[start:], None, 0
    return text[start : end.start()], text[end.end() + 1 :], text.count("\n", 0, end.end()) + 1


def _by_line(text: str, place: Place) -> Span:
    line = place.line or 1
    if not place.text:
        return Span(line=line, column=1)
    lines = _lines(text)
    for number in range(line - 1, min(line + _NEAR, len(lines))):
        column = lines[number].find(place.text)
        if column >= 0:
            return Span(line=number + 1, column=column + 1)
        if number >= line and not lines[number].strip():
            break  # the block that the line opens has ended
    return Span(line=line, column=1)


@lru_cache(maxsize=4)
def _composed(text: str) -> Node:
    """Read a text once for all the faults in it: a hostile one has thousands."""
    return compose(text)


@lru_cache(maxsize=4)
def _lines(text: str) -> list[str]:
    return text.split("\n")
