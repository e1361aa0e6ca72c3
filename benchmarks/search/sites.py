"""The sites that are searched: ours, and the visible text of its entries as a stock Material site."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread

from benchmarks.peers import HOME, entry_pages, write_mkdocs
from benchmarks.visible import blocks, markdown

ROOT = Path(__file__).parents[2]


def build_ours(folder: Path) -> Path:
    """Build this repository's toolkit in a folder; return its site."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    _run([sys.executable, "-m", "lcsite", "build"], folder)
    return folder / "site"


def build_material(project: Path, folder: Path) -> Path:
    """Build the same pages as a stock Material site; return it."""
    for slug, name in entry_pages(project):
        _write(folder / "pages" / slug / f"{name}.md", project / "site" / slug / f"{name}.html")
    (folder / "pages" / "index.md").write_text(HOME, "utf-8")
    write_mkdocs(folder, folder / "pages")
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder)
    return folder / "site"


def _write(page: Path, ours: Path) -> None:
    """Write the text of a page of ours from its title on: what stands above that would be taken for the title."""
    found = blocks(ours.read_text("utf-8"), "main")
    title = next(place for place, block in enumerate(found) if block.kind == "h1")
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(markdown(found[title:]), "utf-8")


def add_pagefind(site: Path) -> bool:
    """Index a Material site with Pagefind as well, where that is installed."""
    if find_spec("pagefind_bin") is None:
        return False
    _run([sys.executable, "-m", "pagefind_bin", "--site", str(site), "--root-selector", "article"], site)
    return True


def keys(project: Path) -> dict[str, str]:
    """Return the key of each entry by where its page stands, `slug/id`."""
    collections = {path.stem: path.parent.name for path in (project / "content").glob("*/*.md")}
    names = {}
    for slug, name in entry_pages(project):
        found = [path.parent.name for path in (project / "content").glob(f"*/{name}.md")]
        names[f"{slug}/{name}"] = f"{found[0] if len(found) == 1 else collections[name]}/{name}"
    return names


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site, for searches that need it; its address is yielded."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=site))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _run(command: Sequence[str], folder: Path) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "XDG_CACHE_HOME": str(folder / ".cache")}
    subprocess.run(command, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
