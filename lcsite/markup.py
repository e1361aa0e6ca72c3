"""Markdown to safe HTML in which references are still symbolic.

CommonMark with GitHub's tables and strikethrough, raw HTML off, nh3 after it.
Every link that is not to the web stays `lc:…`, as the author wrote it, until a
view resolves it; nothing here knows which entries exist.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.yaml12 import TOO_DEEP, TOO_LARGE

RAW_HTML = Rule("LC110", "raw-html", Severity.ERROR)
DANGEROUS_LINK = Rule("LC111", "dangerous-link", Severity.ERROR)
HEADING_LEVEL = Rule("LC112", "heading-level", Severity.ERROR)

SYMBOLIC = "lc:"
MAX_LINKED = 300_000
"""Characters of addresses and titles in one text: a definition that is used ten thousand times repeats itself."""

MAX_SENTENCE = 400
_MAX_NESTING = 20
_DEEPEST_LIST = 9
_WEB = re.compile(r"(?:https?://[^\s]|mailto:|tel:)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'’”)]*\s+(?=[\"'‘“(]*[A-ZÀ-Þ0-9])")
_WIKI = re.compile(r"\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,300}))?\]\]")
_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li"),
    *("a", "img", "h3", "h4", "h5", "h6", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    **{f"h{level}": {"id"} for level in range(3, 7)},
    "div": {"class", "tabindex", "role", "aria-labelledby"},
    "th": {"class"},
    "td": {"class"},
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto", "tel", "lc"},
    link_rel=None,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A reference in a text: as written, its line, and the sentence around it."""

    written: str
    line: int
    sentence: str
    image: bool = False


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


def render(text: str, path: str, lines_before: int = 0, *, label: str = "_title") -> Rendered:
    """Render a body; `lines_before` it in the file make its lines the file's."""
    tokens = _MARKDOWN.parse(text)
    reading = _Reading(path, lines_before)
    for token in tokens:
        reading.token(token)
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    lead, words, anchors = _html(tokens[: starts[0]] if starts else tokens, label)
    sections = []
    for start, end in pairwise([*starts, len(tokens)]):
        slug = str(tokens[start].attrs["id"])
        html, count, inner = _html(tokens[start + 3 : end], slug)
        line = (tokens[start].map or [0])[0] + 1 + lines_before
        heading = _plain(tokens[start + 1].children or [])
        sections.append(Section(id=slug, heading=heading, line=line, html=html, words=count, anchors=inner))
    return Rendered(
        lead=lead,
        sections=tuple(sections),
        mentions=tuple(reading.mentions),
        faults=tuple(reading.faults),
        words=words,
        anchors=anchors,
    )


def slug(heading: str) -> str:
    """Make the anchor of a heading as GitHub does: lower case, no punctuation."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-").lstrip("_-") or "sectie"


class _Reading:
    """Walks the tokens of one text once: anchors, references, faults."""

    def __init__(self, path: str, lines_before: int) -> None:
        self.path = path
        self.lines_before = lines_before
        self.mentions: list[Mention] = []
        self.faults: list[Diagnostic] = []
        self.slugs: dict[str, int] = {}
        self.left = MAX_LINKED
        self.level = 1
        self.line = 1
        self.heading: Token | None = None

    def token(self, token: Token) -> None:
        if token.map:
            self.line = token.map[0] + 1 + self.lines_before
        if token.type == "heading_open":
            self.heading = token
        elif token.type == "html_block":
            self.html(token)
        elif token.type in {"list_item_open", "blockquote_open"} and token.level >= _MAX_NESTING - 1:
            self.fault(TOO_DEEP, "", limit=_DEEPEST_LIST)  # what stands inside it has been dropped
        elif token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).removeprefix("text-align:")}
        elif token.type == "inline":
            if self.heading:
                self.open_heading(self.heading, _plain(token.children or []))
                self.heading = None
            self.inline(token)

    def fault(self, rule: Rule, text: str, **parameters: str | int) -> None:
        first = text.strip().split("\n")[0][:80]
        self.faults.append(rule.at(Place(path=self.path, line=self.line, text=first), **parameters))

    def open_heading(self, token: Token, text: str) -> None:
        level = int(token.tag[1])
        if level == 1 or level > self.level + 1:
            self.fault(
                HEADING_LEVEL, text, heading=text, level=level, expected=min(self.level + 1, 6) if level > 1 else 2
            )
        self.level = max(level, 2)
        base = anchor = slug(text)
        while anchor in self.slugs:
            self.slugs[base] += 1
            anchor = f"{base}-{self.slugs[base]}"
        self.slugs[anchor] = 1
        token.attrSet("id", anchor)

    def html(self, token: Token) -> None:
        """Comments say nothing to a reader and go; all other HTML is refused."""
        closed, end, rest = token.content.rpartition("-->")
        token.content = _COMMENT.sub("", closed + end) + rest  # an unclosed one would be sought for ever
        if token.content.strip():
            self.fault(RAW_HTML, token.content, html=token.content.strip()[:40])

    def inline(self, token: Token) -> None:
        found: list[tuple[int, str, bool]] = []
        length = 0
        parts: list[str] = []
        for child in token.children or []:
            if child.type == "link_open":
                found += [(length, href, False) for href in self.link(child, "href")]
            elif child.type == "image":
                found += [(length, href, True) for href in self.link(child, "src")]
            elif child.type == "html_inline":
                self.html(child)
            text = _text_of(child)
            parts.append(text)
            length += len(text)
        if found:
            paragraph = "".join(parts)
            ends = [*(match.end() for match in _SENTENCE_END.finditer(paragraph)), length + 1]
            for offset, href, image in found:
                sentence = _sentence(paragraph, ends, offset)
                self.mentions.append(Mention(written=href, line=self.line, sentence=sentence, image=image))

    def link(self, token: Token, attribute: str) -> Iterator[str]:
        """Make one link symbolic, or refuse it; yield it if it is a reference."""
        href = str(token.attrs.get(attribute, ""))
        left, self.left = self.left, self.left - len(href) - len(str(token.attrs.get("title", "")))
        if self.left < 0:
            if left >= 0:
                self.fault(TOO_LARGE, href, limit=MAX_LINKED // 1000)
            token.attrs = {attribute: "#"}
            return
        if attribute == "href" and _WEB.match(href):
            return
        if _SCHEME.match(href) or not href:
            self.fault(DANGEROUS_LINK, href, link=href[:80], image=int(attribute == "src"))
            token.attrs[attribute] = "#"
            return
        token.attrs[attribute] = SYMBOLIC + href
        yield href


def _html(tokens: Sequence[Token], label: str) -> tuple[str, int, tuple[str, ...]]:
    """Render some tokens: HTML, number of words, anchors of the headings in it."""
    if not tokens:
        return "", 0, ()
    words = sum(len(_plain(token.children or []).split()) for token in tokens if token.type == "inline")
    anchors = tuple(str(token.attrs["id"]) for token in tokens if token.type == "heading_open")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {"label": label})
    return _CLEANER.clean(html), words, anchors


def _plain(tokens: Sequence[Token]) -> str:
    return "".join(_text_of(token) for token in tokens)


def _text_of(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return ""


def _sentence(text: str, ends: Sequence[int], offset: int) -> str:
    """Return the sentence that stands at `offset`, cut where it goes on and on."""
    index = bisect_right(ends, offset)
    start, end = ends[index - 1] if index else 0, min(ends[index], len(text))
    first = max(start, min(offset - MAX_SENTENCE // 2, end - MAX_SENTENCE))
    last = min(end, first + MAX_SENTENCE)
    words = " ".join(text[first:last].split())
    return f"{'…' if first > start else ''}{words}{'…' if last < end else ''}"


def _wiki_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of an inline rule
    """Read `[[patterns/klein-beginnen|begin klein]]`."""
    match = _WIKI.match(state.src, state.pos) if state.src.startswith("[[", state.pos) else None
    if match is None:
        return False
    if not silent:
        token = state.push("link_open", "a", 1)
        token.attrs = {"href": "@" + match[1].strip()}
        text = state.push("text", "", 0)
        text.content = (match[2] or match[1]).strip()
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _open_table(_renderer: Any, _tokens: Any, _index: int, _options: Any, env: Any) -> str:
    # A wide table scrolls in a region that the keyboard can reach and a heading names.
    return f'<div class="table" tabindex="0" role="region" aria-labelledby="{escape(env["label"])}"><table>\n'


def _make() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", "wiki_link", _wiki_link)
    markdown.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]  # we refuse with a diagnostic
    for name in ("html_block", "html_inline"):
        markdown.add_render_rule(name, lambda _self, tokens, index, *_: escape(tokens[index].content))
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return markdown


_MARKDOWN = _make()
