"""Every page fits every screen, and on paper stands only what is worth the paper."""

import re
from pathlib import Path

import pytest
from looking import HEIGHT, WIDTHS, Open, Reader, Toolkit, one_of_each, staying
from playwright.sync_api import Page

# What is wider than the window, and is not inside something that scrolls by itself.
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  const scrolls = element => {
    for (let each = element.parentElement; each && each !== document.body; each = each.parentElement)
      if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(each).overflowX)) return true;
    return false;
  };
  return Array.from(document.querySelectorAll('body *'))
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > room + 1 && !scrolls(each))
    .slice(0, 3).map(each => each.outerHTML.slice(0, 100));
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OUT_OF_SIGHT = """() => Array.from(document.querySelectorAll('header.top nav, footer nav, .skip, .menu, .actions'))
  .filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 80))"""


def faults(page: Page) -> list[str]:
    """Return at which widths a page scrolls sideways, and what sticks out there."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        if page.evaluate(SIDEWAYS) > 0:
            found.append(f"{width}: {page.evaluate(TOO_WIDE)}")
    return found


def all_faults(reader: Reader, paths: list[str]) -> dict[str, list[str]]:
    return {path: found for path in paths if (found := faults(reader.open(path)))}


def test_no_kind_of_page_scrolls_sideways(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    assert all_faults(look(toolkit.output), list(kinds.values())) == {}


def test_the_longest_words_do_not_make_a_page_scroll_sideways(wordy: Path, look: Open) -> None:
    paths = sorted(path.relative_to(wordy).as_posix() for path in wordy.rglob("lange-woorden.html"))
    assert len(paths) >= 8
    assert all_faults(look(wordy), [*paths, "index.html"]) == {}


def test_lists_of_the_longest_words_do_not_scroll_sideways(wordy: Path, look: Open) -> None:
    paths = sorted(path.relative_to(wordy).as_posix() for path in wordy.glob("*/index.html"))
    assert all_faults(look(wordy), paths) == {}


def test_large_letters_fit(wordy: Path, look: Open) -> None:
    reader = look(wordy, viewport={"width": 640, "height": HEIGHT})
    path = next(path.relative_to(wordy).as_posix() for path in sorted(wordy.rglob("lange-woorden.html")))
    for each in (path, "index.html"):
        page = reader.open(each)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(SIDEWAYS) <= 0, (each, page.evaluate(TOO_WIDE))


@pytest.mark.slow
def test_no_page_scrolls_sideways(toolkit: Toolkit, look: Open) -> None:
    assert all_faults(look(toolkit.output), staying(toolkit)) == {}


# How light paper and ink are, from 0 to 255.
LIGHT = """() => [[document.documentElement, 'backgroundColor'], [document.body, 'color']].map(([element, name]) => {
  const canvas = document.createElement('canvas').getContext('2d');
  canvas.fillStyle = getComputedStyle(element)[name];
  canvas.fillRect(0, 0, 1, 1);
  return canvas.getImageData(0, 0, 1, 1).data[0];
})"""


def test_a_reader_who_likes_it_dark_has_light_letters_on_dark_paper(
    toolkit: Toolkit, kinds: dict[str, str], look: Open
) -> None:
    reader = look(toolkit.output, color_scheme="dark")
    for path in one_of_each(kinds):
        page = reader.open(path)
        if not page.locator("header.top").count():
            continue  # it has no colours of its own
        paper, ink = page.evaluate(LIGHT)
        assert paper < 60, path
        assert ink > 200, path
        page.emulate_media(media="print")
        paper, ink = page.evaluate(LIGHT)
        assert ink < 60, path
        assert paper > 200, path
        page.emulate_media(media="screen")


def test_on_paper_there_is_nothing_to_press(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    reader = look(toolkit.output)
    for path in kinds.values():
        page = reader.open(path)
        page.emulate_media(media="print")
        assert page.evaluate(OUT_OF_SIGHT) == [], path
        page.emulate_media(media="screen")


def test_a_page_can_be_printed(toolkit: Toolkit, kinds: dict[str, str], look: Open) -> None:
    reader = look(toolkit.output)
    for kind, path in kinds.items():
        if kind.startswith("entry"):
            reader.open(path)
            printed = reader.page.pdf(format="A4")
            sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
            assert 1 <= sheets <= 12, (path, sheets)
            return
