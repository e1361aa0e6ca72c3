"""An existing site of Material gets a toolkit beside its pages, and keeps those."""

import re
from pathlib import Path

import pytest
from hosted import FILES, Host, beside, run
from mkdocs.exceptions import Abort
from support import read, write

pytestmark = pytest.mark.hosts

CONFIGURATION = """
site_name: A community
docs_dir: docs
use_directory_urls: false
theme: {{name: material, language: en}}
nav:
  - Welcome: index.md
  - Our handbook: handbook/start.md
plugins:
  - search
  - lcsite: {{content: {content}, model: minimal}}
"""


@pytest.fixture(params=["content", "docs/content"])
def community(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A Material site with a handbook, and a toolkit beside or below it."""
    folder = tmp_path / "community"
    write(folder / "mkdocs.yml", CONFIGURATION.format(content=request.param))
    write(folder / "docs/index.md", "# Hello\n\nOf the [host](handbook/start.md).\n")
    write(folder / "docs/handbook/start.md", "# Start\n\n!!! note\n\n    Read this *first*.\n")
    write(folder / "docs/handbook/plan.pdf", b"%PDF-1.4")
    for path, text in FILES.items():
        write(folder / request.param / path, text)
    return folder


def test_the_pages_of_both_are_there(community: Path, mkdocs: Host) -> None:
    mkdocs(community)
    site = read(community / "site")
    assert {"handbook/start.html", "handbook/plan.pdf", "search/search_index.json", "404.html"} <= site.keys()
    assert {"articles/one.html", "articles/index.html", "colophon.html", "assets/styles/base.css"} <= site.keys()
    assert not [name for name in site if name.startswith("content/")]
    assert b"md-header" in site["handbook/start.html"]
    assert b"md-header" not in site["articles/one.html"]
    assert b"Content-Security-Policy" in site["articles/one.html"]


def test_the_home_page_and_the_navigation_stay_the_hosts(community: Path, mkdocs: Host) -> None:
    mkdocs(community)
    home = (community / "site/index.html").read_text("utf-8")
    assert "<h1" in home
    assert "Of the" in home
    assert "Our handbook" in home


def test_no_text_of_the_toolkit_is_in_the_search_of_the_host(community: Path, mkdocs: Host) -> None:
    mkdocs(community)
    assert b"in one sentence" not in read(community / "site")["search/search_index.json"]


def test_it_is_built_without_a_warning(community: Path) -> None:
    said = run(community, "mkdocs", "build", "--strict")
    assert "WARNING" not in said


def test_a_second_build_gives_the_same_toolkit(community: Path, mkdocs: Host) -> None:
    mkdocs(community)
    before = read(community / "site")
    mkdocs(community)
    after = read(community / "site")
    assert after.keys() == before.keys()
    ours = [name for name in after if name.startswith(("articles/", "sources/", "assets/styles/"))]
    assert [after[name] for name in ours] == [before[name] for name in ours]


def test_the_look_of_the_hosts_theme_is_not_taken_for_ours(community: Path, mkdocs: Host) -> None:
    write(community / "overrides/plain.html", "{{ of_the_host }}")
    write(community / "overrides/home.html", "{{ of_the_host }}")
    text = (community / "mkdocs.yml").read_text("utf-8")
    write(community / "mkdocs.yml", text.replace("name: material,", "name: material, custom_dir: overrides,"))
    mkdocs(community)
    assert "Who made this." in (community / "site/colophon.html").read_text("utf-8")


def test_two_pages_at_one_address_are_refused(community: Path, mkdocs: Host) -> None:
    write(community / "docs/colophon.md", "# Of the host\n")
    with pytest.raises(Abort, match="LC503") as refused:
        mkdocs(community)
    assert "colophon.html" in str(refused.value)
    assert not (community / "site").exists()
    assert beside(community) == []


def test_every_link_of_the_toolkit_leads_somewhere(community: Path, mkdocs: Host) -> None:
    mkdocs(community)
    site = community / "site"
    for page in (*site.glob("articles/*.html"), *site.glob("sources/*.html"), site / "colophon.html"):
        for link in re.findall(r'(?:href|src)="([^"#:]+)', page.read_text("utf-8")):
            assert (page.parent / link).is_file(), (page, link)
