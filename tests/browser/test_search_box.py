"""The search in a browser: what it finds, how it is worked by hand and heard, what it does without a script."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote

import pytest
from axe import LOOKS, violations
from playwright.sync_api import Browser, Page, expect
from support import entry, model, project, published

from lcsite.exports.search import search_index
from lcsite.exports.search.compounds import word_list
from lcsite.exports.search.index import index
from lcsite.exports.search.words import Stems, words

pytestmark = pytest.mark.browser

MODEL = model(tools={"fields": {"goal": {"max": 200}}, "card": {"goal": 90}})
TOOLS = {
    "tools/wheel.md": entry("also_known_as: [roundabout]", title="Wheel"),
    "tools/blackboard.md": entry("goal: Drawing together.", title="Blackboard"),
    "tools/walking.md": entry(title="Walking and talking"),
}
MANY = 1000
ASKED = [
    "d",
    "deel",
    "deelnem",
    "deelnemers",
    "deelnemers met",
    "deelnemers met vertouwen",
    "hoe krijg ik bewoners mee?",
]
ASKED += ["samenwerkingsverbandovereenkomst", "xyzzyq"]
READY = """() => new Promise((done) => {
  const look = () => (globalThis.lcsiteSearch ? done() : setTimeout(look, 5));
  look();
})"""
MEASURE = """async (questions) => {
  const box = document.querySelector("#_find");
  const blocks = [];
  new PerformanceObserver((seen) => blocks.push(...seen.getEntries().map((each) => each.duration))).observe({
    entryTypes: ["longtask"],
  });
  const begin = performance.now();
  box.focus();
  while (!globalThis.lcsiteSearch) await new Promise((done) => setTimeout(done, 1));
  const ready = performance.now() - begin;
  const keys = [];
  for (const typed of questions) {
    box.value = typed;
    const pressed = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    keys.push(performance.now() - pressed);
  }
  await new Promise((done) => setTimeout(done, 100));
  return { ready, keys, block: Math.max(0, ...blocks) };
}"""


@pytest.fixture(scope="module")
def toolbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site in English."""
    made = project(tmp_path_factory.mktemp("search"), TOOLS, model=MODEL)
    published(made)
    return made / "site"


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page from the disk; whatever it says on the console is a fault."""
    said: list[str] = []
    contexts = []

    def start(path: Path, query: str = "", *, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(path.as_uri() + query)
        return page

    yield start
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def dutch(opened: Open, toolkit: Any) -> Page:
    """This repository's toolkit, its search ready."""
    page = opened(toolkit.output / "over.html")
    page.focus("#_find")
    page.evaluate(READY)
    return page


def asked(page: Page, text: str) -> list[str]:
    """Return the paths of what a question finds."""
    found: list[str] = page.evaluate("(text) => lcsiteSearch(text).found.map((each) => each.path)", text)
    return found


def options(page: Page) -> list[str]:
    return page.locator("[role=option] b").all_inner_texts()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_sides_find_the_same_stems(opened: Open, toolkit: Any, toolbox: Path, language: str) -> None:
    page = opened((toolkit.output if language == "nl" else toolbox) / "index.html")
    page.focus("#_find")
    page.evaluate(READY)
    texts = [file.read_text("utf-8") for file in sorted((toolkit.folder / "content").rglob("*.md"))]
    listed = sorted(word_list("nl"))[::30] + [word for text in texts for word in words(text)]
    tricky = ["Ideeën, co-creatie en foto's", "Ĳssel ﬁets Ⅷ ½ naïef", "D66’er & 4×4 – e-mail", "ÉÉN zee-egel", "ß İ ǅ"]
    stem = Stems(language)
    asked_for = [*sorted(set(listed)), *tricky, *texts[:20]]
    assert len(asked_for) > 5000
    theirs = page.evaluate("(texts) => texts.map((text) => lcsiteSearch.stems(text))", asked_for)
    ours = [[stem(word) for word in words(text)] for text in asked_for]
    assert [each for each in zip(asked_for, ours, theirs, strict=True) if each[1] != each[2]] == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("gemeenschap", "begrippen/leergemeenschap.html"),
        ("gezondheid", "kaders/stappen-wijkgezondheidsplan.html"),
        ("praktijkbegeleider", "begrippen/procesbegeleider.html"),
        ("vertouwen", "instrumenten/afwegingskader-vertrouwen.html"),
        ("afwegingskadr vertrouwen", "instrumenten/afwegingskader-vertrouwen.html"),
        ("hoe krijg ik bewoners mee?", "patronen/bewoners-geven-de-agenda.html"),
        ("cocreatie", "begrippen/co-creatie.html"),
        ("co creatie", "begrippen/co-creatie.html"),
        ("ideeen zichtbaar", "patronen/maak-ideeen-zichtbaar.html"),
        ("kwartiermaker", "patronen/een-trekker.html"),
    ],
)
def test_a_reader_finds_with_words_of_their_own(dutch: Page, text: str, path: str) -> None:
    assert path in asked(dutch, text)


def test_every_title_finds_its_entry_first_or_among_its_namesakes(dutch: Page, toolkit: Any) -> None:
    inputs = toolkit.site.inputs
    assert inputs
    wrong = [
        each.title
        for each in inputs.library.current()
        if inputs.addresses.entries[each.key] not in asked(dutch, each.title)[:3]
    ]
    assert not wrong


def test_a_few_letters_find_the_words_that_begin_with_them(dutch: Page) -> None:
    assert "begrippen/leergemeenschap.html" in asked(dutch, "leergem")
    assert "begrippen/praatplaat.html" in asked(dutch, "praatp")[:3]


def test_a_box_is_worked_with_keys_alone(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "over.html")
    link = page.locator(".header a").first
    link.focus()
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("vertrouwen")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    expect(chosen).to_contain_text("Afwegingskader vertrouwen")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(link).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("instrumenten/afwegingskader-vertrouwen.html$"))


def test_a_slash_in_a_text_stays_a_slash(dutch: Page) -> None:
    dutch.keyboard.type("en/of")
    expect(dutch.locator("#_find")).to_have_value("en/of")


def test_enter_leads_to_all_results(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "patronen/index.html")
    page.fill("#_find", "bewoners")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"zoeken\.html\?q=bewoners$"))
    expect(page.locator("#_find")).to_have_value("bewoners")
    first = page.locator(".finding .card").first
    expect(first).to_contain_text("Bewoners geven de agenda")
    expect(first.locator(".kind")).to_have_text("patroon")
    expect(first).to_contain_text("Gevonden op: bewoners")


def test_the_number_of_results_is_announced(dutch: Page) -> None:
    dutch.keyboard.type("bewoners")
    expect(dutch.get_by_role("status")).to_have_text(re.compile(r"^\d+ gevonden$"))
    dutch.fill("#_find", "xyzzyq")
    expect(dutch.get_by_role("status")).to_contain_text("Niets gevonden")


def test_where_nothing_is_found_the_nearest_is_shown_and_one_can_ask(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "over.html")
    page.fill("#_find", "praatstoel")
    ask = page.get_by_role("option", name="Vraag ernaar")
    expect(page.locator(".finds > p")).to_contain_text("Niets gevonden")
    expect(page.get_by_role("option", name=re.compile("praatplaat", re.IGNORECASE)).first).to_be_visible()
    ask.click()
    expect(page).to_have_url(re.compile(r"zoeken\.html\?q=praatstoel$"))
    expect(page.locator(".count")).to_contain_text("Niets gevonden")
    expect(page.get_by_role("heading", name="Mis je iets?")).to_be_visible()


def test_whoever_asks_by_mail_asks_for_what_was_not_found(tmp_path: Path, opened: Open) -> None:
    folder = project(tmp_path / "box", TOOLS, model=MODEL, more="      mail: us@example.org\n")
    published(folder)
    page = opened(folder / "site/search.html", "?q=helicopter")
    ask = page.get_by_role("link", name="Ask for it by e-mail")
    address, _, subject = (ask.get_attribute("href") or "").partition("?subject=")
    assert (address, unquote(subject)) == ("mailto:us@example.org", "About ‘helicopter’ in A toolkit")
    page.goto((folder / "site/search.html").as_uri())
    assert unquote(ask.get_attribute("href") or "").endswith("?subject=About ‘Search’ in A toolkit")


def test_the_question_stands_in_the_address(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "zoeken.html", "?q=spanning%20in%20de%20groep")
    expect(page.locator("#_find")).to_have_value("spanning in de groep")
    expect(page.locator(".finding .card").first).to_contain_text(re.compile("spanning", re.IGNORECASE))
    page.fill("#_find", "klein & fijn")
    assert page.evaluate("location.search") == "?q=klein%20%26%20fijn"
    page.locator(".finding a").first.click()
    page.go_back()
    expect(page.locator("#_find")).to_have_value("klein & fijn")
    expect(page.locator(".finding .card").first).to_be_visible()


def test_without_a_script_the_page_says_so_and_leads_on(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "patronen/klein-beginnen.html", java_script_enabled=False)
    page.fill("#_find", "bewoners")
    page.get_by_role("search").get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"zoeken\.html\?q=bewoners$"))
    expect(page.locator(".found")).to_contain_text("Zoeken werkt met JavaScript")
    page.locator("main .pills a").first.click()
    expect(page).to_have_url(re.compile("fasen/index.html$"))


def test_a_search_that_cannot_be_loaded_says_so(tmp_path: Path, browser: Browser, toolbox: Path) -> None:
    shutil.copytree(toolbox, tmp_path / "site")
    (tmp_path / "site/assets/search-index.js").unlink()
    page = browser.new_page()
    page.goto((tmp_path / "site/tools/index.html").as_uri())
    page.fill("#_find", "wheel")
    expect(page.locator(".finds")).to_contain_text("Search does not work now")
    page.close()


def test_an_english_site_is_searched_in_english(opened: Open, toolbox: Path) -> None:
    page = opened(toolbox / "tools/index.html")
    page.focus("#_find")
    page.evaluate(READY)
    assert asked(page, "walked and talked") == ["tools/walking.html"]
    assert asked(page, "how do I draw?") == ["tools/blackboard.html"]
    assert asked(page, "roundabouts") == ["tools/wheel.html"]
    assert asked(page, "blackbaord") == ["tools/blackboard.html"]
    assert asked(page, "tools")[0] == "tools/index.html"


def test_nothing_is_loaded_before_a_box_is_used(opened: Open, toolkit: Any) -> None:
    page = opened(toolkit.output / "over.html")
    assert page.locator("script[src*=search-index]").count() == 0
    page.focus("#_find")
    expect(page.locator("script[src*=search-index]")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_axe_finds_nothing(opened: Open, toolkit: Any, width: int) -> None:
    looks = [(name, width) for name in LOOKS]
    page = opened(toolkit.output / "patronen/index.html", width=width)
    page.fill("#_find", "bewoners")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page, looks) == []
    expect(page.get_by_role("option").first).to_be_visible()
    page.fill("#_find", "praatstoel")
    expect(page.get_by_role("option", name="Vraag ernaar")).to_be_visible()
    assert violations(page, looks) == []
    page = opened(toolkit.output / "zoeken.html", "?q=bewoners", width=width)
    expect(page.locator(".finding .card").first).to_be_visible()
    assert violations(page, looks) == []


@pytest.mark.parametrize("path", ["index.html", "patronen/index.html", "zoeken.html"])
def test_the_box_is_large_enough_and_stays_in_sight_on_a_phone(opened: Open, toolkit: Any, path: str) -> None:
    page = opened(toolkit.output / path, width=320)
    page.fill("#_find", "bewoners")
    size = page.locator("#_find").bounding_box()
    assert size
    assert size["height"] >= 44
    assert size["width"] >= 200
    expect(page.locator("#_find")).to_be_in_viewport()
    found = page.locator("[role=option], .finding a").first
    expect(found).to_be_visible()
    if path != "zoeken.html":
        shown = found.bounding_box()
        assert shown
        assert shown["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.slow
def test_a_thousand_entries_are_searched_in_no_time(browser: Browser, tmp_path: Path, toolkit: Any) -> None:
    shutil.copytree(toolkit.output, tmp_path / "site")
    assert toolkit.site.inputs
    (made,) = search_index(toolkit.site.inputs)
    many = replace(made.given, items=(made.given.items * 6)[:MANY])
    (tmp_path / "site/assets/search-index.js").write_bytes(index(many))
    measured = []
    for _ in range(9):
        page = browser.new_page()
        page.goto((tmp_path / "site/over.html").as_uri())
        measured.append(page.evaluate(MEASURE, ASKED))
        page.close()
    ready, block = (median(each[name] for each in measured) for name in ("ready", "block"))
    keys = {text: median(each["keys"][place] for each in measured) for place, text in enumerate(ASKED)}
    assert ready <= 600
    assert max(keys.values()) <= 100, keys
    assert block <= 150
