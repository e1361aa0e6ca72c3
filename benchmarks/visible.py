"""The text that a reader sees in a page, so that two generators are measured on the same words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCK = re.compile(
    "address|article|aside|blockquote|br|button|caption|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6r]|"
    "header|label|legend|li|main|nav|[ou]l|option|p|pre|section|select|summary|table|tbody|t[dhr]|tfoot|thead"
)
VOID = re.compile("area|base|col|embed|[bh]r|img|input|link|meta|source|track|wbr")
UNSEEN = frozenset(("script", "style", "svg", "template", "noscript"))

_WORD = re.compile(r"\w+")
_SPECIAL = re.compile(r"[\\`*_{}\[\]#]")
_LEADING = re.compile(r"^([-+]|\d+(?=[.)]))")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`h1` to `h6`), an item of a list (`li`) or a paragraph (`p`)."""

    kind: str
    text: str


class _Reader(HTMLParser):
    """Collects the blocks of visible text."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush(tag)
        if not VOID.fullmatch(tag):
            self._open.append((tag, tag in UNSEEN or "hidden" in dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._flush(tag)
        while tag in (name for name, _ in self._open):
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not any(unseen for _, unseen in self._open):
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._flush("p")

    def _flush(self, tag: str) -> None:
        """End a block where an element begins or ends that stands on lines of its own."""
        if not BLOCK.fullmatch(tag):
            return
        text, self._text = " ".join("".join(self._text).split()), []
        if _WORD.search(text):
            kinds = [name for name, _ in self._open if name in HEADINGS or name == "li"]
            self.blocks.append(Block(kinds[-1] if kinds else "p", text))


def blocks(html: str, element: str) -> list[Block]:
    """Return the blocks of visible text in the first such element, in the whole text where there is none."""
    begin, end = html.find(f"<{element}"), html.rfind(f"</{element}>")
    reader = _Reader()
    reader.feed(html[begin:end] if 0 <= begin < end else html)
    reader.close()
    return reader.blocks


def words(found: list[Block]) -> int:
    """Count the words of some blocks."""
    return sum(len(_WORD.findall(block.text)) for block in found)


def markdown(found: list[Block]) -> str:
    """Return Markdown that shows the same text: headings, lists and paragraphs."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: list[Block]) -> Iterator[str]:
    before = ""
    for block in found:
        if before and not before == block.kind == "li":
            yield ""
        before = block.kind
        yield _mark(block.kind) + _escaped(block.text)


def _mark(kind: str) -> str:
    if kind in HEADINGS:
        return "#" * (HEADINGS.index(kind) + 1) + " "
    return "- " if kind == "li" else ""


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LEADING.sub(r"\\\1" if text[0] in "-+" else r"\1\\", _SPECIAL.sub(r"\\\g<0>", text))
