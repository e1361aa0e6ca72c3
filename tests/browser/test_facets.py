"""Facets in a browser: what is counted, chosen, remembered, announced; and the list without a script."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import pytest
from axe import findings
from looking import served
from playwright.sync_api import Browser, Locator, Page, expect
from support import entry, model, project, published

pytestmark = pytest.mark.browser

FORMS = {
    "scan": {"label": {"en": "scan"}, "definition": {"en": "A list of questions."}},
    "canvas": {"label": {"en": "canvas"}},
    "method": {"label": {"en": "method"}},
}
FIELDS = {"form": {"kind": "choice", "vocabulary": "forms"}, "year": {"kind": "number", "whole": True}}
MODEL = model(
    {"forms": {"label": {"en": "forms"}, "terms": FORMS}},
    steps={"fields": {"order": {"kind": "number", "whole": True}}, "traits": {"axis": {"order": "order"}}},
    tools={"fields": FIELDS, "relations": {"steps": "steps"}, "facets": ["steps", "form", "year"]},
)
STEPS = {
    "steps/first.md": entry("order: 1", title="First"),
    "steps/second.md": entry("order: 2", title="Second"),
}
TOOLS = {
    "tools/wheel.md": entry("form: canvas\nsteps: [first]\nyear: 2020\nalso_known_as: [roundabout]", title="Wheel"),
    "tools/team-scan.md": entry("form: scan\nsteps: [first, second]\nyear: 2021", title="Team scan"),
    "tools/cafe.md": entry("form: method\nsteps: [second]\nyear: 2020", title="Café"),
    "tools/look-back.md": entry("form: scan\nsteps: [second]", title="Look back"),
}
MANY = 1000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published toolbox with four tools."""
    made = project(tmp_path_factory.mktemp("facets"), {**STEPS, **TOOLS}, model=MODEL)
    published(made)
    return made / "site"


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """The address of the toolbox, on the disk and on a server."""
    if request.param == "file":
        yield folder.as_uri()
    else:
        with served(folder) as found:
            yield found.rstrip("/")


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Open a page; whatever it says on the console is a fault."""
    said: list[str] = []
    contexts = []

    def start(url: str, *, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(url)
        return page

    yield start
    for context in contexts:
        context.close()
    assert [each for each in said if "favicon" not in each] == []


def cards(page: Page) -> list[str]:
    """Return the titles of the cards in sight."""
    return [title for title in page.locator(".card:visible h3").all_inner_texts() if title]


def counts(page: Page, facet: str) -> dict[str, str]:
    """Return what each option of a facet counts."""
    rows = page.locator(f'[data-facet="{facet}"] label')
    return dict(text.split("\n")[-2:] if "\n" in text else text.rsplit(" ", 1) for text in rows.all_inner_texts())


def chosen(page: Page) -> list[str]:
    return page.locator(".active button[aria-label]").all_inner_texts()


def box(page: Page, name: str) -> Locator:
    return page.locator(".facets").get_by_role("checkbox", name=name)


def status(page: Page) -> Locator:
    return page.locator(".browse [role=status]")


def search(page: Page) -> str:
    return str(page.evaluate("location.search"))


def test_an_option_counts_what_choosing_it_would_show(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html")
    assert counts(page, "steps") == {"First": "2", "Second": "3"}
    assert counts(page, "form") == {"Scan": "2", "Canvas": "1", "Method": "1"}
    assert counts(page, "year") == {"2021": "1", "2020": "2", "not known": "1"}
    box(page, "Second").check()
    assert counts(page, "steps") == {"First": "2", "Second": "3"}
    assert counts(page, "form") == {"Scan": "2", "Canvas": "0", "Method": "1"}
    assert counts(page, "year") == {"2021": "1", "2020": "1", "not known": "1"}


def test_several_values_of_a_facet_widen_and_several_facets_narrow(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html")
    box(page, "Canvas").check()
    assert cards(page) == ["Wheel"]
    box(page, "Method").check()
    assert cards(page) == ["Wheel", "Café"]
    box(page, "Second").check()
    assert cards(page) == ["Café"]
    expect(status(page)).to_have_text("1 of 4")


def test_a_card_stands_in_the_group_that_was_asked_for(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html")
    assert cards(page) == ["Team scan", "Wheel", "Café", "Look back"]
    expect(page.locator('[data-group="second"] .also li')).to_have_text(["Team scan"])
    box(page, "Second").check()
    expect(page.locator(".group:visible h2")).to_have_text(re.compile("Second 3"))
    assert cards(page) == ["Café", "Look back", "Team scan"]
    box(page, "Second").uncheck()
    assert cards(page) == ["Team scan", "Wheel", "Café", "Look back"]


def test_words_are_found_in_titles_other_names_and_without_accents(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html")
    box = page.get_by_label("With these words")
    for typed, found in {
        "CAFE": ["Café"],
        "roundab": ["Wheel"],
        "scan team": ["Team scan"],
        "one": cards(page),
    }.items():
        box.fill(typed)
        assert cards(page) == found
    box.fill("")
    assert search(page) == ""


def test_what_is_chosen_is_in_sight_and_removed_one_by_one(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html?steps=first,second&form=scan&q=team")
    assert chosen(page) == ["First", "Second", "Scan", "‘team’"]
    page.get_by_role("button", name="Remove: Step: First").focus()
    page.keyboard.press("Enter")
    assert chosen(page) == ["Second", "Scan", "‘team’"]
    assert page.evaluate("document.activeElement.textContent") == "Second"
    assert search(page) == "?steps=second&form=scan&q=team"
    page.get_by_role("button", name="Remove: ‘team’").click()
    assert cards(page) == ["Look back", "Team scan"]
    page.get_by_role("button", name="Clear all filters").click()
    assert (chosen(page), len(cards(page))) == ([], 4)
    expect(status(page)).to_be_focused()


def test_when_nothing_is_chosen_any_more_nothing_stands_in_the_address(opened: Open, address: str) -> None:
    page = opened(f"{address}/tools/index.html?form=scan")
    page.get_by_role("button", name="Remove: Form: Scan").click()
    assert page.url == f"{address}/tools/index.html"


def test_a_narrowed_list_can_be_shared_and_survives_back_and_forward(opened: Open, address: str) -> None:
    page = opened(f"{address}/tools/index.html")
    box(page, "Scan").check()
    box(page, "Second").check()
    page.get_by_label("With these words").press_sequentially("look")
    box(page, "First").check()
    assert search(page) == "?steps=first,second&form=scan&q=look"
    shared = opened(page.url)
    assert cards(shared) == cards(page) == ["Look back"]
    assert shared.get_by_label("With these words").input_value() == "look"
    for left in ("?steps=second&form=scan&q=look", "?steps=second&form=scan", "?form=scan", ""):
        page.go_back()
        assert search(page) == left
    assert (len(cards(page)), chosen(page)) == (4, [])
    page.go_forward()
    assert (cards(page), box(page, "Scan").is_checked()) == (["Team scan", "Look back"], True)


def test_a_narrowed_list_is_there_again_after_a_visit_to_a_card(opened: Open, address: str) -> None:
    page = opened(f"{address}/tools/index.html")
    box(page, "Canvas").check()
    page.get_by_role("link", name="Wheel").click()
    expect(page).to_have_title(re.compile("Wheel"))
    page.go_back()
    assert (cards(page), chosen(page)) == (["Wheel"], ["Canvas"])


def test_a_link_that_a_mail_program_rewrote_or_that_names_what_is_gone_still_works(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html?form=canvas%2Cmethod%2Cgone&other=1&q=%20wheel+")
    assert (cards(page), chosen(page)) == (["Wheel"], ["Canvas", "Method", "‘wheel’"])


def test_when_nothing_is_left_it_says_which_filter_to_let_go(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html?steps=first&form=method&year=2020")
    advice = page.locator(".nothing button")
    expect(status(page)).to_have_text("0 of 4")
    expect(advice).to_have_text(["Without ‘First’: 1", "Without ‘Method’: 1"])
    advice.first.click()
    assert cards(page) == ["Café"]
    expect(page.locator(".nothing")).to_be_hidden()
    page.goto(f"{folder.as_uri()}/tools/index.html?form=method&q=zzz&steps=first")
    expect(advice).to_have_text(["Without filters: 4"])


def test_a_term_shows_its_definition_when_asked(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html")
    asked = page.get_by_role("button", name="What is meant by Scan")
    expect(page.get_by_text("A list of questions.")).to_be_hidden()
    asked.focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("A list of questions.")).to_be_visible()
    expect(asked).to_have_attribute("aria-expanded", "true")


def test_on_a_phone_the_facets_fold_and_make_way_for_the_list(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html", width=360)
    expect(box(page, "Scan")).to_be_hidden()
    page.get_by_text("Filter the list").click()
    box(page, "Scan").check()
    page.get_by_role("button", name="See the list 2").click()
    expect(box(page, "Scan")).to_be_hidden()
    expect(page.get_by_role("button", name="Remove: Form: Scan")).to_be_focused()
    assert cards(page) == ["Team scan", "Look back"]


def test_without_a_script_the_list_is_complete_and_has_no_dead_controls(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/tools/index.html?form=scan", java_script_enabled=False)
    assert cards(page) == ["Team scan", "Wheel", "Café", "Look back"]
    expect(page.locator("main").locator("input:visible, button:visible, summary:visible")).to_have_count(0)
    expect(page.locator(".jump a")).to_have_text(["First 2", "Second 3"])
    page.get_by_role("link", name="Second 3").click()
    expect(page.locator(":target")).to_have_text(re.compile("Second"))
    expect(page.locator(".also a:visible")).to_have_attribute("href", "team-scan.html")


def test_everything_stands_on_one_page_and_can_be_narrowed(opened: Open, folder: Path) -> None:
    page = opened(f"{folder.as_uri()}/everything.html")
    assert len(cards(page)) == len(STEPS) + len(TOOLS)
    box(page, "Tools").check()
    assert len(cards(page)) == len(TOOLS)
    assert search(page) == "?in=tools"


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("options", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_axe_finds_nothing_the_page_does_not_scroll_sideways_and_targets_are_large(
    opened: Open, folder: Path, width: int, options: dict[str, str]
) -> None:
    for query in ("", "?steps=first,second&form=scan", "?form=canvas&q=zzz"):
        page = opened(f"{folder.as_uri()}/tools/index.html{query}", width=width, **options)
        if width < 992:
            page.locator(".fold > summary").click()
        page.get_by_role("button", name="What is meant by Scan").click()
        assert findings(page) == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = (
            page.locator(".browse")
            .locator("summary, label, button, input[type=search], .jump a")
            .evaluate_all(
                "all => all.filter(each => each.offsetParent && each.getBoundingClientRect().height < 43.9)"
                ".map(each => each.outerHTML).filter(html => !html.includes('for='))"
            )
        )
        assert small == []


@pytest.mark.slow
def test_a_thousand_entries_are_narrowed_within_a_tenth_of_a_second(
    opened: Open, tmp_path_factory: pytest.TempPathFactory
) -> None:
    forms, steps = list(FORMS), ("first", "second")
    tools = {
        f"tools/t{number}.md": entry(
            f"form: {forms[number % 3]}\nsteps: [{steps[number % 2]}]\nyear: {2000 + number % 9}",
            title=f"Tool {number}",
        )
        for number in range(MANY)
    }
    made = project(tmp_path_factory.mktemp("many"), {**STEPS, **tools}, model=MODEL)
    published(made)
    page = opened(f"{(made / 'site').as_uri()}/tools/index.html")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        """Return the milliseconds that the page's own thread has worked: what else runs here does not count."""
        metrics = session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    type_words = "words.value = words.value ? '' : 'tool 1'; words.dispatchEvent(new Event('input'))"
    for act in ("box.click()", type_words):
        times = []
        for _ in range(9):
            before = spent()
            page.evaluate(
                "() => { const box = document.querySelector('[data-facet=form] input');"
                f" const words = document.querySelector('#_words'); {act}; document.body.getBoundingClientRect(); }}"
            )
            times.append(spent() - before)
        assert median(times) < 100, times
