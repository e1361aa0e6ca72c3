"""Nobody is kept out: checked by axe, by keyboard, and without scripts."""

from collections.abc import Iterator

import pytest
from axe import ALL, EVERY, findings, judged, unsure, violations
from looking import HEIGHT, Open, Toolkit, one_of_each, staying
from playwright.sync_api import Page

# What can be reached with Tab, as far as it can be seen.
STOPS = """() => Array.from(document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]'))
  .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled && each.tabIndex >= 0)
  .map((each, number) => { each.dataset.stop = number; return number; })"""
HERE = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const outlined = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
  const marks = [null, '::before', '::after'].map(part => getComputedStyle(here, part));
  for (let each = here.parentElement, up = 0; each && up < 4; each = each.parentElement, up++)
    marks.push(getComputedStyle(each));
  const box = here.getBoundingClientRect();
  return {
    stop: here.dataset.stop === undefined ? null : Number(here.dataset.stop),
    html: here.outerHTML.slice(0, 100),
    marked: marks.some(outlined),
    seen: box.width * box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


def test_axe_finds_what_is_wrong(toolkit: Toolkit, look: Open) -> None:
    page = look(toolkit.output).open("index.html")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button><a href=x></a>')")
    found = findings(page)
    assert {each.partition(":")[0] for each in found} >= {"button-name", "link-name"}


COLOURS = (("light", 1280), ("dark", 320))
"""Enough for one more collection: it differs from the others in its colour."""


@pytest.mark.parametrize("part", [0, 1])
def test_axe_finds_nothing_on_any_kind_of_page(toolkit: Toolkit, kinds: dict[str, str], look: Open, part: int) -> None:
    reader = look(toolkit.output)
    whole = set(one_of_each(kinds))
    found = {}
    for path in list(kinds.values())[part::2]:
        wrong = violations(reader.open(path), ALL if path in whole else COLOURS)
        found |= {path: wrong} if wrong else {}
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, 1])
def test_axe_finds_nothing_on_any_page(toolkit: Toolkit, look: Open, part: int) -> None:
    reader = look(toolkit.output)
    found = {}
    for page in staying(toolkit)[part::2]:
        wrong = findings(reader.open(page))
        found |= {page: wrong} if wrong else {}
    assert found == {}


def test_axe_finds_nothing_where_the_menu_is_open(toolkit: Toolkit, look: Open) -> None:
    page = look(toolkit.output).open("over.html")
    page.locator("details.menu > summary").click()
    assert violations(page, EVERY) == []
    assert page.locator("details.menu[open] nav").is_visible()


def test_what_axe_cannot_tell_has_been_looked_at(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    reader = look(toolkit.output)
    found = [each for path in one_of_each(kinds) for each in unsure(reader.open(path))]
    assert [each["text"] for each in found if each["by"] < 0] == []
    assert {each["by"] for each in found} == set(range(len(judged())))
    assert len(judged()) <= 10
    assert all(each["reason"] for each in judged())


# By keyboard


def test_the_first_stop_is_the_way_to_the_text(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    reader = look(toolkit.output)
    for path in kinds.values():
        page = reader.open(path)
        if not page.locator("header.top").count():
            continue  # nothing to pass over
        page.keyboard.press("Tab")
        first = page.evaluate(HERE)
        assert 'href="#_main"' in first["html"], path
        assert first["seen"], path
        assert first["marked"], path
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "_main", path
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('header.top').contains(document.activeElement)") is False, path


def walk(page: Page, most: int) -> Iterator[dict]:
    """Press Tab until the page has been gone round."""
    seen = set()
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or here["stop"] in seen:
            return
        seen.add(here["stop"])
        if not here["seen"]:
            page.wait_for_timeout(200)  # the page may still be on its way there
            here = page.evaluate(HERE)
        yield here
    raise AssertionError("Tab does not come to an end")


@pytest.mark.parametrize("width", [1280, 320])
def test_tab_reaches_everything_and_shows_where_it_is(
    toolkit: Toolkit, kinds: dict[str, str], look: Open, width: int
) -> None:
    reader = look(toolkit.output, viewport={"width": width, "height": HEIGHT})
    for path in one_of_each(kinds):
        page = reader.open(path)
        stops = page.evaluate(STOPS)
        visited = list(walk(page, 2 * len(stops)))
        assert set(stops) - {each["stop"] for each in visited} == set(), path
        assert [each["html"] for each in visited if not (each["marked"] or changes(page, each["stop"]))] == [], path
        assert [each["html"] for each in visited if not each["seen"]] == [], path


def changes(page: Page, stop: int) -> bool:
    """Tell whether a stop looks different when it has the focus, where the outline cannot tell (in a drawing)."""
    here = page.locator(f'[data-stop="{stop}"]')
    here.focus()
    box = here.bounding_box()
    clip = {"x": box["x"] - 6, "y": box["y"] - 6, "width": box["width"] + 12, "height": box["height"] + 12}
    with_focus = page.screenshot(clip=clip)
    page.evaluate("document.activeElement.blur()")
    return page.screenshot(clip=clip) != with_focus


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_works_by_keyboard(toolkit: Toolkit, look: Open, scripts: bool) -> None:  # noqa: FBT001
    reader = look(toolkit.output, viewport={"width": 320, "height": HEIGHT}, java_script_enabled=scripts)
    page = reader.open("index.html")
    menu, summary = page.locator("details.menu"), page.locator("details.menu > summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    assert page.locator("details.menu a").first.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('details.menu nav').contains(document.activeElement)")
    if scripts:
        page.keyboard.press("Escape")
        assert menu.get_attribute("open") is None
        assert page.evaluate("document.activeElement.localName") == "summary"
        page.keyboard.press("Space")
        assert menu.get_attribute("open") is not None
    summary.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is None


# Without scripts


LINKS = """() => Array.from(document.querySelectorAll('main a[href]'))
  .filter(each => each.checkVisibility({visibilityProperty: true})).map(each => each.getAttribute('href'))"""


def test_every_link_is_there_without_scripts_too(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    with_scripts, without = look(toolkit.output), look(toolkit.output, java_script_enabled=False)
    for path in kinds.values():
        links = [set(reader.open(path).evaluate(LINKS)) for reader in (with_scripts, without)]
        assert links[0] - links[1] == set(), path
        assert without.page.locator("main").inner_text().strip(), path


def test_the_site_can_be_gone_through_without_scripts(toolkit: Toolkit, look: Open) -> None:
    reader = look(toolkit.output, java_script_enabled=False)
    page = reader.open("index.html")
    page.locator("header nav a:visible").first.click()
    page.locator("main a[href$='.html']:visible").first.click()
    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
