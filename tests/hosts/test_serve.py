"""While a host serves, a mistake is shown on the page: nothing raises, nothing freezes."""

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hosted import ARTICLE, BROKEN, Host, beside
from support import read, write

pytestmark = pytest.mark.hosts

POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def pages(folder: Path) -> dict[str, str]:
    return {name: data.decode() for name, data in read(folder).items() if name.endswith(".html")}


def test_no_page_of_a_build_lets_a_script_of_the_host_in(small: Path, mkdocs: Host) -> None:
    mkdocs(small)
    for name, page in pages(small / "site").items():
        (policy,) = POLICY.findall(page)
        assert "unsafe" not in policy, name
        assert "connect-src" not in policy, name
        assert "default-src &#39;none&#39;" in policy, name
        assert 'class="problems"' not in page, name
        assert "serving/" not in page, name
    assert not [name for name in read(small / "site") if "serving" in name]


def test_every_served_page_lets_the_script_of_the_host_in(small: Path, mkdocs: Host) -> None:
    mkdocs(small, command="serve")
    for name, page in pages(small / "site").items():
        (policy,) = POLICY.findall(page)
        assert "script-src &#39;self&#39; &#39;unsafe-inline&#39;" in policy, name
        assert "connect-src &#39;self&#39;" in policy, name
        assert "http" not in policy, name
        assert 'class="problems"' not in page, name


def test_drafts_are_served(small: Path, mkdocs: Host) -> None:
    mkdocs(small, command="serve")
    assert "articles/three.html" in pages(small / "site")


def test_every_served_page_shows_what_is_left_to_mend(small: Path, mkdocs: Host) -> None:
    write(small / "content/articles/two.md", BROKEN)
    mkdocs(small, command="serve")
    found = pages(small / "site")
    assert {"index.html", "articles/one.html"} <= found.keys()
    del found["404.html"]  # a page by itself, without the frame that holds the panel
    for name, page in found.items():
        assert '<aside class="problems"' in page, name
        assert "content/articles/two.md:3:1" in page, name
        assert "LC201" in page, name
    assert (small / "site/assets/serving/panel.css").is_file()


def test_a_warning_is_shown_and_a_notice_is_not(warned: Path, mkdocs: Host) -> None:
    mkdocs(warned, command="serve", strict=True)
    home = pages(warned / "site")["index.html"]
    assert "LC310" in home
    assert "LC401" not in home


def test_a_text_in_a_panel_is_text(small: Path, mkdocs: Host) -> None:
    write(small / "content/articles/two.md", "---\ntitle: Two\n'<script>alert(1)</script>': x\n---\n")
    mkdocs(small, command="serve")
    home = pages(small / "site")["index.html"]
    assert "<script>alert" not in home
    assert "&lt;script&gt;alert" in home


def test_many_mistakes_do_not_make_every_page_long(small: Path, mkdocs: Host) -> None:
    for number in range(60):
        write(small / f"content/articles/broken-{number}.md", BROKEN)
    mkdocs(small, command="serve")
    home = pages(small / "site")["index.html"]
    assert home.count('<li class="error">') == 20
    assert "more: lcsite check names them all" in home


@pytest.mark.parametrize("fault", ["model: nowhere", "text_licence: [1]"])
def test_one_page_shows_why_nothing_can_be_built(small: Path, mkdocs: Host, fault: str) -> None:
    mkdocs(small, command="serve")
    before = pages(small / "site")
    text = (small / "mkdocs.yml").read_text("utf-8").replace("      model: minimal\n", f"      {fault}\n")
    write(small / "mkdocs.yml", text)
    mkdocs(small, command="serve")
    after = pages(small / "site")
    assert after.keys() == before.keys()
    assert all("LC501" in page or "LC2" in page for page in after.values())
    assert all("The site cannot be made like this" in page for page in after.values())
    assert {link for page in after.values() for link in re.findall(r'href="(?:\.\./)*([^"]*)"', page)} <= read(
        small / "site"
    ).keys()


def test_addresses_without_html_are_explained_too(small: Path, mkdocs: Host) -> None:
    text = (small / "mkdocs.yml").read_text("utf-8")
    write(small / "mkdocs.yml", text.replace("use_directory_urls: false", "use_directory_urls: true"))
    mkdocs(small, command="serve")
    assert "LC504" in (small / "site/index.html").read_text("utf-8")


def test_a_template_of_the_owner_that_is_wrong_is_shown(small: Path, mkdocs: Host) -> None:
    write(small / "look/base.html", "{% for %}")
    text = (small / "mkdocs.yml").read_text("utf-8")
    write(small / "mkdocs.yml", text.replace("name: lcsite,", "name: lcsite, custom_dir: look,"))
    mkdocs(small, command="serve")
    assert "base.html:1" in (small / "site/index.html").read_text("utf-8")
    assert beside(small) == []


def test_a_build_after_serving_holds_nothing_of_it(small: Path, mkdocs: Host) -> None:
    write(small / "content/articles/two.md", BROKEN)
    mkdocs(small, command="serve")
    write(small / "content/articles/two.md", ARTICLE.format(title="Two", more="", body="Text."))
    mkdocs(small)
    assert all("unsafe" not in page and "problems" not in page for page in pages(small / "site").values())


class Server:
    """A host that serves a project, as an author has it running."""

    def __init__(self, host: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", host, "serve", "--dev-addr", self._address]
        self._log = (folder.parent / "serve.log").open("w+")
        self._process = subprocess.Popen(command, cwd=folder, stdout=self._log, stderr=self._log)

    def until(self, holds: Callable[[str], bool], path: str = "") -> str:
        """Ask for a page until it is as expected, and return it."""
        page, end = "", time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://{self._address}/{path}", timeout=10) as answer:
                    page = answer.read().decode()
            except urllib.error.HTTPError as error:
                page = error.read().decode()
            except OSError:
                page = ""
            if holds(page):
                return page
            time.sleep(0.1)
        raise AssertionError(page + self.said())

    def said(self) -> str:
        self._log.seek(0)
        return self._log.read()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)
        self._process.wait(20)
        self._log.close()


@pytest.fixture(params=["mkdocs", "properdocs"])
def server(
    request: pytest.FixtureRequest, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Server]:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    server = Server(request.param, small)
    yield server
    server.stop()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_server_outlives_every_mistake(server: Server, small: Path, tmp_path: Path) -> None:
    article, settings = small / "content/articles/two.md", small / "mkdocs.yml"
    good = {path: path.read_text("utf-8") for path in (article, settings)}
    home = server.until(lambda page: "Some <em>emphasis</em>" in page)
    assert "livereload(" in home
    assert "problems" not in home
    write(article, BROKEN)
    server.until(lambda page: "LC201" in page)
    write(article, good[article])
    server.until(lambda page: "Some <em>emphasis</em>" in page and "problems" not in page)
    write(settings, "site_name: [of the owner\n")
    alone = server.until(lambda page: "while parsing" in page, "articles/one.html")
    assert "livereload(" in alone
    write(settings, good[settings])
    server.until(lambda page: "Read <a" in page, "articles/one.html")
    write(small / "model.yml", "extends: nowhere\n")
    server.until(lambda page: "model.yml:1" in page)
    (small / "model.yml").unlink()
    server.until(lambda page: "Some <em>emphasis</em>" in page and "problems" not in page)
    write(small / "hook.py", "def on_nav(nav, config, files):\n    raise RuntimeError('of the owner')\n")
    write(settings, good[settings] + "hooks: [hook.py]\n")
    server.until(lambda page: "of the owner" in page)
    write(settings, good[settings])
    server.until(lambda page: "Some <em>emphasis</em>" in page)
    assert not (small / "site").exists()
    server.stop()
    assert list((tmp_path / "temporary").glob("*mkdocs_*")) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_server_starts_with_a_mistake(small: Path, server: Server) -> None:
    write(small / "content/articles/two.md", BROKEN)
    server.until(lambda page: "LC201" in page)
