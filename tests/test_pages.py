"""Pages over the whole: what is new, what is lacking, what words mean; how to cite, and what is not there."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from support import ENGLISH, compiled, entry, key, model

from lcsite.facts import freshness, gaps, glossary
from lcsite.inputs import Inputs
from lcsite.views.blocks.cite import Citation
from lcsite.views.display import Display
from lcsite.views.entry import entry_page
from lcsite.views.glossary import GlossaryPage
from lcsite.views.helping import HelpingPage, helping_page
from lcsite.views.home import HomePage, home_page
from lcsite.views.news import NewsPage, news_page
from lcsite.views.not_found import site_root
from lcsite.views.terms import Terms

if TYPE_CHECKING:  # hosts/ and browser/ have a conftest of their own
    from tests.conftest import Published

MODEL = model(
    {"sorts": ["plain", "odd"]},
    words={
        "fields": {"meaning": {}, "alike": {"many": True}},
        "relations": {"see": ["words", "tips"]},
        "traits": {"glossary": {"definition": "meaning", "synonyms": "alike"}},
        "blocks": ["lead", "cite"],
    },
    tips={
        "fields": {"sort": {"kind": "choice", "vocabulary": "sorts"}},
        "facets": ["sort"],
        "traits": {
            "evidence": {
                "counted": "groups",
                "part_of": "groups.within",
                "through": "reports.of",
                "used_through": ["groups.uses"],
                "supported_through": ["reports.supports"],
                "levels": [{"label": {"en": "none"}, "min": 0}, {"label": {"en": "one"}, "min": 1}],
            }
        },
        "blocks": ["lead", "sections", "cite"],
    },
    groups={"relations": {"uses": "tips", "within": "groups"}},
    reports={"relations": {"supports": "tips", "of": "groups"}},
    books={
        "fields": {
            "by": {"many": True},
            "when": {"kind": "number"},
            "house": {},
            "at": {"kind": "url"},
            "number": {},
        },
        "traits": {
            "bibliography": {"authors": "by", "year": "when", "publisher": "house", "url": "at", "doi": "number"}
        },
        "blocks": ["cite"],
    },
)


def inputs_of(files: Mapping[str, str], **settings: str) -> Inputs:
    site = compiled(files, MODEL, settings=replace(ENGLISH, **settings))  # type: ignore[arg-type]
    assert [each for each in site.diagnostics if each.rule.severity > 2] == []
    assert site.inputs is not None
    return site.inputs


def page_of(inputs: Inputs, kind: type[Any]) -> Any:
    from lcsite.views import VIEWS

    return next(page.view for view in VIEWS for page in view.pages(inputs) if isinstance(page.view, kind))


# What is new


def test_the_newest_come_first_and_kinds_take_turns_within_a_day() -> None:
    files = {
        "tips/a.md": entry("added: 2026-01-02"),
        "tips/b.md": entry("added: 2026-01-02"),
        "words/c.md": entry("added: 2026-01-02"),
        "words/d.md": entry("added: 2026-01-03"),
        "words/e.md": entry(),
    }
    newest = inputs_of(files).facts[freshness].newest
    assert [str(each) for each in newest] == ["words/d", "tips/a", "words/c", "tips/b"]


def test_what_is_new_stands_by_month_and_by_kind() -> None:
    files = {f"tips/t{number}.md": entry("added: 2026-01-02") for number in range(9)}
    files |= {"words/d.md": entry("added: 2026-02"), "tips/old.md": entry("added: 2024"), "words/x.md": entry()}
    view = page_of(inputs_of(files), NewsPage)
    assert [month.title for month in view.months] == ["February 2026", "January 2026", "2024"]
    (tips,) = view.months[1].arrivals
    assert (tips.count, len(tips.cards), tips.more) == (9, 4, 5)


def test_an_old_month_is_left_to_the_overviews() -> None:
    files = {
        f"tips/t{year}-{month}.md": entry(f"added: {year}-{month:02}")
        for year in range(2000, 2012)
        for month in range(1, 13)
    }
    inputs = inputs_of(files)
    view = news_page(Display(inputs, "news.html"))
    assert view.older
    assert len(view.months) == 100


# What is lacking


def test_old_is_counted_from_the_newest_date_and_not_from_today() -> None:
    files = {
        "tips/new.md": entry("added: 2020-06-01"),
        "tips/old.md": entry("added: 2019-05-31"),
        "tips/seen.md": entry("added: 2017-01-01\nreviewed: 2019-06"),
        "tips/year.md": entry("added: 2019"),
        "tips/never.md": entry(),
    }
    assert [str(each) for each in inputs_of(files).facts[freshness].old] == ["tips/old"]


FILES = {
    "tips/told.md": entry("sort: plain"),
    "tips/untold.md": entry("sort: odd"),
    "tips/asked-for.md": entry(),
    "groups/g.md": entry("uses: [told]", "See [this](../tips/asked-for.md) and [that](../tips/+dreamt-of.md)."),
    "reports/r.md": entry("of: [g]\nsupports: [told]"),
}


def test_gaps_follow_from_traits_and_links() -> None:
    found = inputs_of(FILES).facts[gaps]
    assert found.wanted == {"tips": (key("tips/dreamt-of"),)}
    assert found.thin == {"tips": (key("tips/told"),)}
    assert [(blank.name, blank.keys, blank.total) for blank in found.blanks] == [("sort", (key("tips/asked-for"),), 3)]


def test_what_others_refer_to_most_is_asked_for_first() -> None:
    assert inputs_of(FILES).facts[gaps].untold == {"tips": (key("tips/asked-for"), key("tips/untold"))}


def test_the_page_says_how_to_take_part() -> None:
    inputs = inputs_of(FILES, mail="us@example.org", edit_url="https://example.org/edit/")
    view: HelpingPage = helping_page(Display(inputs, "help-us.html"))
    assert len(view.how) == 2
    assert view.mail.startswith("mailto:us@example.org?subject=")
    assert [gap.id for gap in view.gaps] == ["_wanted", "_untold", "_thin", "_blanks"]
    assert view.gaps[1].examples == (("reports", "reports/index.html"),)
    assert len(helping_page(Display(inputs_of(FILES), "help-us.html")).how) == 1


# Words


WORDS = {
    "words/crumb.md": entry(
        "meaning: The inside of a loaf.\nalike: [soft part, R&D]", "A crumb is a crumb.", title="Crumb"
    ),
    "words/etui.md": entry("meaning: A case.\nsee: [words/crumb]", "", title="Étui"),
}


def explained(html: str, path: str = "tips/a.html") -> str:
    return Terms(inputs_of(WORDS), path).explain(html)


def test_the_first_occurrence_of_a_term_is_explained_whatever_its_name_or_case() -> None:
    html = explained("<p>The CRUMB, a crumb.</p><p>Soft part.</p>")
    assert html.count("<button") == html.count("popover>") == 1
    assert '<button type="button" class="explained" popovertarget="_term-1">CRUMB</button>, a crumb' in html
    assert "The inside of a loaf." in html
    assert 'href="../words/crumb.html"' in html
    assert 'class="explained" popovertarget="_term-1">étui</button>' in explained("<p>étui</p>")


@pytest.mark.parametrize(
    "html",
    [
        "<p>crumbs and breadcrumb and crumb-like, non-crumb</p>",
        '<p><a href="x">a <em>crumb</em></a></p>',
        '<h3 id="crumb">Crumb</h3>',
        "<p><code>crumb</code></p><pre><code>a &lt; crumb</code></pre>",
        '<p><img src="x" alt="a > crumb" title="crumb"></p>',
        "<p>R&amp;Dx &crumb;</p>",
    ],
)
def test_nothing_but_whole_words_in_running_text_is_touched(html: str) -> None:
    assert explained(html) == html


def test_a_name_with_a_special_letter_is_found_as_html_writes_it() -> None:
    assert ">R&amp;D</button>" in explained("<p>Our R&amp;D.</p>")


def test_markup_stays_whole() -> None:
    class Balance(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
            if tag not in {"img", "br", "hr"}:
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    html = explained('<ul><li>a <em>soft\n part</em><br>crumb<img src="y" alt=""></li></ul><p>étui</p>')
    parser = Balance()
    parser.feed(html)
    assert parser.open == []
    assert html.count("<button") == 2


def test_a_term_is_not_explained_on_its_own_page() -> None:
    assert "<button" not in explained("<p>A crumb.</p>", "words/crumb.html")
    assert "<button" in explained("<p>An étui.</p>", "words/crumb.html")


def test_many_terms_make_one_pattern_that_finds_the_longest() -> None:
    names = ["bread", "bread crumb", "brea", "b", "be", "breading"]
    files = {f"words/w{place}.md": entry("meaning: m", title=name) for place, name in enumerate(names)}
    pattern = inputs_of(files).facts[glossary].pattern
    assert pattern is not None
    found = [match["word"] for match in pattern.finditer("<p>bread crumb, breading brea bread crumbs be b</p>")]
    assert [word for word in found if word] == ["bread crumb", "breading", "brea", "bread", "be"]


def test_a_toolkit_without_terms_explains_nothing() -> None:
    assert Terms(inputs_of({"tips/a.md": entry()}), "tips/a.html").explain("<p>crumb</p>") == "<p>crumb</p>"


def test_the_glossary_stands_by_letter_with_other_words() -> None:
    view: GlossaryPage = page_of(inputs_of(WORDS), GlossaryPage)
    assert [letter.title for letter in view.letters] == ["C", "E", "R", "S"]
    crumb = view.letters[0].words[0]
    assert (crumb.title, crumb.definition, crumb.synonyms) == ("Crumb", "The inside of a loaf.", ("soft part", "R&D"))
    assert [card.title for card in view.letters[3].words[0].see] == ["Crumb"]
    assert [card.title for card in view.letters[1].words[0].links] == ["Crumb"]


def test_a_word_that_two_terms_claim_stands_once_and_leads_to_both() -> None:
    files = {
        "words/a.md": entry("meaning: m\nalike: [dough, Batter]", title="Mixture"),
        "words/b.md": entry("meaning: m\nalike: [Dough]", title="Paste"),
        "words/c.md": entry("meaning: m", title="Batter"),
    }
    view: GlossaryPage = page_of(inputs_of(files), GlossaryPage)
    words = {word.title: [card.title for card in word.see] for letter in view.letters for word in letter.words}
    assert words == {"Batter": [], "Dough": ["Mixture", "Paste"], "Mixture": [], "Paste": []}


# Citing


def citation(front: str, where: str, **settings: str) -> Citation:
    inputs = inputs_of({f"{where}/a.md": entry(front, title="A title")}, **settings)
    path = inputs.addresses.entries[key(f"{where}/a")]
    page = entry_page(inputs.library.entries[key(f"{where}/a")], path, inputs)
    (found,) = (block.view for block in (*page.main, *page.aside) if block.name == "cite")
    assert isinstance(found, Citation)
    return found


def test_a_source_is_cited_as_itself() -> None:
    found = citation("by: [A, B]\nwhen: 2020\nhouse: Press\nat: https://example.org/x\nnumber: 10.1/2", "books")
    assert (found.who, found.title, found.where, found.href) == (
        "A, B (2020)",
        "A title",
        "Press",
        "https://doi.org/10.1/2",
    )
    assert citation("at: https://example.org/x", "books").href == "https://example.org/x"
    assert citation("", "books").who == ""


def test_a_page_is_cited_as_part_of_the_toolkit() -> None:
    front = "contributors: [C]\nadded: 2026-03-04"
    found = citation(front, "tips", url="https://example.org/t/")
    assert (found.who, found.where) == ("C", "In: A toolkit, March 4, 2026")
    assert found.href == "https://example.org/t/tips/a.html"
    assert citation(front, "tips").href == ""


# The home page, and what is not there


def test_the_home_page_leads_to_questions_routes_and_what_is_lacking(toolkit: "Published") -> None:
    assert toolkit.site.inputs is not None
    view: HomePage = home_page(Display(toolkit.site.inputs, "index.html"))
    assert view.questions
    assert view.routes
    assert all(card.note for door in view.routes for card in door.cards)
    assert (view.news, view.helping) == ("nieuw.html", "help-mee.html")


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("", ""),
        ("https://example.org", "/"),
        ("https://example.org/a", "/a/"),
        ("https://example.org/a/b/", "/a/b/"),
    ],
)
def test_a_missing_page_knows_where_the_site_is(url: str, root: str) -> None:
    assert site_root(url) == root


def test_every_page_tells_others_what_it_is(toolkit: "Published") -> None:
    assert toolkit.site.inputs is not None
    for path in toolkit.site.inputs.addresses.entries.values():
        text = toolkit.text(path)
        assert re.search(r'<meta property="og:title" content="[^"]+">', text)
        assert 'property="og:url"' not in text
        assert 'rel="canonical"' not in text
