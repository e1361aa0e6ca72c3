"""The commands that run a host, or do its work without one, as an owner types them."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from hosted import BROKEN, beside, run
from support import read, write

pytestmark = pytest.mark.hosts


def test_bundle_builds_and_packs_and_says_where(small: Path) -> None:
    said = run(small, "lcsite", "bundle")
    assert (small / "site/a-toolkit.zip").is_file()
    assert (small / "site/a-toolkit.zip").as_uri() in said
    run(small, "lcsite", "bundle", "../all.zip")
    assert (small.parent / "all.zip").is_file()
    assert not (small / "site/a-toolkit.zip").exists()


def test_bundle_makes_nothing_of_a_site_with_errors(small: Path) -> None:
    write(small / "content/articles/two.md", BROKEN)
    assert "LC201" in run(small, "lcsite", "bundle", "all.zip", code=1)
    assert not (small / "all.zip").exists()
    assert not (small / "site").exists()


def test_publish_fills_a_folder_and_leaves_the_files_of_others(small: Path) -> None:
    write(small / "public/about.html", "theirs")
    write(small / "public/index.html", "theirs")
    run(small, "lcsite", "publish", "public")
    assert read(small / "public").keys() >= {"about.html", "articles/one.html", "assets/styles/base.css"}
    assert (small / "public/about.html").read_text("utf-8") == "theirs"
    assert (small / "public/index.html").read_text("utf-8") == "theirs"
    assert beside(small) == []


def test_publish_removes_what_it_made_and_makes_no_more(small: Path) -> None:
    run(small, "lcsite", "publish", "public")
    write(small / "public/articles/theirs.html", "theirs")
    (small / "content/articles/one.md").unlink()
    run(small, "lcsite", "publish", "public")
    left = read(small / "public")
    assert "articles/one.html" not in left
    assert {"articles/two.html", "articles/theirs.html"} <= left.keys()


def test_publish_refuses_to_replace_a_file_of_another(small: Path) -> None:
    write(small / "public/articles/one.html", "theirs")
    said = run(small, "lcsite", "publish", "public", code=1)
    assert "LC503" in said
    assert "articles/one.html" in said
    assert read(small / "public") == {"articles/one.html": b"theirs"}
    assert beside(small) == []


def test_publish_refuses_to_replace_what_another_has_changed_since(small: Path) -> None:
    run(small, "lcsite", "publish", "public")
    write(small / "public/articles/one.html", "theirs")
    write(small / "content/articles/one.md", "---\ntitle: Other\nsummary: Other.\n---\n")
    before = read(small / "public")
    assert "LC503" in run(small, "lcsite", "publish", "public", code=1)
    assert read(small / "public") == before


def test_publish_refuses_errors_unless_asked_to_keep_going(small: Path) -> None:
    write(small / "content/articles/one.md", BROKEN)
    assert "LC201" in run(small, "lcsite", "publish", "public", code=1)
    assert not (small / "public").exists()
    run(small, "lcsite", "publish", "public", "--keep-going")
    assert "articles/two.html" in read(small / "public")
    assert "articles/one.html" not in read(small / "public")


def test_publish_keeps_out_of_the_content(small: Path) -> None:
    before = read(small / "content")
    assert "content" in run(small, "lcsite", "publish", "content/public", code=2)
    assert read(small / "content") == before


def test_a_taken_port_is_named(small: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in run(small, "lcsite", "serve", "--port", port, code=2)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_says_where_answers_and_ends_tidily(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "lcsite", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=small, stdout=subprocess.PIPE, text=True, start_new_session=True) as serving:
        try:
            assert serving.stdout is not None
            assert f"http://127.0.0.1:{port}/" in serving.stdout.readline()
            assert "Three" in _answer(f"127.0.0.1:{port}/articles/three.html")
        finally:
            if number is signal.SIGINT:  # as a terminal does: to all that run in it
                os.killpg(serving.pid, number)
            else:
                serving.send_signal(number)
        assert serving.wait(20) == 0
    assert not (small / "site").exists()
    assert list((tmp_path / "temporary").glob("*mkdocs_*")) == []


def _answer(address: str) -> str:
    """Ask for a page until there is one."""
    end = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(f"http://{address}", timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
