"""One walk over the tokens of a text: anchors, references, and what is refused."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.markup.markdown import MAX_NESTING, plain, text_of
from lcsite.markup.prose import SENTENCE_END, Prose, measured
from lcsite.yaml12 import TOO_DEEP, TOO_LARGE

RAW_HTML = Rule("LC110", "raw-html", Severity.ERROR)
DANGEROUS_LINK = Rule("LC111", "dangerous-link", Severity.ERROR)
HEADING_LEVEL = Rule("LC112", "heading-level", Severity.ERROR)

SYMBOLIC = "lc:"
MAX_LINKED = 300_000
"""Characters of addresses and titles in one text: a definition that is used ten thousand times repeats itself."""

MAX_SENTENCE = 400
_DEEPEST_LIST = 9
_WEB = re.compile(r"(?:https?://[^\s]|mailto:|tel:)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A reference in a text: as written, its line, and the sentence around it."""

    written: str
    line: int
    sentence: str
    image: bool = False


class Reading:
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
        self.opened = ""
        self.prose = Prose()

    def token(self, token: Token) -> None:
        """Take the next token of the text."""
        if token.map:
            self.line = token.map[0] + 1 + self.lines_before
        if token.type == "heading_open":
            self.heading = token
        elif token.type == "html_block":
            self.html(token)
        elif token.type in {"list_item_open", "blockquote_open"} and token.level >= MAX_NESTING - 1:
            self.fault(TOO_DEEP, "", limit=_DEEPEST_LIST)  # what stands inside it has been dropped
        elif token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"class": str(token.attrs["style"]).removeprefix("text-align:")}
        elif token.type == "inline":
            if self.heading:
                self.open_heading(self.heading, plain(token.children or []))
                self.heading = None
            self.inline(token)
        self.opened = token.type

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
        found: list[tuple[int, int, str, bool]] = []
        length = 0
        parts: list[str] = []
        for child in token.children or []:
            if child.type == "link_open":
                found += [(length, self.line, href, False) for href in self.link(child, "href")]
            elif child.type == "image":
                found += [(length, self.line, href, True) for href in self.link(child, "src")]
                self.line += child.content.count("\n")
            elif child.type == "html_inline":
                lines = child.content.count("\n")
                self.html(child)
                self.line += lines
            elif child.type in {"softbreak", "hardbreak"}:
                self.line += 1
            text = text_of(child)
            parts.append(text)
            length += len(text)
        paragraph = "".join(parts)
        if self.opened == "paragraph_open":
            self.prose += measured(paragraph)
        if found:
            ends = [*(match.end() for match in SENTENCE_END.finditer(paragraph)), length + 1]
            for offset, line, href, image in found:
                sentence = _sentence(paragraph, ends, offset)
                self.mentions.append(Mention(written=href, line=line, sentence=sentence, image=image))

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


def slug(heading: str) -> str:
    """Make the anchor of a heading as GitHub does: lower case, no punctuation."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-").lstrip("_-") or "sectie"


def _sentence(text: str, ends: Sequence[int], offset: int) -> str:
    """Return the sentence that stands at `offset`, cut where it goes on and on."""
    index = bisect_right(ends, offset)
    start, end = ends[index - 1] if index else 0, min(ends[index], len(text))
    first = max(start, min(offset - MAX_SENTENCE // 2, end - MAX_SENTENCE))
    last = min(end, first + MAX_SENTENCE)
    words = " ".join(text[first:last].split())
    return f"{'…' if first > start else ''}{words}{'…' if last < end else ''}"
