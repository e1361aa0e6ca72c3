"""Three searches, each asked in Chromium as a reader would ask it; each returns addresses, best first."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

Ask = Callable[[str], list[str]]

_READY = """() => new Promise((done) => {
  const look = () => (globalThis.lcsiteSearch ? done() : setTimeout(look, 10));
  look();
})"""
_PAGEFIND = """async (text) => {
  const pagefind = await import("/pagefind/pagefind.js");
  const { results } = await pagefind.search(text);
  return Promise.all(results.slice(0, 10).map(async (each) => (await each.data()).url));
}"""


def ours(page: Page, site: Path) -> Ask:
    """Ask our one function, on a page from the disk."""
    page.goto((site / "index.html").as_uri())
    page.focus("#_find")
    page.evaluate(_READY)
    return lambda text: page.evaluate("(text) => lcsiteSearch(text).found.map((each) => each.path)", text)


def material(page: Page, address: str) -> Ask:
    """Type in Material's search box, and read the list below it: each page where it comes first."""

    def ask(text: str) -> list[str]:
        page.goto(f"{address}/")
        page.wait_for_timeout(300)
        page.fill(".md-search__input", text, force=True)
        page.wait_for_timeout(1500)
        links = page.locator(".md-search-result__item > .md-search-result__link")
        found: list[str] = links.evaluate_all("(links) => links.map((link) => link.pathname.slice(1))")
        return list(dict.fromkeys(found))

    return ask


def pagefind(page: Page, address: str) -> Ask:
    """Ask Pagefind's function, on a page from a server."""
    page.goto(f"{address}/")
    return lambda text: [found.lstrip("/") for found in page.evaluate(_PAGEFIND, text)]
