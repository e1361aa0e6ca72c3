"""The Markdown that authors may write: tokens, their plain text, and safe HTML."""

import re
from collections.abc import Sequence
from html import escape
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

MAX_NESTING = 20
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


def tokens_of(text: str) -> list[Token]:
    """Read a text into tokens; raw HTML is kept apart in tokens of its own."""
    return _MARKDOWN.parse(text)


def html_of(tokens: Sequence[Token], label: str) -> str:
    """Render tokens to HTML that holds nothing but what is on the list; `label` names its tables."""
    return _CLEANER.clean(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {"label": label}))


def plain(tokens: Sequence[Token]) -> str:
    """Return the text of inline tokens without markup."""
    return "".join(text_of(token) for token in tokens)


def text_of(token: Token) -> str:
    """Return what one inline token adds to the text."""
    if token.type in {"text", "code_inline"}:
        return token.content
    if token.type in {"softbreak", "hardbreak"}:
        return " "
    return ""


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
    # A wide table scrolls by itself: the keyboard reaches it and a heading names it.
    # It is no region, since several may stand below one heading.
    return f'<div class="table" tabindex="0" role="group" aria-labelledby="{escape(env["label"])}"><table>\n'


def _make() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": True, "maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    markdown.inline.ruler.before("link", "wiki_link", _wiki_link)
    markdown.validateLink = lambda _url: True  # type: ignore[method-assign,assignment]  # we refuse with a diagnostic
    for name in ("html_block", "html_inline"):
        markdown.add_render_rule(name, lambda _self, tokens, index, *_: escape(tokens[index].content))
    markdown.add_render_rule("table_open", _open_table)
    markdown.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return markdown


_MARKDOWN = _make()
