"""Every link of a published site leads somewhere, seen by a crawler that knows nothing of lcsite."""

import posixpath
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from support import ROOT, published, read, write

OUTSIDE = {"http", "https", "mailto"}
LINKS = {"href", "src", "action", "poster", "data", "cite", "longdesc", "background"}
POINTERS = {"for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form"}
CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)(["']?)([^"')]+)\1""")


class Page(HTMLParser):
    """What one page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.pages: list[str] = []
        self.ids: list[str] = []
        self.pointers: list[str] = []
        self.inline: list[str] = []
        self.leads_on = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            text = value or ""
            if name == "id":
                self.ids.append(text)
            elif name in POINTERS:
                self.pointers += text.split()
            elif name in LINKS:
                self.links.append(text)
                if tag in {"a", "form"}:
                    self.pages.append(text)
            elif name in {"srcset", "imagesrcset"}:
                self.links += [part.split()[0] for part in text.split(",")]
            elif name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        given = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)
        if given.get("http-equiv") == "refresh":
            self.leads_on = True
            self.links.append(str(given["content"]).partition("url=")[2])

    handle_startendtag = handle_starttag


class Crawl:
    """All files of a site, and the pages among them, read."""

    def __init__(self, folder: Path) -> None:
        self.files = read(folder)
        self.pages = {path: Page(data.decode()) for path, data in self.files.items() if path.endswith(".html")}
        self.styles = {path: data.decode() for path, data in self.files.items() if path.endswith(".css")}

    def wrong(self, source: str, link: str) -> str:
        """Return what is wrong with a link, nothing if it leads somewhere; names count case and all."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return "" if parts.scheme in OUTSIDE else "of a strange kind"
        if link.startswith("/") or "\\" in link:
            return "starts at the root"
        target = self.target(source, link)
        if target.startswith(".."):
            return "leads out of the site"
        if target not in self.files:
            return "is a folder" if any(path.startswith(f"{target}/") for path in self.files) else "leads nowhere"
        part = unquote(parts.fragment)
        if part and target in self.pages and part not in self.pages[target].ids:
            return "has no such anchor"
        return ""

    def target(self, source: str, link: str) -> str:
        path = unquote(urlsplit(link).path)
        return posixpath.normpath(posixpath.join(posixpath.dirname(source), path)) if path else source

    def reached(self) -> set[str]:
        """Return the pages that a reader comes to from the home page."""
        found, waiting = {"index.html"}, ["index.html"]
        while waiting:
            page = waiting.pop()
            for link in self.pages[page].pages:
                parts = urlsplit(link)
                target = "" if parts.scheme or parts.netloc else self.target(page, link)
                if target in self.pages and target not in found:
                    found.add(target)
                    waiting.append(target)
        return found


@pytest.fixture(scope="module", params=["toolkit", "bakery"])
def crawl(request: pytest.FixtureRequest) -> Crawl:
    return Crawl(request.getfixturevalue(request.param).output)


def test_every_link_leads_somewhere(crawl: Crawl) -> None:
    wrong = [
        (path, link, fault)
        for path, page in crawl.pages.items()
        for link in page.links
        if (fault := crawl.wrong(path, link))
    ]
    assert wrong == []
    assert sum(len(page.links) for page in crawl.pages.values()) > len(crawl.pages)


def test_every_address_in_a_style_leads_somewhere(crawl: Crawl) -> None:
    found = [(path, link) for path, text in crawl.styles.items() for _, link in CSS_URL.findall(text)]
    wrong = [(path, link, fault) for path, link in found if (fault := crawl.wrong(path, link))]
    assert wrong == []
    assert any(link.endswith(".woff2") for _, link in found)
    assert not [link for _, link in found if urlsplit(link).scheme]


def test_every_page_is_reached_from_the_home_page(crawl: Crawl) -> None:
    old = {path for path, page in crawl.pages.items() if page.leads_on}
    assert crawl.pages.keys() - crawl.reached() - old == {"404.html"}  # a server shows that one


def test_no_anchor_is_there_twice(crawl: Crawl) -> None:
    for path, page in crawl.pages.items():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], path


def test_what_a_label_or_a_control_names_is_on_the_page(crawl: Crawl) -> None:
    for path, page in crawl.pages.items():
        assert set(page.pointers) - set(page.ids) == set(), path


def test_no_page_holds_a_script_or_a_style(crawl: Crawl) -> None:
    assert {path: page.inline for path, page in crawl.pages.items() if page.inline} == {}


def test_names_are_short_and_plain(crawl: Crawl) -> None:
    for path in crawl.files:
        assert re.fullmatch(r"[A-Za-z0-9._/-]{1,150}", path), path
    folded = Counter(path.lower() for path in crawl.files)
    assert [path for path, count in folded.items() if count > 1] == []


def test_everything_of_a_page_comes_from_the_site(crawl: Crawl) -> None:
    for path, data in crawl.files.items():
        if path.endswith((".html", ".css", ".js")):
            loaded = re.findall(
                r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=["']?(?:https?:)?//[^>]*""", data.decode()
            )
            assert loaded == [], path


# The links with which readers mend a page


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("edited")
    shutil.copytree(ROOT / "content", folder / "content")
    write(folder / "mkdocs.yml", (ROOT / "mkdocs.yml").read_text("utf-8") + "repo_url: https://example.org/a/b\n")
    published(folder)
    return folder


def edits(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each page and of each file in content/ that it offers to edit."""
    start = "https://example.org/a/b/edit/main/"
    for path, page in Crawl(folder / "site").pages.items():
        for link in page.pages:
            if link.startswith(start):
                yield path, link.removeprefix(start)


def test_every_edit_link_leads_to_a_file_of_that_name(edited: Path) -> None:
    found = list(edits(edited))
    assert found
    for page, file in found:
        assert (edited / file).exists(), page
        if (edited / file).is_file():
            assert Path(file).stem == Path(page).stem, page
            title = re.search(r"^title: *[\"']?(.+?)[\"']?$", (edited / file).read_text("utf-8"), re.MULTILINE)
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", (edited / "site" / page).read_text("utf-8"), re.DOTALL)
            assert title
            assert heading
            assert words(title[1]) == words(re.sub(r"<[^>]*>", "", heading[1])), page


def words(text: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"&#?\w+;|\W", " ", text).replace("\u00ad", ""))


def test_every_entry_can_be_edited(edited: Path) -> None:
    offered = {file for _, file in edits(edited)}
    content = {path.relative_to(edited).as_posix() for path in (edited / "content").rglob("*.md")}
    assert content - offered - {"content/index.md"} == set()


# The crawler sees what is wrong


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("two.html", ""),
        ("two.html?q=1#there", ""),
        ("#here", ""),
        ("", ""),
        ("https://example.org/", ""),
        ("mailto:a@example.org", ""),
        ("Two.html", "leads nowhere"),
        ("two.html#nowhere", "has no such anchor"),
        ("/two.html", "starts at the root"),
        ("//example.org/x.js", "of a strange kind"),
        ("javascript:alert(1)", "of a strange kind"),
        ("../two.html", "leads out of the site"),
        ("folder", "is a folder"),
        ("folder/", "is a folder"),
        ("folder/index.html", "leads nowhere"),
    ],
)
def test_the_crawler_sees_what_is_wrong(tmp_path: Path, link: str, fault: str) -> None:
    write(tmp_path / "one.html", f'<p id="here"><a href="{link}">x</a></p>')
    write(tmp_path / "two.html", '<p id="there"></p>')
    write(tmp_path / "folder/three.html", "")
    assert Crawl(tmp_path).wrong("one.html", link) == fault
