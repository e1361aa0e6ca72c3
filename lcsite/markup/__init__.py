"""Markdown to safe HTML in which references are still symbolic.

CommonMark with GitHub's tables and strikethrough, raw HTML off, nh3 after it.
Every link that is not to the web stays `lc:…`, as the author wrote it, until a
view resolves it; nothing here knows which entries exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from lcsite.diagnostics import Diagnostic
from lcsite.markup.markdown import html_of, plain, tokens_of
from lcsite.markup.prose import Prose
from lcsite.markup.reading import (
    DANGEROUS_LINK,
    HEADING_LEVEL,
    MAX_LINKED,
    MAX_SENTENCE,
    RAW_HTML,
    SYMBOLIC,
    Mention,
    Reading,
    slug,
)

__all__ = [
    "DANGEROUS_LINK",
    "HEADING_LEVEL",
    "MAX_LINKED",
    "MAX_SENTENCE",
    "RAW_HTML",
    "SYMBOLIC",
    "Mention",
    "Prose",
    "Rendered",
    "Section",
    "render",
    "slug",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What stands under one level-2 heading; `anchors` are its deeper headings."""

    id: str
    heading: str
    line: int
    html: str
    words: int
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A Markdown text, rendered: the lead and the sections after it."""

    lead: str
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]
    faults: tuple[Diagnostic, ...]
    words: int
    anchors: tuple[str, ...] = ()
    prose: Prose = field(default_factory=Prose)


def render(text: str, path: str, lines_before: int = 0, *, label: str = "_title") -> Rendered:
    """Render a body; `lines_before` it in the file make its lines the file's."""
    tokens = tokens_of(text)
    reading = Reading(path, lines_before)
    for token in tokens:
        reading.token(token)
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    lead, words, anchors = _html(tokens[: starts[0]] if starts else tokens, label)
    sections = []
    for start, end in pairwise([*starts, len(tokens)]):
        anchor = str(tokens[start].attrs["id"])
        html, count, inner = _html(tokens[start + 3 : end], anchor)
        line = (tokens[start].map or [0])[0] + 1 + lines_before
        heading = plain(tokens[start + 1].children or [])
        sections.append(Section(id=anchor, heading=heading, line=line, html=html, words=count, anchors=inner))
    return Rendered(
        lead=lead,
        sections=tuple(sections),
        mentions=tuple(reading.mentions),
        faults=tuple(reading.faults),
        words=words,
        anchors=anchors,
        prose=reading.prose,
    )


def _html(tokens: Sequence[Token], label: str) -> tuple[str, int, tuple[str, ...]]:
    """Render some tokens: HTML, number of words, anchors of the headings in it."""
    if not tokens:
        return "", 0, ()
    words = sum(len(plain(token.children or []).split()) for token in tokens if token.type == "inline")
    anchors = tuple(str(token.attrs["id"]) for token in tokens if token.type == "heading_open")
    return html_of(tokens, label), words, anchors
