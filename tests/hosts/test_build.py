"""What a host's build publishes, and what it leaves alone when something is wrong."""

import logging
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hosted import BROKEN, FILES, Host, beside, run
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from support import project, read, write

pytestmark = pytest.mark.hosts

HOOK = """
import logging
from pathlib import Path

def on_post_build(config):
    {body}
"""


def hook(folder: Path, body: str) -> None:
    """Give the host a plugin of the owner's own."""
    write(folder / "hook.py", HOOK.format(body=body))
    write(folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text("utf-8") + "hooks: [hook.py]\n")


def setting(folder: Path, old: str, new: str) -> None:
    text = (folder / "mkdocs.yml").read_text("utf-8")
    assert old in text
    write(folder / "mkdocs.yml", text.replace(old, new))


def test_every_way_to_build_gives_the_same_bytes(small: Path) -> None:
    ways = [("mkdocs", "build", "--quiet"), ("properdocs", "build", "--quiet"), ("lcsite", "build")]
    built = []
    for way in ways:
        run(small, *way)
        built.append(read(small / "site"))
        shutil.rmtree(small / "site")
    first, *others = built
    assert {"index.html", "colophon.html", "articles/one.html", "sources/book.html", "assets/as-of.js"} <= first.keys()
    assert others == [first, first]


def test_the_owner_may_choose_the_host(small: Path, mkdocs: Host) -> None:
    mkdocs(small)
    built = read(small / "site")
    setting(small, "      model: minimal\n", "      model: minimal\n      host: properdocs\n")
    write(small / "content/colophon.md", FILES["colophon.md"].replace("Who", "WHO"))
    run(small, "lcsite", "build")
    assert {path for path, data in read(small / "site").items() if data != built[path]} >= {"colophon.html"}


def test_a_host_publishes_nothing_of_its_own(small: Path, mkdocs: Host) -> None:
    mkdocs(small)
    names = {Path(name) for name in read(small / "site")}
    assert {name.suffix for name in names} <= {".html", ".css", ".js", ".xml", ".woff2", ".png", ""}
    assert [name for name in names if name.suffix == ".png"] == [Path("assets/icon.png")]
    assert not [name for name in names if name.name in {"sitemap.xml", "sitemap.xml.gz"}]
    assert "mkdocs" not in (small / "site/404.html").read_text("utf-8").lower()
    assert "Some <em>emphasis</em>" in (small / "site/index.html").read_text("utf-8")


def test_no_text_under_content_reaches_the_markdown_of_the_host(small: Path, mkdocs: Host) -> None:
    write(small / "content/colophon.md", "---\ntitle: Colophon\ntemplate: ../../etc/passwd\n---\n\n{{ 7 * 7 }}\n")
    setting(small, "plugins:", "markdown_extensions: [attr_list]\nplugins:")
    with pytest.raises(Abort):
        mkdocs(small)
    write(small / "content/colophon.md", "---\ntitle: Colophon\n---\n\n{{ 7 * 7 }} {: .x }\n")
    mkdocs(small)
    assert "{{ 7 * 7 }} {: .x }" in (small / "site/colophon.html").read_text("utf-8")


def test_site_dir_is_the_target_again_after_a_build(small: Path, mkdocs: Host) -> None:
    config = mkdocs(small)
    assert Path(config.site_dir) == small / "site"


def test_site_dir_is_the_target_again_after_a_failure(small: Path) -> None:
    hook(small, "raise RuntimeError('of the owner')")
    config = load_config(str(small / "mkdocs.yml"))
    with pytest.raises(RuntimeError):
        build(config)
    assert Path(config.site_dir) == small / "site"


def test_gh_deploy_is_given_the_site(small: Path, tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
        return subprocess.run(command, cwd=small, check=True, capture_output=True, text=True).stdout

    git("init", "--bare", "--quiet", str(tmp_path / "remote.git"))
    git("init", "--quiet")
    git("remote", "add", "origin", str(tmp_path / "remote.git"))
    git("commit", "--quiet", "--allow-empty", "--message", "start")
    git("config", "user.name", "a")
    git("config", "user.email", "a@example.org")
    run(small, "mkdocs", "gh-deploy", "--quiet")
    published = set(git("ls-tree", "-r", "--name-only", "gh-pages").split())
    assert published - {".nojekyll"} == read(small / "site").keys()


def test_addresses_without_html_are_refused(small: Path, mkdocs: Host, capsys: pytest.CaptureFixture[str]) -> None:
    setting(small, "use_directory_urls: false", "use_directory_urls: true")
    with pytest.raises(Abort):
        mkdocs(small)
    said = capsys.readouterr().err
    assert "mkdocs.yml:3:1: LC504" in said
    assert "use_directory_urls: false" in said
    assert not (small / "site").exists()


def test_the_default_of_the_host_is_refused_too(small: Path, mkdocs: Host, capsys: pytest.CaptureFixture[str]) -> None:
    setting(small, "use_directory_urls: false\n", "")
    with pytest.raises(Abort):
        mkdocs(small)
    assert "LC504" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_build_with_errors_leaves_the_site_as_it_was(small: Path, host: str, mkdocs: Host) -> None:
    mkdocs(small)
    before = {path: (path.stat().st_ino, path.read_bytes()) for path in (small / "site").rglob("*.*")}
    write(small / "content/articles/one.md", BROKEN)
    said = run(small, host, "build", code=1)
    assert "content/articles/one.md:3:1: LC201" in said
    assert "Nothing was published" in said
    assert {path: (path.stat().st_ino, path.read_bytes()) for path in (small / "site").rglob("*.*")} == before
    assert beside(small) == []


def test_a_first_build_with_errors_publishes_nothing(small: Path, mkdocs: Host) -> None:
    write(small / "content/articles/one.md", BROKEN)
    with pytest.raises(Abort) as refused:
        mkdocs(small)
    assert refused.value.code == 1
    assert not (small / "site").exists()
    assert beside(small) == []


def test_keep_going_publishes_without_the_broken_entries(
    small: Path, mkdocs: Host, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(small / "content/articles/two.md", BROKEN)
    monkeypatch.setenv("LCSITE_KEEP_GOING", "1")
    mkdocs(small)
    assert "Published without 1 entry" in capsys.readouterr().err
    site = read(small / "site")
    assert "articles/two.html" not in site
    one = site["articles/one.html"].decode()
    assert "two.html" not in one
    assert "Read two next." in one


def test_drafts_are_published_when_asked_for(small: Path, mkdocs: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    mkdocs(small)
    assert "articles/three.html" not in read(small / "site")
    monkeypatch.setenv("LCSITE_DRAFTS", "1")
    mkdocs(small)
    assert "articles/three.html" in read(small / "site")


def test_a_warning_does_not_stop_a_build(warned: Path, mkdocs: Host, capsys: pytest.CaptureFixture[str]) -> None:
    mkdocs(warned)
    assert "LC310" in capsys.readouterr().err
    assert (warned / "site/articles/four.html").is_file()


def test_strict_publishes_nothing_with_a_warning_of_ours(
    warned: Path, mkdocs: Host, capsys: pytest.CaptureFixture[str]
) -> None:
    write(warned / "site/index.html", "the last good one")
    with pytest.raises(Abort, match="--strict"):
        mkdocs(warned, strict=True)
    assert "LC310" in capsys.readouterr().err
    assert read(warned / "site") == {"index.html": b"the last good one"}
    assert beside(warned) == []


def test_strict_publishes_nothing_with_a_warning_of_the_host(small: Path, mkdocs: Host) -> None:
    hook(small, "logging.getLogger('mkdocs.plugins.owner').warning('something is amiss')")
    write(small / "site/index.html", "the last good one")
    with pytest.raises(Abort, match="--strict"):
        mkdocs(small, strict=True)
    assert read(small / "site") == {"index.html": b"the last good one"}
    assert beside(small) == []
    mkdocs(small)
    assert "index.html" in read(small / "site")


def test_strict_publishes_what_has_no_warning(small: Path, mkdocs: Host) -> None:
    logging.getLogger("mkdocs").warning("of an earlier build")
    mkdocs(small, strict=True)
    assert (small / "site/index.html").is_file()


@pytest.mark.parametrize("command", [("properdocs", "build", "--strict"), ("lcsite", "build", "--strict")])
def test_warnings_of_other_plugins_count_everywhere(small: Path, command: tuple[str, ...]) -> None:
    hook(small, "logging.getLogger('mkdocs.plugins.owner').warning('something is amiss')")
    write(small / "site/index.html", "the last good one")
    run(small, *command, code=1)
    assert read(small / "site") == {"index.html": b"the last good one"}


def test_what_another_plugin_writes_is_kept(small: Path, mkdocs: Host) -> None:
    hook(small, "Path(config.site_dir, 'robots.txt').write_text('of the owner')")
    mkdocs(small)
    mkdocs(small)
    assert (small / "site/robots.txt").read_text("utf-8") == "of the owner"


def test_a_plugin_that_fails_leaves_the_site_as_it_was(small: Path, mkdocs: Host) -> None:
    mkdocs(small)
    before = read(small / "site")
    hook(small, "raise RuntimeError('of the owner')")
    with pytest.raises(RuntimeError, match="of the owner"):
        mkdocs(small)
    assert read(small / "site") == before
    assert beside(small) == []


def test_a_page_of_the_host_is_not_overwritten(small: Path, mkdocs: Host) -> None:
    mkdocs(small)
    before = read(small / "site")
    there = "(Path(config.site_dir) / 'articles').mkdir(); "
    hook(small, there + "Path(config.site_dir, 'articles/one.html').write_text('of the owner')")
    with pytest.raises(Abort, match="LC503") as refused:
        mkdocs(small)
    assert "articles/one.html" in str(refused.value)
    assert read(small / "site") == before
    assert beside(small) == []


def test_the_mode_of_the_folder_and_of_the_files_follows_the_umask(small: Path, mkdocs: Host) -> None:
    for umask in (0o022, 0o077, 0o002):
        before = os.umask(umask)
        try:
            mkdocs(small)
        finally:
            os.umask(before)
        modes = {stat.S_IMODE(path.stat().st_mode) for path in (small / "site").rglob("*") if path.is_file()}
        assert modes == {0o666 & ~umask}
        folders = [small / "site", *(path for path in (small / "site").rglob("*") if path.is_dir())]
        assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o777 & ~umask}


def test_a_site_folder_that_is_a_link_is_refused(small: Path, tmp_path: Path, mkdocs: Host) -> None:
    write(tmp_path / "precious/file.txt", "mine")
    (small / "site").symlink_to(tmp_path / "precious")
    with pytest.raises(Abort, match="site is a link"):
        mkdocs(small)
    assert (small / "site").is_symlink()
    assert read(tmp_path / "precious") == {"file.txt": b"mine"}


def test_a_site_folder_that_holds_the_project_is_refused(tmp_path: Path, mkdocs: Host) -> None:
    small = project(tmp_path / "outer/project", FILES, more="site_dir: ..\n")
    setting(small, "docs_dir: content", "docs_dir: ../../d")
    (tmp_path / "d").mkdir()
    with pytest.raises(Abort, match="holds your toolkit"):
        mkdocs(small)
    assert (small / "mkdocs.yml").is_file()


def test_a_template_of_the_owner_that_is_wrong_is_named(small: Path, mkdocs: Host) -> None:
    write(small / "look/plain.html", "{% extends 'base.html' %}\n{% block main %}{{ view.titel }}{% endblock %}\n")
    setting(small, "name: lcsite,", "name: lcsite, custom_dir: look,")
    with pytest.raises(Abort, match=r"plain\.html:2.*titel"):
        mkdocs(small)
    assert beside(small) == []
    write(small / "look/plain.html", "{% extends 'base.html' %}\n{% block main %}\n{{ view.title }\n{% endblock %}\n")
    with pytest.raises(Abort, match=r"plain\.html:3"):
        mkdocs(small)


def test_a_template_and_a_style_of_the_owner_go_first(small: Path, mkdocs: Host) -> None:
    write(
        small / "look/plain.html", "{% extends 'base.html' %}\n{% block main %}Ours: {{ view.title }}{% endblock %}\n"
    )
    write(small / "look/styles/print.css", "/* ours */")
    setting(small, "name: lcsite,", "name: lcsite, custom_dir: look,")
    mkdocs(small)
    assert "Ours: Colophon" in (small / "site/colophon.html").read_text("utf-8")
    assert (small / "site/assets/styles/print.css").read_text("utf-8") == "/* ours */"


def test_pages_that_the_theme_cannot_make_are_refused_by_name(small: Path, mkdocs: Host) -> None:
    write(small / "docs/handleiding.md", "# Of the host\n")
    setting(small, "docs_dir: content", "docs_dir: docs")
    with pytest.raises(Abort, match=r"handleiding\.md"):
        mkdocs(small)
