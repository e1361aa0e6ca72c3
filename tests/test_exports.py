"""Files for machines: the feed, the map of the site, and what robots may read."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from support import ENGLISH, compiled, entry, project, published, write

from lcsite.build import Site
from lcsite.exports import File

if TYPE_CHECKING:  # hosts/ and browser/ have a conftest of their own
    from tests.conftest import Published

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
URL = "https://example.org/toolkit/"
FILES = {
    "articles/a.md": entry("added: 2026-01\ncontributors: [An & Bo]", title="<A> & b"),
    "articles/b.md": entry("added: 2025-02-03\nreviewed: 2026-02-04"),
    "articles/c.md": entry(),
    "articles/d.md": entry("added: 2026-05-05\nstatus: draft"),
    "articles/e.md": entry("", "See [that](+f.md)."),
}


def site_of(url: str = "", title: str = "A toolkit") -> Site:
    return compiled(FILES, settings=replace(ENGLISH, url=url, title=title))


def files_of(site: Site) -> dict[str, bytes]:
    return {file.path: file.data for file in site.files() if isinstance(file, File)}


def feed_of(site: Site) -> ET.Element:
    return ET.fromstring(files_of(site)["news.xml"])  # noqa: S314 - our own


def check_feed(feed: ET.Element) -> None:
    """Check what RFC 4287 asks of a feed and of its entries."""
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    ids = []
    for each in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = each.findall(f"{ATOM}{name}")
            assert found.text
        assert MOMENT.fullmatch(each.findtext(f"{ATOM}updated") or "")
        assert [link for link in each.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        ids.append(each.findtext(f"{ATOM}id") or "")
    assert len(ids) == len(set(ids))
    assert all(re.match(r"(?:https?://|urn:uuid:)", each) for each in ids)


@pytest.mark.parametrize("url", ["", URL])
def test_the_feed_is_one(url: str) -> None:
    feed = feed_of(site_of(url))
    check_feed(feed)
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "<A> & b"
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_the_feed_of_a_real_toolkit_is_one(either: "Published") -> None:
    (path,) = (path for path in ("nieuw.xml", "news.xml") if (either.output / path).exists())
    feed = ET.fromstring(either.text(path))  # noqa: S314 - our own
    check_feed(feed)
    for link in feed.iter(f"{ATOM}link"):
        assert (either.output / str(link.get("href"))).is_file()
    assert 'type="application/atom+xml"' in either.text("index.html")


def test_dates_come_from_the_content() -> None:
    feed = feed_of(site_of())
    first, second = feed.findall(f"{ATOM}entry")
    assert feed.findtext(f"{ATOM}updated") == "2026-02-04T00:00:00Z"
    assert first.findtext(f"{ATOM}published") == "2026-01-01T00:00:00Z"
    assert second.findtext(f"{ATOM}updated") == "2026-02-04T00:00:00Z"


def test_an_id_lasts() -> None:
    with_url, without = feed_of(site_of(URL)), feed_of(site_of())
    assert with_url.findtext(f"{ATOM}id") == f"{URL}news.xml"
    assert with_url.findtext(f"{ATOM}entry/{ATOM}id") == f"{URL}articles/a.html"
    assert without.findtext(f"{ATOM}entry/{ATOM}id") == feed_of(site_of()).findtext(f"{ATOM}entry/{ATOM}id")
    assert without.findtext(f"{ATOM}id") != feed_of(site_of(title="Another")).findtext(f"{ATOM}id")


def test_links_are_relative_without_an_address() -> None:
    assert {link.get("href") for link in feed_of(site_of()).iter(f"{ATOM}link")} == {
        "index.html",
        "articles/a.html",
        "articles/b.html",
    }


def test_a_toolkit_without_dates_has_no_feed() -> None:
    assert "news.xml" not in files_of(compiled({"articles/c.md": entry()}))


def test_only_a_site_with_an_address_has_a_map_and_a_word_to_robots() -> None:
    assert not {"sitemap.xml", "robots.txt"} & files_of(site_of()).keys()
    assert files_of(site_of(URL))["robots.txt"].decode().endswith(f"Sitemap: {URL}sitemap.xml\n")


def test_the_map_names_every_page_that_is_worth_finding() -> None:
    root = ET.fromstring(files_of(site_of(URL))["sitemap.xml"])  # noqa: S314 - our own
    found = {each.findtext(f"{MAP}loc"): each.findtext(f"{MAP}lastmod") for each in root}
    assert found[f"{URL}articles/a.html"] == "2026-01"
    assert found[f"{URL}articles/b.html"] == found[f"{URL}articles/index.html"] == found[URL] == "2026-02-04"
    assert found[f"{URL}articles/c.html"] is None
    assert not {f"{URL}{path}" for path in ("404.html", "articles/f.html", "articles/d.html")} & found.keys()
    paths = [(address or "").removeprefix(URL) or "index.html" for address in found]
    assert paths == sorted(paths)


def test_what_needs_an_address_is_there_with_one(tmp_path: Path) -> None:
    folder = project(tmp_path / "site", FILES)
    write(folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text("utf-8") + f"site_url: {URL}\n")
    published(folder)
    page = (folder / "site/articles/a.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{URL}articles/a.html">' in page
    assert f'<meta property="og:url" content="{URL}articles/a.html">' in page
    lost = (folder / "site/404.html").read_text("utf-8")
    links = re.findall(r'(?:href|src|action)="([^"]*)"', lost)
    assert links
    assert [link for link in links if not link.startswith(("/toolkit/", "#"))] == []


def test_a_missing_page_stands_alone_without_an_address(toolkit: "Published") -> None:
    lost = toolkit.text("404.html")
    assert re.findall(r'<a href="([^"]*)"', lost) == ["index.html"]
    assert "<script" not in lost
