"""What a reader's first visit costs, and what stays behind on their device: little, and nothing."""

import gzip
import re
from pathlib import Path

import pytest
from looking import Reader, Toolkit, one_of_each
from playwright.sync_api import Browser, expect

MOST = 200_000
OURS = Path(__file__).parents[2] / "themes/lcsite_themes/toolkit/scripts"
PICTURE = re.compile(r'<img src="([^"]+)"')
# All that a page can leave on a device.
KEPT = """async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: globalThis.indexedDB.databases ? (await indexedDB.databases()).map(each => each.name) : [],
  caches: globalThis.caches ? await caches.keys().catch(() => []) : [],
  workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations().catch(() => [])).length : 0,
})"""
# Pictures further down are asked for when a reader comes there.
WHOLE = """async () => {
  await Promise.all([...document.images].map(each => { each.loading = 'eager'; return each.decode(); }));
  await document.fonts.ready;
}"""
NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}


def pictures(toolkit: Toolkit, path: str) -> int:
    """Return how many bytes of pictures stand on a page."""
    found = PICTURE.findall(toolkit.text(path))
    return sum(((toolkit.output / path).parent / each).stat().st_size for each in found)


def visit(browser: Browser, address: str, path: str) -> list[str]:
    """Return the files that a browser with nothing in memory asks for, down to the end of the page."""
    reader = Reader(browser, Path("/"))
    reader.page.goto(address + path)
    reader.page.evaluate(WHOLE)
    reader.context.close()
    return sorted({each.removeprefix(address).partition("?")[0] for each in reader.heard.asked} - {"favicon.ico"})


def weight(folder: Path, files: list[str]) -> int:
    """Return what files weigh on their way, packed by gzip."""
    return sum(len(gzip.compress((folder / each).read_bytes(), 6, mtime=0)) for each in files)


def test_a_first_visit_to_the_heaviest_entry_weighs_little(browser: Browser, toolkit: Toolkit, address: str) -> None:
    entries = sorted(page.path for page in toolkit.site.pages() if page.template == "entry.html")
    heavy = {
        max(entries, key=lambda path: len(toolkit.text(path))),
        max(entries, key=lambda path: pictures(toolkit, path)),
        max(entries, key=lambda path: toolkit.text(path).count('rel="stylesheet"')),
    }
    for path in sorted(heavy):
        asked = visit(browser, address, path)
        assert {path, "assets/fonts/body.woff2", "assets/scripts/search.js"} <= set(asked)
        assert not [each for each in asked if "search-index" in each]
        assert weight(toolkit.output, asked) <= MOST, path


def test_our_own_scripts_are_small() -> None:
    """As they lie in the site, not made smaller and not packed."""
    assert sum(file.stat().st_size for file in OURS.glob("*.js")) <= 40_000


@pytest.mark.parametrize("place", ["file", "http"])
def test_nothing_stays_behind_on_the_device(
    visitor: Reader, toolkit: Toolkit, kinds: dict[str, str], address: str, place: str
) -> None:
    page = visitor.page
    start = address if place == "http" else f"{toolkit.output.as_uri()}/"
    for path in one_of_each(kinds):
        page.goto(start + path)
        assert page.evaluate(KEPT) == NOTHING, path
    page.goto(f"{start}index.html")
    page.locator("details.menu > summary").click()
    page.fill("#_find", "bewoners")
    expect(page.get_by_role("option").first).to_be_visible()
    page.goto(f"{start}alles.html")
    page.locator(".facets input[type=checkbox]").first.check()
    page.goto(f"{start}zoeken.html?q=bewoners")
    expect(page.locator(".finding .card").first).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING
    assert visitor.context.cookies() == []


def test_what_stays_behind_is_seen(visitor: Reader, address: str) -> None:
    visitor.page.goto(f"{address}index.html")
    visitor.page.evaluate("() => { localStorage.x = 1; sessionStorage.y = 1; document.cookie = 'z=1'; }")
    assert visitor.page.evaluate(KEPT) == NOTHING | {"cookies": "z=1", "local": ["x"], "session": ["y"]}
