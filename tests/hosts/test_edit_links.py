"""The link with which a reader mends a page leads to the file in the repository."""

import re
from pathlib import Path

import pytest
from hosted import Host
from support import write

from lcsite.settings import make_settings

pytestmark = pytest.mark.hosts

HERE = {"docs_dir": "content", "use_directory_urls": False}


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/edit/main/content/"),
        ("https://github.com/a/b/", "https://github.com/a/b/edit/main/content/"),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/edit/main/content/"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/_edit/main/content/"),
        ("https://git.example.org/a/b", "https://git.example.org/a/b/edit/main/content/"),
    ],
)
def test_each_forge_has_its_own_address(repository: str, expected: str) -> None:
    settings, _ = make_settings({**HERE, "repo_url": repository}, {})
    assert settings.edit_url == expected


@pytest.mark.parametrize(
    ("documents", "content", "written", "expected"),
    [
        ("content", "content", "edit/main/content/", "edit/main/content/"),
        ("content", "content", "blob/dev/toolkit/content", "blob/dev/toolkit/content/"),
        ("docs", "content", "edit/main/docs/", "edit/main/content/"),
        ("docs", "docs/content", "edit/main/docs/", "edit/main/docs/content/"),
        ("/abs/project/docs", "content", "edit/main/docs/", "edit/main/content/"),
        ("docs", "content", "edit/main/my-docs/", "edit/main/my-docs/"),
        ("docs", "docs/content", "edit/main/docs/content/", "edit/main/docs/content/"),
    ],
)
def test_the_owner_may_say_where(documents: str, content: str, written: str, expected: str) -> None:
    config = {**HERE, "docs_dir": documents, "repo_url": "https://github.com/a/b", "edit_uri": written}
    settings, _ = make_settings(config, {"content": content})
    assert settings.edit_url == f"https://github.com/a/b/{expected}"


@pytest.mark.parametrize("config", [{}, {"repo_url": "https://github.com/a/b", "edit_uri": ""}])
def test_without_a_repository_there_is_no_link(config: dict[str, str]) -> None:
    settings, _ = make_settings({**HERE, **config}, {})
    assert settings.edit_url == ""


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("", "edit/main/content"),
        ("edit_uri: edit/trunk/content/\n", "edit/trunk/content"),
        ("edit_uri: edit/master/docs/\n", "edit/master/docs"),
    ],
)
def test_the_guess_of_the_host_is_not_taken_for_the_word_of_the_owner(
    small: Path, mkdocs: Host, written: str, where: str
) -> None:
    text = (small / "mkdocs.yml").read_text("utf-8")
    write(small / "mkdocs.yml", f"{text}repo_url: https://github.com/a/b\n{written}")
    mkdocs(small)
    for path in ("articles/one", "sources/book", "colophon"):
        page = (small / f"site/{path}.html").read_text("utf-8")
        assert re.findall(r'href="(https://github[^"]*)"', page) == [f"https://github.com/a/b/{where}/{path}.md"]
