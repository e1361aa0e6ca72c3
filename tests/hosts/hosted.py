"""A small project for a host, and ways to have it built."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

ARTICLE = "---\ntitle: {title}\nsummary: {title} in one sentence.\n{more}---\n\n{body}\n"
FILES = {
    "index.md": "---\ntitle: Welcome\n---\n\nSome *emphasis*.\n",
    "colophon.md": "---\ntitle: Colophon\n---\n\nWho made this.\n",
    "articles/one.md": ARTICLE.format(title="One", more="see_also: [two]\n", body="Read [two](two.md) next."),
    "articles/two.md": ARTICLE.format(title="Two", more="sources: [{to: book, at: p. 3}]\n", body="## More\n\nText."),
    "articles/three.md": ARTICLE.format(title="Three", more="status: draft\n", body="Not yet."),
    "sources/book.md": "---\ntitle: A book\nsummary: It says so.\nauthors: [A. Writer]\nyear: 2020\n---\n",
}
BROKEN = "---\ntitle: One\nsumary: oops\n---\n\nText.\n"
WARNED = ARTICLE.format(title="Four", more="see_also: [was-two]\n", body="It has moved.")

Host = Callable[..., MkDocsConfig]
"""Builds the project in a folder, and returns the configuration that it did so with."""


def run(folder: Path, *command: str, code: int = 0) -> str:
    """Run `python -m …` in a folder, as a user would; what it says is returned."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def beside(folder: Path) -> list[str]:
    """What a build has left beside or in the site that nobody asked for."""
    left = [*folder.glob(".*lcsite-*"), *folder.glob("*/.*lcsite-*")]
    return sorted(file.relative_to(folder).as_posix() for file in left)
