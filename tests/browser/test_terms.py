"""Terms that explain themselves, and pages over the whole, as readers have them."""

import pytest
from axe import EVERY, violations
from looking import HEIGHT, Open, Toolkit
from playwright.sync_api import Page

TERM = ".explained"
NOTE = ".gloss"
INSIDE = """() => {
  const box = document.querySelector('.gloss:popover-open').getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
}"""


@pytest.fixture(scope="module")
def with_terms(toolkit: Toolkit) -> list[str]:
    """The pages with a term that is explained."""
    found = [path for path in sorted(page.path for page in toolkit.site.pages()) if TERM[1:] in toolkit.text(path)]
    assert found
    return found


@pytest.fixture(params=[1280, 360, 320])
def page(request: pytest.FixtureRequest, toolkit: Toolkit, with_terms: list[str], look: Open) -> Page:
    viewport = {"width": request.param, "height": HEIGHT}
    return look(toolkit.output, viewport=viewport, java_script_enabled=False).open(with_terms[0])


def test_a_term_opens_from_the_keyboard_and_escape_closes_it_without_a_script(page: Page) -> None:
    term, note = page.locator(TERM).first, page.locator(NOTE).first
    assert not note.is_visible()
    term.focus()
    page.keyboard.press("Enter")
    assert note.is_visible()
    assert note.locator("dfn").inner_text()
    page.keyboard.press("Escape")
    assert not note.is_visible()


def test_a_click_elsewhere_closes_it_and_a_tab_leads_on_to_the_term(page: Page) -> None:
    term, note = page.locator(TERM).first, page.locator(NOTE).first
    term.click()
    assert note.is_visible()
    page.keyboard.press("Tab")
    assert page.locator(f"{NOTE} a:focus").count() == 1
    page.mouse.click(2, 2)
    assert not note.is_visible()


@pytest.mark.parametrize("width", [1280, 700, 360, 320])
def test_an_explanation_stands_inside_the_window(
    width: int, toolkit: Toolkit, with_terms: list[str], look: Open
) -> None:
    reader = look(toolkit.output, viewport={"width": width, "height": HEIGHT})
    for path in with_terms[:6]:
        page = reader.open(path)
        page.locator(TERM).first.click()
        assert page.evaluate(INSIDE), path


def test_axe_finds_nothing_where_an_explanation_is_open(toolkit: Toolkit, with_terms: list[str], look: Open) -> None:
    page = look(toolkit.output).open(with_terms[0])
    page.locator(TERM).first.click()
    assert violations(page, EVERY) == []
    assert page.locator(f"{NOTE}:popover-open").is_visible()


def test_on_paper_explanations_are_read_after_the_text(toolkit: Toolkit, with_terms: list[str], look: Open) -> None:
    page = look(toolkit.output).open(with_terms[0])
    page.emulate_media(media="print")
    assert page.locator(NOTE).first.is_visible()


def test_the_numbers_of_what_is_lacking_lead_to_their_lists(toolkit: Toolkit, look: Open) -> None:
    page = look(toolkit.output).open("help-mee.html")
    for link in page.locator(".tallies a").all():
        link.click()
        assert page.locator(":target").is_visible()
