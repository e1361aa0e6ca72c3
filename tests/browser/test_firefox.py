"""In Firefox, from the disk, under the rules that it has for files unless somebody changes them."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from looking import Toolkit, one_of_each
from marionette import Firefox

RULE = "security.fileuri.strict_origin_policy"
# What the browser has to say about pages; what it says about itself is not ours.
SAID = """Services.console.getMessageArray()
  .filter(each => each instanceof Ci.nsIScriptError && /file:/.test(each.sourceName + each.errorMessage)
    && (!(each.flags & Ci.nsIScriptError.warningFlag) || /CSP|CORS|Script Loader/.test(each.category)))
  .map(each => `${each.category}: ${each.errorMessage} (${each.sourceName}:${each.lineNumber})`)"""
FONTS = """document.fonts.ready.then(fonts => [...fonts].filter(each => each.status === 'loaded')
  .map(each => each.family.replaceAll('"', '')).sort())"""
STYLE = "['h1', 'body'].map(name => getComputedStyle(document.querySelector(name)).fontFamily.split(',')[0])"
FOUND = "[...document.querySelectorAll('[role=option] b')].map(each => each.textContent)"
CARDS = "[...document.querySelectorAll('.browse .card')].filter(each => each.checkVisibility()).length"
OPTION = ".facets li:not(.none) input:not(:checked)"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")) as started:
        assert started.tell(f"Services.prefs.getBoolPref('{RULE}')", browser=True) is True
        assert started.tell(f"Services.prefs.prefHasUserValue('{RULE}')", browser=True) is False
        yield started


@pytest.fixture
def firefox(running: Firefox) -> Iterator[Firefox]:
    """The browser, with an ear to it: it must have stayed silent when the test ends."""
    running.tell("Services.console.reset()", browser=True)
    yield running
    assert running.tell(SAID, browser=True) == []


def soon(look: Callable[[], Any]) -> Any:
    """Return what there is to see, as soon as there is something."""
    until = time.monotonic() + 20
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def test_the_browser_keeps_files_apart_and_says_so(running: Firefox, tmp_path: Path) -> None:
    """What a loosened browser would let through: so these tests can fail."""
    (tmp_path / "x.html").write_text("<!doctype html><title>x</title><script type=module src=x.js></script>", "utf-8")
    (tmp_path / "x.js").write_text("document.title = 'ran'", "utf-8")
    running.tell("Services.console.reset()", browser=True)
    running.open((tmp_path / "x.html").as_uri())
    assert any("Cross-Origin Request Blocked" in each for each in soon(lambda: running.tell(SAID, browser=True)))
    assert running.tell("document.title") == "x"


def test_every_kind_of_page_opens_with_its_styles_and_letters(
    firefox: Firefox, toolkit: Toolkit, kinds: dict[str, str]
) -> None:
    for path in one_of_each(kinds):
        firefox.open((toolkit.output / path).as_uri())
        if firefox.tell("document.querySelector('header.top') !== null"):
            assert firefox.tell("document.querySelectorAll('main h1').length") == 1, path
            assert firefox.tell(STYLE) == ["Head", "Body"], path
            assert firefox.tell(FONTS) == ["Body", "Head"], path


def test_a_word_in_the_box_finds_entries_and_enter_leads_to_all(firefox: Firefox, toolkit: Toolkit) -> None:
    firefox.open((toolkit.output / "over.html").as_uri())
    firefox.type("#_find", "vertouwen")
    assert "Afwegingskader vertrouwen" in soon(lambda: firefox.tell(FOUND))
    firefox.type("#_find", "\ue007")
    soon(lambda: firefox.tell("document.querySelector('.finding .card') !== null"))
    assert firefox.tell("location.search") == "?q=vertouwen"
    assert "Afwegingskader vertrouwen" in firefox.tell("document.querySelector('.finding').textContent")


def test_a_filter_narrows_and_its_address_can_be_opened_again(firefox: Firefox, toolkit: Toolkit) -> None:
    indexes = (page.path for page in toolkit.site.pages() if page.template == "index.html")
    index = (toolkit.output / next(path for path in sorted(indexes) if "data-facet" in toolkit.text(path))).as_uri()
    firefox.open(index)
    every = firefox.tell(CARDS)
    firefox.click(OPTION)
    left, address = firefox.tell(CARDS), firefox.tell("location.href")
    assert 0 < left < every
    assert address.startswith(f"{index}?")
    firefox.open((toolkit.output / "index.html").as_uri())
    firefox.open(address)
    assert firefox.tell(CARDS) == left
    assert firefox.tell("document.querySelectorAll('.facets :checked').length") == 1
