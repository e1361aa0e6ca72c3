"""One browser for all tests, and the sites that it looks at."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from looking import Open, Reader, Toolkit, served, staying
from playwright.sync_api import Browser, sync_playwright
from support import ROOT, published, write

TITLE = "Hottentottententententoonstellingsmakersopleidingscoördinatorenvergadering"
WORD = "meervoudigepersoonlijkheidsstoornissenbehandelingsprotocolwerkgroepvoorzittersoverleg"
SUMMARY = f"{WORD} en verder niets dan {WORD}."
TEXT = f"""

{{level}} {TITLE}

Lees het {WORD} of <https://example.org/{"zeer-lang-" * 20}adres>, en `{"code_zonder_spaties_" * 8}`.

```
{"regel " * 60}
```

| {WORD} | b | c |
|---|---|---|
| {WORD} | {WORD} | {WORD} |

1. {WORD}
   - {WORD}

> {WORD}
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser, or what comes with it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The system's Chromium, without the switches of Playwright that loosen it for files."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "no Chromium here: `make test` installs it"
    profile = tmp_path_factory.mktemp("profile")
    switches = ["--headless", "--no-sandbox", "--no-first-run", "--disable-gpu", "--remote-debugging-pipe"]
    # Playwright would wait for ever for a page that comes back from memory.
    switches += ["--disable-features=BackForwardCache"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program,
            ignore_default_args=True,
            args=[*switches, f"--user-data-dir={profile}", "about:blank"],
        )
        yield started
        started.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Open]:
    """Opens windows on sites; each must have stayed silent when the test ends."""
    readers: list[Reader] = []

    def opened(folder: Path, **options: Any) -> Reader:
        readers.append(Reader(browser, folder, **options))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.close()


@pytest.fixture(scope="session")
def address(toolkit: Toolkit) -> Iterator[str]:
    """Where the toolkit stands on a server."""
    with served(toolkit.output) as found:
        yield found


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Reader]:
    """A window that goes to addresses, and to which a server may say no."""
    reader = Reader(browser, Path("/"))
    yield reader
    reader.context.close()


@pytest.fixture(scope="session")
def kinds(toolkit: Toolkit) -> dict[str, str]:
    """The fullest page of each kind on which a reader stays, and of the entries the fullest of each collection."""
    pages: dict[str, list[str]] = {}
    paths = set(staying(toolkit))
    for page in toolkit.site.pages():
        if page.path not in paths:
            continue
        folder = page.path.rpartition("/")[0] if page.template == "entry.html" else ""
        pages.setdefault(f"{page.template.removesuffix('.html')} {folder}".strip(), []).append(page.path)
    return {kind: max(paths, key=lambda path: len(toolkit.text(path))) for kind, paths in sorted(pages.items())}


@pytest.fixture(scope="session")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same toolkit, with in each collection an entry of the longest words."""
    folder = tmp_path_factory.mktemp("wordy")
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for collection in sorted((folder / "content").iterdir()):
        entries = sorted(collection.glob("*.md"), key=lambda file: (-file.stat().st_size, file.name))
        if collection.is_dir() and entries:
            text = entries[0].read_text("utf-8")
            text = re.sub(r"^title:.*$", f"title: {TITLE}", text, count=1, flags=re.MULTILINE)
            text = re.sub(r"^summary:.*$", f"summary: {SUMMARY}", text, count=1, flags=re.MULTILINE)
            level = "###" if "\n## " in text else "##"
            write(collection / "lange-woorden.md", text + TEXT.format(level=level))
            if entries[0].with_suffix("").is_dir():
                shutil.copytree(entries[0].with_suffix(""), collection / "lange-woorden")
    published(folder)
    return folder / "site"
