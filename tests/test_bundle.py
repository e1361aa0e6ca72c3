"""The offline edition in one zip: the same bytes every time, for every computer; and the page that leads to it."""

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from playwright.sync_api import Browser, sync_playwright
from support import entry, project, published, read, write

from lcsite.cli.project import BUNDLE
from lcsite.cli.refusal import BuildRefused
from lcsite.publish import UnsafePaths, pack
from lcsite.publish.bundle import unsafe

FILES = {
    "index.md": "---\ntitle: Welcome\n---\n\nHello.\n",
    "articles/one.md": entry("see_also: [two]\nadded: 2024-03-05", title="One"),
    "articles/two.md": entry(title="Two"),
}
NAME = "a-toolkit-2024-03-05.zip"
PAGE = "take-along.html"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home/cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home/state"))
    return project(tmp_path / "project", FILES)


@pytest.fixture
def bundled(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which the zip lies in the site."""
    monkeypatch.setenv(BUNDLE, ".")
    published(small)
    return small


def problems(*paths: str) -> list[tuple[str, str]]:
    return [(each.problem, each.part) for each in unsafe(paths)]


def test_two_builds_give_the_same_zip_wherever_and_whenever(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (bundled / "site" / NAME).read_bytes()
    published(bundled)
    assert (bundled / "site" / NAME).read_bytes() == first
    old = os.umask(0o077)
    try:
        other = project(tmp_path / "elsewhere", FILES)
        os.utime(other / "content/index.md", (1, 1))
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        published(other)
    finally:
        os.umask(old)
    assert (other / "site" / NAME).read_bytes() == first


def test_the_zip_holds_the_site_as_a_build_makes_it_in_one_folder(
    bundled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ZipFile(bundled / "site" / NAME) as zipped:
        assert zipped.testzip() is None
        infos = zipped.infolist()
        packed = {info.filename.removeprefix("a-toolkit/"): zipped.read(info) for info in infos}
    assert [info.filename for info in infos] == sorted(info.filename for info in infos)
    assert all(info.filename.startswith("a-toolkit/") for info in infos)
    assert {info.compress_type for info in infos} == {ZIP_STORED}
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.external_attr >> 16 for info in infos} == {stat.S_IFREG | 0o644}
    monkeypatch.delenv(BUNDLE)
    published(bundled)
    assert packed == read(bundled / "site")


def test_the_page_leads_to_the_zip_if_there_is_one(bundled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (bundled / "site" / PAGE).read_text("utf-8")
    assert f'href="{NAME}" download' in page
    assert "March 5, 2024" in page
    assert "Extract All" in page
    monkeypatch.delenv(BUNDLE)
    published(bundled)
    page = (bundled / "site" / PAGE).read_text("utf-8")
    assert ".zip" not in page
    assert "<code>lcsite bundle</code>" in page
    assert not (bundled / "site" / NAME).exists()


def test_a_site_after_a_zip_is_that_of_a_first_build(
    bundled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = project(tmp_path / "other", FILES)
    published(other)
    assert read(other / "site") == read(bundled / "site")
    monkeypatch.delenv(BUNDLE)
    published(bundled)
    published(other)
    assert read(other / "site") == read(bundled / "site")


def test_a_zip_may_lie_elsewhere(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BUNDLE, str(tmp_path / "stick/all.zip"))
    published(small)
    assert ".zip" not in (small / "site" / PAGE).read_text("utf-8")
    assert (tmp_path / "stick/all.zip").is_file()
    assert list(read(tmp_path / "stick")) == ["all.zip"]
    monkeypatch.setenv(BUNDLE, str(small / "site/all.zip"))
    published(small)
    assert (small / "site/all.zip").read_bytes() == (tmp_path / "stick/all.zip").read_bytes()


@pytest.mark.parametrize(
    ("title", "date", "name"),
    [("Café ‘Élan’ & co.", "2024", "cafe-elan-co.zip"), ("工具", "2024-01-02", "toolkit-2024-01-02.zip")],
)
def test_its_name_is_that_of_the_site_and_its_date(
    small: Path, monkeypatch: pytest.MonkeyPatch, title: str, date: str, name: str
) -> None:
    write(small / "content/articles/one.md", entry(f"added: {date}", title="One"))
    text = (small / "mkdocs.yml").read_text("utf-8")
    write(small / "mkdocs.yml", re.sub("(?m)^site_name: .*$", f'site_name: "{title}"', text))
    monkeypatch.setenv(BUNDLE, ".")
    published(small)
    assert [file.name for file in (small / "site").glob("*.zip")] == [name]


def test_the_old_site_stays_where_a_path_is_unsafe(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(small)
    before = read(small / "site")
    write(small / "look/styles/aux.css", "")
    text = (small / "mkdocs.yml").read_text("utf-8")
    write(small / "mkdocs.yml", text.replace("name: lcsite,", f"name: lcsite, custom_dir: {small / 'look'},"))
    monkeypatch.setenv(BUNDLE, ".")
    with pytest.raises(BuildRefused, match="LC505"):
        published(small)
    assert read(small / "site") == before


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("a/con", ("reserved", "con")),
        ("a/Nul.tar.gz", ("reserved", "Nul.tar.gz")),
        ("lpt¹/a", ("reserved", "lpt¹")),
        ("a/what?.html", ("character", "?")),
        ("a\\b", ("character", "\\")),
        ("a\tb", ("character", "'\\t'")),
        ("a./b", ("end", "a.")),
        ("a/b ", ("end", "b ")),
        ("a" * 181, ("long", "181")),
    ],
)
def test_what_windows_cannot_write_is_named(path: str, problem: tuple[str, str]) -> None:
    assert problems("fine.html", path) == [problem]


def test_what_differs_in_spelling_only_is_named() -> None:
    assert problems("a/b.html", "a/B.html") == [("case", "a/b.html")]
    assert problems("a/b", "A/c") == [("case", "a/")]
    assert problems("caf\u00e9", "cafe\u0301") == [("case", "caf\u00e9")]
    assert problems("a", "a/b") == [("case", "a")]


def test_what_every_computer_can_write_is_safe() -> None:
    assert problems("a/b.html", "a/c.html", "console.html", ".nojekyll", "com10", "a" * 180) == []


def test_nothing_is_written_that_cannot_be_unpacked(tmp_path: Path) -> None:
    write(tmp_path / "site/aux.html", "")
    with pytest.raises(UnsafePaths):
        pack(tmp_path / "site", tmp_path / "all.zip", "top")
    assert list(read(tmp_path)) == ["site/aux.html"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        yield started
        started.close()


@pytest.mark.browser
def test_what_is_unpacked_works_from_the_disk(bundled: Path, tmp_path: Path, browser: Browser) -> None:
    shutil.unpack_archive(bundled / "site" / NAME, tmp_path / "unpacked")
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto((tmp_path / "unpacked/a-toolkit/index.html").as_uri())
    page.locator("footer a", has_text="Take along").click()
    assert page.locator("h1").inner_text() == "Take along"
    assert page.locator("footer [data-as-of]").inner_text() == "As of March 5, 2024"
    page.goto((tmp_path / "unpacked/a-toolkit/articles/one.html").as_uri())
    page.locator("main a", has_text="Two").first.click()
    assert page.locator("h1").inner_text() == "Two"
    assert failed == []
    page.close()
