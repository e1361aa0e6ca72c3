"""Projects for a host, and the hosts that build them."""

import os
from pathlib import Path

import pytest
from hosted import FILES, WARNED, Host
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from support import project, write


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep results in a folder of the test, and let nothing of the developer's environment in."""
    for name in [name for name in os.environ if name.startswith("LCSITE")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home/cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home/state"))
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project with two articles, a draft, a source and a plain page."""
    return project(tmp_path / "project", FILES)


@pytest.fixture
def warned(small: Path) -> Path:
    """A project with one warning: a reference to a former address."""
    moved = FILES["articles/two.md"].replace("title: Two", "title: Two\nformerly: [was-two]")
    write(small / "content/articles/two.md", moved)
    write(small / "content/articles/four.md", WARNED)
    return small


@pytest.fixture
def mkdocs() -> Host:
    """MkDocs in this process, which is quick."""

    def run(folder: Path, *, strict: bool = False, command: str = "build") -> MkDocsConfig:
        config = load_config(str(folder / "mkdocs.yml"), strict=strict)
        config.plugins.on_startup(command=command, dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/" if command == "serve" else None)
        return config

    return run
