"""A browser as readers have it, and what it heard while a page was open."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

from playwright.sync_api import Browser, BrowserContext, Page

from lcsite.build import Site

WIDTHS = (320, 360, 768, 1024, 1280, 1600)
HEIGHT = 900
# Cards below the fold are laid out only when a reader comes there.
WHOLE = "* { content-visibility: visible !important }"


class Toolkit(Protocol):
    """A site that has been published, and what it was made of."""

    site: Site

    @property
    def output(self) -> Path:
        """The folder with the published files."""

    def text(self, path: str) -> str:
        """Return a published file as text."""


@dataclass
class Heard:
    """What a browser asked for, and what it complained about."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def failed(self, address: str, why: str) -> None:
        """Keep what failed; a reader who goes on before all has come has not been failed."""
        if "ERR_ABORTED" not in why:
            self.said.append(f"failed: {address} {why}")

    def complaints(self, *, start: str) -> list[str]:
        """Return what was said, and what was asked for that does not begin with `start`."""
        return self.said + [address for address in self.asked if not address.startswith(start)]


def listen(context: BrowserContext) -> Heard:
    """Hear everything from now on."""
    heard = Heard()
    context.on("console", lambda message: heard.said.append(f"{message.type}: {message.text} ({message.location})"))
    context.on("weberror", lambda error: heard.said.append(f"error: {error.error}"))
    context.on("request", lambda request: heard.asked.append(request.url))
    context.on("requestfailed", lambda request: heard.failed(request.url, request.failure or ""))
    context.on(
        "response",
        lambda answer: heard.said.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None,
    )
    return heard


class Reader:
    """One window on a site, with an ear to it."""

    def __init__(self, browser: Browser, folder: Path, **options: Any) -> None:
        self.folder = folder
        options = {"viewport": {"width": 1280, "height": HEIGHT}} | options
        self.context = browser.new_context(**options)
        self.heard = listen(self.context)
        self.page: Page = self.context.new_page()

    def open(self, path: str) -> Page:
        """Open a page from the disk."""
        self.page.goto((self.folder / path).as_uri(), wait_until="load")
        return self.page

    def at(self) -> str:
        """Return the path of the page that is open."""
        return self.page.url.partition("#")[0].partition("?")[0].removeprefix(self.folder.as_uri() + "/")

    def close(self) -> None:
        """Close the window; nothing may have been said, and nothing asked of anybody else."""
        self.context.close()
        complaints = self.heard.complaints(start="file://")
        assert not complaints, complaints


Open = Callable[..., Reader]
"""Opens a window on the site in a folder."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, and give the address that ends in a slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def dress(page: Page, css: str) -> None:
    """Add styles to a page; its policy lets a sheet pass that a script has made."""
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        css,
    )


def staying(toolkit: Toolkit) -> list[str]:
    """Return the pages on which a reader stays: the others lead on at once, to where an entry is now."""
    return [page.path for page in toolkit.site.pages() if page.template != "redirect.html"]


def one_of_each(kinds: dict[str, str]) -> list[str]:
    """Return one page per template."""
    found: dict[str, str] = {}
    for kind, path in kinds.items():
        found.setdefault(kind.partition(" ")[0], path)
    return list(found.values())
