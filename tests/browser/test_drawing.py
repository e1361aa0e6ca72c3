"""The map in a browser: every box is reached, lights up its neighbours, and holds its title; and the table."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from looking import Open, Toolkit
from playwright.sync_api import Page

MAP, TABLE, ENTRY = "patronen/kaart/index.html", "fasen/tabel/index.html", "patronen/klein-beginnen.html"
LIT = "getComputedStyle(document.activeElement.querySelector('.near')).display"
SPILLED = """() => [...document.querySelectorAll('.map .node')].filter(node => {
  const box = node.querySelector(':scope > path').getBoundingClientRect()
  const text = node.querySelector('text').getBoundingClientRect()
  return text.left < box.left || text.right > box.right || text.top < box.top || text.bottom > box.bottom
}).map(node => node.getAttribute('aria-label'))"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

Opened = Callable[..., Page]


@pytest.fixture
def opened(look: Open, toolkit: Toolkit) -> Opened:
    """Opens a page of this repository's toolkit."""

    def page(path: str, **options: Any) -> Page:
        found: Page = look(toolkit.output, **options).open(path)
        return found

    return page


def test_the_tab_key_reaches_every_box_and_lights_up_its_neighbours(opened: Opened) -> None:
    page = opened(MAP)
    page.locator(".drawing").focus()
    names = []
    for _ in range(page.locator(".map .node").count()):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert page.evaluate(LIT) == "inline"
    assert None not in names
    assert len(set(names)) == len(names) > 10


def test_the_enter_key_follows_a_box(opened: Opened) -> None:
    page = opened(MAP)
    page.locator(".map .node").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".entry")
    assert page.url.endswith(".html")


def test_a_box_that_is_pointed_at_lights_up_its_neighbours(opened: Opened) -> None:
    page = opened(MAP)
    node = page.locator(".map .node:has(use)").first
    assert not node.locator(".near").is_visible()
    node.hover()
    assert node.locator("use").first.is_visible()


@pytest.mark.parametrize("letters", ["/* our own */", "* { font-family: 'DejaVu Sans', Verdana !important }"])
def test_every_title_stays_within_its_box_in_a_wider_letter_too(opened: Opened, letters: str) -> None:
    page = opened(MAP, bypass_csp=True)
    page.add_style_tag(content=letters)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(SPILLED) == []


@pytest.mark.parametrize("path", [MAP, TABLE, ENTRY])
@pytest.mark.parametrize("size", [320, 360, 1280])
def test_only_the_frames_scroll_sideways(opened: Opened, path: str, size: int) -> None:
    assert opened(path, viewport={"width": size, "height": 800}).evaluate(WIDE) == 0


def test_letters_on_the_map_are_as_large_on_a_phone(opened: Opened) -> None:
    page = opened(MAP, viewport={"width": 360, "height": 800})
    scale = page.evaluate("document.querySelector('.map').getBoundingClientRect().width / 1120")
    assert scale * 15 > 13


def test_on_a_phone_the_names_of_the_bands_stay_while_the_map_scrolls(opened: Opened) -> None:
    page = opened(MAP, viewport={"width": 360, "height": 800})
    names, frame = page.locator(".names text"), page.locator(".drawing")
    before = names.first.bounding_box()
    frame.evaluate("frame => { frame.scrollLeft = 400 }")
    after = names.first.bounding_box()
    listed = page.locator(".bandlist h3").all_text_contents()
    assert list(dict.fromkeys(name.lower() for name in names.all_text_contents())) == listed
    assert before
    assert after
    assert (frame.evaluate("frame => frame.scrollLeft"), round(after["x"])) == (400, round(before["x"]))


def test_on_a_phone_the_names_stand_beside_their_bands(opened: Opened) -> None:
    page = opened(MAP, viewport={"width": 360, "height": 800})
    bands = [each.bounding_box() for each in page.locator(".map .band").all()]
    labels = [" ".join(each.split()) for each in page.locator(".map .label").all_text_contents()]
    for each in page.locator(".names text").all():
        name, band = each.bounding_box(), bands[labels.index(each.text_content() or "")]
        assert band
        assert name
        assert band["y"] <= name["y"] <= name["y"] + name["height"] <= band["y"] + band["height"]


def test_on_a_phone_a_name_is_in_sight_at_every_height_of_the_map(opened: Opened) -> None:
    page = opened(MAP, viewport={"width": 360, "height": 800})
    tops = sorted(each.bounding_box()["y"] for each in page.locator(".names text").all())
    assert max(later - earlier for earlier, later in pairwise(tops)) < 800


def test_a_wide_screen_shows_the_names_once(opened: Opened) -> None:
    page = opened(MAP)
    assert not page.locator(".names").is_visible()
    assert page.locator(".map .label").first.is_visible()


def test_a_table_keeps_what_a_row_is_about_in_sight(opened: Opened) -> None:
    page = opened(TABLE, viewport={"width": 360, "height": 800})
    frame, head = page.locator(".matrix .table").first, page.locator("tbody th").first
    before = head.bounding_box()
    frame.evaluate("frame => { frame.scrollLeft = 200 }")
    after = head.bounding_box()
    assert before
    assert after
    assert (frame.evaluate("frame => frame.scrollLeft"), round(after["x"])) == (200, round(before["x"]))


def test_a_table_says_its_marks_in_words(opened: Opened) -> None:
    page = opened(TABLE)
    cells = page.locator("tbody td")
    assert set(cells.all_text_contents()) == {"ja", "nee"}
    assert (
        page.locator("tbody th[scope=row]").count() * page.locator("thead").first.locator("th").count() == cells.count()
    )
