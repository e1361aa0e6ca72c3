"""Markdown becomes safe HTML, and its references stay symbolic until a view resolves them."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcsite import markup
from lcsite.address import Addresses, Key, Picture, resolve
from lcsite.markup import Rendered, render

ADDRESSES = Addresses(
    entries={Key(collection="patterns", id="b"): "patronen/b.html"},
    pages={"about.md": "about.html"},
    indexes={"patterns": "patronen/index.html"},
    files={"patterns/a/p.png": Picture(path="patronen/a/p.png", width=4, height=3)},
    former={},
)


def shown(text: str) -> str:
    """The HTML of a text of `patterns/a`, as its page holds it."""
    return resolve(render(text, "patterns/a.md").lead, "patterns/a.md", "patronen/a.html", ADDRESSES).strip()


def codes(rendered: Rendered) -> list[str]:
    """What was wrong with a text."""
    return [fault.rule.code for fault in rendered.faults]


def test_what_a_forge_shows_is_what_the_site_shows() -> None:
    assert shown("*a* **b** ~~c~~ `d`") == "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"
    assert '<ol start="3">\n<li>a</li>\n</ol>' in shown("3. a")


def test_a_wide_table_scrolls_in_a_group_with_a_name() -> None:
    table = shown("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<div class="table" tabindex="0" role="group" aria-labelledby="_title"><table>' in table
    assert '<th class="center">a</th>\n<th class="right">b</th>' in table


def test_a_comment_is_not_shown_and_no_fault() -> None:
    rendered = render("a <!-- b --> c\n\n<!--\n\nd\n-->\n\ne", "x.md")
    assert (rendered.lead.split("\n"), rendered.faults) == (["<p>a  c</p>", "", "<p>e</p>", ""], ())


@pytest.mark.parametrize("html", ["<b>a</b>", "a <br> b", "<div>\na\n</div>", "<?php ?>", "<!DOCTYPE html>", "<!-- a"])
def test_html_is_refused_and_shown_as_it_was_typed(html: str) -> None:
    rendered = render(html, "x.md")
    assert set(codes(rendered)) == {"LC110"}
    assert "&lt;" in rendered.lead


OF_THE_WEB = ["https://a.example/b?c=d&e", "HTTP://a.example", "mailto:a@b.example", "tel:+31"]
OTHERS = ["javascript:a", "JaVaScRiPt:a", "&#106;avascript:a", "data:,a", "//a.example", "file:///a", "lc:b.md", "a:b"]


@pytest.mark.parametrize("address", OTHERS)
def test_only_addresses_of_the_web_and_references_are_links(address: str) -> None:
    rendered = render(f"[a](<{address}>)", "x.md")
    assert codes(rendered) == ["LC111"]
    assert rendered.lead == '<p><a href="#">a</a></p>\n'
    assert rendered.mentions == ()


@pytest.mark.parametrize("address", OF_THE_WEB)
def test_an_address_of_the_web_stays(address: str) -> None:
    rendered = render(f"[a]({address})", "x.md")
    assert rendered.faults == ()
    assert f'href="{address.replace("&", "&amp;")}"' in rendered.lead


def test_a_picture_from_elsewhere_is_refused() -> None:
    rendered = render("![a](https://a.example/b.png)", "x.md")
    assert codes(rendered) == ["LC111"]


def test_a_reference_is_symbolic_until_its_page_is_known() -> None:
    assert 'href="lc:../patterns/b.md#c"' in render("[b](../patterns/b.md#c)", "patterns/a.md").lead
    assert shown("[b](../patterns/b.md#c)") == '<p><a href="b.html#c">b</a></p>'
    assert shown("[[patterns/b|the *b*]]") == '<p><a href="b.html">the *b*</a></p>'
    assert shown("[about](../about.md)") == '<p><a href="../about.html">about</a></p>'


def test_a_reference_to_nowhere_is_its_text() -> None:
    assert shown("see [*c*](c.md)") == "<p>see <em>c</em></p>"
    assert shown("see ![c](c.png)") == "<p>see </p>"


def test_a_picture_has_its_size() -> None:
    image = '<img src="a/p.png" alt="x &gt; y" title="z" width="4" height="3" loading="lazy">'
    assert shown('![x > y](a/p.png "z")') == f"<p>{image}</p>"


@pytest.mark.parametrize("alternative", ["a > b", "><i>", "</a>"])
def test_an_attribute_ends_at_its_quotation_mark_only(alternative: str) -> None:
    """A sanitiser need not escape `<` and `>` in attributes: HTML allows them there."""
    assert resolve(f'<img src="lc:a/p.png" alt="{alternative}">', "patterns/a.md", "patronen/a.html", ADDRESSES) == (
        f'<img src="a/p.png" alt="{alternative}" width="4" height="3" loading="lazy">'
    )
    assert resolve(f'<img src="lc:nowhere.png" alt="{alternative}">', "patterns/a.md", "x.html", ADDRESSES) == ""


def test_a_mention_carries_its_sentence() -> None:
    (mention,) = render("First. Then [b](b.md), second! Third.", "x.md").mentions
    assert (mention.written, mention.line, mention.sentence) == ("b.md", 1, "Then b, second!")


def test_a_mention_at_the_end_of_a_paragraph_has_a_sentence() -> None:
    (mention,) = render("One ![](b.png)", "x.md").mentions
    assert mention.sentence == "One"


def test_a_sentence_that_goes_on_and_on_is_cut_around_the_mention() -> None:
    (mention,) = render(f"{'a ' * 500}[b](b.md){' c' * 500}", "x.md").mentions
    assert len(mention.sentence) <= markup.MAX_SENTENCE + 2
    assert mention.sentence[0] == mention.sentence[-1] == "…"
    assert "a b c" in mention.sentence
    (mention,) = render(f"[b](b.md){'c' * (markup.MAX_SENTENCE - 1)}", "x.md").mentions
    assert mention.sentence == "b" + "c" * (markup.MAX_SENTENCE - 1)


def test_two_headings_never_share_an_anchor() -> None:
    rendered = render("## A\n\n## A\n\n## A-2\n\n## A\n\n## ?\n\n## Sectie\n", "x.md")
    assert [section.id for section in rendered.sections] == ["a", "a-2", "a-2-2", "a-3", "sectie", "sectie-2"]


def test_text_that_lies_too_deep_is_reported_because_it_is_dropped() -> None:
    def nested(depth: int) -> str:
        return "\n".join("  " * level + f"- level{level}" for level in range(depth))

    assert render(nested(9), "x.md").faults == ()
    assert "level8" in render(nested(9), "x.md").lead
    assert codes(render(nested(10), "x.md")) == ["LC107"]
    assert codes(render(">" * 25 + " a", "x.md")) == ["LC107"]
    assert codes(render(">" * 19 + " a", "x.md")) == []


@pytest.mark.parametrize("definition", ["[a]: /{}", '[a]: /b "{}"'])
def test_a_definition_is_not_repeated_without_end(definition: str) -> None:
    text = f"{definition.format('x' * 80_000)}\n\n{'[a] ' * 20_000}"
    rendered = render(text, "x.md")
    assert codes(rendered) == ["LC106"]
    assert len(rendered.lead) < 1_000_000
    assert len(rendered.mentions) < 10


def test_ten_thousand_mentions_in_one_paragraph_take_no_time() -> None:
    started = time.process_time()
    mentions = render("A. [b](c). " * 10_000, "x.md").mentions + render("[b](c) " * 10_000, "x.md").mentions
    assert time.process_time() - started < 5
    assert len(mentions) == 20_000
    assert sum(len(mention.sentence) for mention in mentions) < 10_000_000


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


ALLOWED = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img"),
    *("h3", "h4", "h5", "h6", "div", "table", "thead", "tbody", "tr", "th", "td"),
}
PIECES = (
    *("<", ">", '"', "'", "&", "[", "]", "(", ")", "!", "`", "*", "_", "~~", "|", "\\", "#", "é", " ", "\n", "\n\n"),
    *("- ", "[[", "]]", "lc:", "javascript:", "a.md", "https://a.example", "<script>", "</a>", "<!--", "-->", "<img "),
    *("alert(1)", " onerror=", "&#x3c;", "&lt;", "&quot;", "[a]: ", "[a](<", "| a |\n|-|\n", "\x00", "\u2028"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_mix_of_signs_gets_past_the_sanitiser(text: str) -> None:
    rendered = render(text, "patterns/a.md")
    parser = _Tags()
    for html in (rendered.lead, *(section.html for section in rendered.sections)):
        parser.feed(resolve(html, "patterns/a.md", "patronen/a.html", ADDRESSES))
    for tag, attributes in parser.found:
        assert tag in ALLOWED
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src"):
            assert (attributes.get(name) or "#").startswith(("#", "https://", "a.html", "../", "a/", "b.html"))


def test_a_mention_and_a_fault_know_their_line_within_a_paragraph() -> None:
    text = "one [a](a.md)\ntwo ![b\nb](b.png)  \nfour <b\nc> [d](d.md) [e](x:y)\n"
    rendered = render(text, "x.md", 10)
    assert [(mention.written, mention.line) for mention in rendered.mentions] == [
        ("a.md", 11),
        ("b.png", 12),
        ("d.md", 15),
    ]
    assert [(fault.rule.code, fault.place.line) for fault in rendered.faults] == [("LC110", 14), ("LC111", 15)]
