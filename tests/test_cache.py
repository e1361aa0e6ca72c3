"""What is kept between runs saves time and nothing else: forged, damaged or absent, the pages are the same."""

import json
import os
import pickle
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from support import entry, project, read, write

from lcsite import cache as caching
from lcsite.cache import Cache, cache_of
from lcsite.source import digest

FILES = {
    "index.md": "---\ntitle: Home\n---\n",
    "articles/one.md": entry("see_also: [two]", title="One"),
    "articles/two.md": entry(title="Two"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home/cache"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home/state"))
    return tmp_path / "home"


@pytest.fixture
def small(home: Path, tmp_path: Path) -> Path:
    assert not home.exists()
    return project(tmp_path / "project", FILES)


def published(folder: Path, environment: dict[str, str] | None = None) -> dict[str, bytes]:
    """Build in a process of its own, with the environment of this test."""
    command = [sys.executable, "-m", "lcsite", "build"]
    done = subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return read(folder / "site")


def in_process(folder: Path) -> dict[str, bytes]:
    """Build here, which is quick."""
    import yaml

    from lcsite.cli.site import prepare

    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    config["site_dir"] = str(folder / "site")
    prepare(folder, config, config["plugins"][0]["lcsite"], serving=False).publish()
    return read(folder / "site")


def rows(file: Path) -> list[tuple[str, str, bytes, bytes]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT kind, key, value, seal FROM kept ORDER BY kind, key").fetchall()


def alter(file: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement, values)


@pytest.fixture
def kept(small: Path) -> Path:
    """The file with what is kept for the project, which has been published."""
    in_process(small)
    file = cache_of(small)
    assert file
    assert rows(file)
    return file


def test_what_is_kept_lies_outside_the_project(small: Path, home: Path, kept: Path) -> None:
    before = set(small.rglob("*"))
    assert kept.is_relative_to(home / "cache")
    in_process(small)
    assert {path for path in set(small.rglob("*")) - before if not path.is_relative_to(small / "site")} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="has other rights")
def test_nobody_else_may_write_it(kept: Path, home: Path) -> None:
    for file in (kept, home / "state/lcsite/key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept.chmod(0o666)
    assert Cache(kept).results([key for _, key, _, _ in rows(kept)]) == {}


def test_it_is_data_that_runs_nothing(kept: Path) -> None:
    for kind, _, value, _ in rows(kept):
        if kind == "record":
            assert json.loads(value)
        with pytest.raises((pickle.UnpicklingError, EOFError, ValueError, KeyError, IndexError)):
            pickle.loads(value)  # noqa: S301 - that it cannot be is the point


def test_altered_results_are_not_published(small: Path, kept: Path) -> None:
    good = read(small / "site")
    alter(kept, "UPDATE kept SET value = CAST(replace(CAST(value AS TEXT), 'One', 'Forged') AS BLOB)")
    shutil.rmtree(small / "site")
    assert in_process(small) == good


def test_results_of_one_text_do_not_pass_for_those_of_another(small: Path, kept: Path) -> None:
    good = read(small / "site")
    found = [row for row in rows(kept) if row[0] == "result"]
    for (_, key, _, _), (_, _, value, seal) in zip(found, found[1:] + found[:1], strict=True):
        alter(kept, "UPDATE kept SET value = ?, seal = ? WHERE key = ?", value, seal, key)
    shutil.rmtree(small / "site")
    assert in_process(small) == good


def test_an_altered_page_with_an_altered_record_is_not_published(small: Path, kept: Path) -> None:
    good = read(small / "site")
    forged = good["articles/two.html"] + b"<script>alert(1)</script>"
    write(small / "site/articles/two.html", forged)
    ((_, key, value, _),) = [row for row in rows(kept) if row[0] == "record"]
    record = json.loads(value)
    record["articles/two.html"][1] = digest(forged)
    alter(kept, "UPDATE kept SET value = ? WHERE kind = 'record' AND key = ?", json.dumps(record).encode(), key)
    assert in_process(small) == good


def test_the_store_of_another_user_is_not_used(small: Path, kept: Path, home: Path) -> None:
    good = read(small / "site")
    alter(kept, "UPDATE kept SET value = CAST(replace(CAST(value AS TEXT), 'One', 'Forged') AS BLOB)")
    (home / "state/lcsite/key").unlink()
    shutil.rmtree(small / "site")
    assert in_process(small) == good
    assert len((home / "state/lcsite/key").read_bytes()) == 32


@pytest.mark.parametrize("values", [(None, None), ("text", b"x"), (5, 5), (b"", b"")])
def test_values_of_another_kind_are_ignored(small: Path, kept: Path, values: tuple[object, object]) -> None:
    good = read(small / "site")
    alter(kept, "UPDATE kept SET value = ?, seal = ?", *values)
    shutil.rmtree(small / "site")
    assert in_process(small) == good


def test_results_of_another_version_are_ignored(small: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [key for kind, key, _, _ in rows(kept) if kind == "result"]
    with Cache(kept) as store:
        assert store.results(keys).keys() == set(keys)
        assert store.record(small / "site")
    monkeypatch.setattr(caching, "code_digest", lambda: "of another version")
    with Cache(kept) as store:
        assert store.results(keys) == {}
        assert store.record(small / "site") == {}


def test_the_code_and_what_it_uses_make_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    caching.code_digest.cache_clear()
    before = caching.code_digest()
    caching.code_digest.cache_clear()
    assert caching.code_digest() == before
    version = caching.metadata.version
    caching.code_digest.cache_clear()
    monkeypatch.setattr(caching.metadata, "version", lambda name: "0" if name == "nh3" else version(name))
    assert caching.code_digest() != before
    monkeypatch.undo()
    caching.code_digest.cache_clear()


@pytest.mark.parametrize("damage", ["text", "cut", "middle", "empty", "folder", "tables"])
def test_a_damaged_store_is_done_without(small: Path, kept: Path, damage: str) -> None:
    good = read(small / "site")
    data = kept.read_bytes()
    match damage:
        case "text":
            kept.write_bytes(b"this is no database")
        case "cut":
            kept.write_bytes(data[: len(data) // 2])
        case "middle":
            kept.write_bytes(data[:5000] + b"\xff" * (len(data) - 5000))
        case "empty":
            kept.write_bytes(b"")
        case "folder":
            kept.unlink()
            kept.mkdir()
        case "tables":
            alter(kept, "DROP TABLE kept")
            alter(kept, "CREATE TABLE kept (something TEXT)")
    shutil.rmtree(small / "site")
    assert in_process(small) == good
    assert in_process(small) == good


@pytest.mark.parametrize("damage", ["text", "cut", "middle"])
def test_a_damaged_store_is_begun_anew(small: Path, kept: Path, damage: str) -> None:
    data = kept.read_bytes()
    damaged = {"text": b"this is no database", "cut": data[: len(data) // 2], "middle": data[:5000] + b"\xff" * 5000}
    kept.write_bytes(damaged[damage])
    in_process(small)
    in_process(small)
    assert {kind for kind, _, _, _ in rows(kept)} == {"record", "result"}


def test_a_store_that_is_locked_is_done_without(small: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = read(small / "site")
    connect = sqlite3.connect
    monkeypatch.setattr(caching.sqlite3, "connect", lambda file, **_: connect(file, timeout=0.01))
    with closing(connect(kept)) as other:
        other.execute("BEGIN EXCLUSIVE")
        write(small / "content/articles/two.md", entry("also_known_as: [deux]", title="Two"))
        assert in_process(small).keys() == good.keys()


@pytest.mark.skipif(sys.platform == "win32", reason="has other rights")
def test_a_home_that_cannot_be_written_is_done_without(small: Path, home: Path) -> None:
    good = in_process(small)
    shutil.rmtree(home)
    home.write_text("no folder", "utf-8")  # who is root may write in any folder, but not in a file
    shutil.rmtree(small / "site")
    assert in_process(small) == good


def test_a_home_that_is_not_there_is_done_without(small: Path) -> None:
    hidden = ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    before = set(small.iterdir())
    good = published(small, environment | {"HOME": "/nowhere/at/all"})
    assert {path.name for path in set(small.iterdir()) - before} == {"site"}
    shutil.rmtree(small / "site")
    assert in_process(small) == good


def test_nothing_is_kept_in_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = project(tmp_path / "checkout/toolkit", FILES)
    (tmp_path / "checkout/.git").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for inside in (tmp_path / "checkout/.cache", small / ".cache"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(inside))
        assert cache_of(small) is None
    in_process(small)
    assert not (tmp_path / "checkout/.cache").exists()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert cache_of(small)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "checkout/.state"))
    assert cache_of(small) is None


def test_each_project_and_each_site_has_its_own(small: Path, tmp_path: Path) -> None:
    assert cache_of(small) != cache_of(tmp_path)
    file = cache_of(small)
    with Cache(file) as store:
        for name in ("site", "public"):
            (small / name).mkdir()
            store.keep_record(small / name, {f"{name}.html": ("key", "digest")})
        assert store.record(small / "site") == {"site.html": ("key", "digest")}
        assert store.record(small / "public") == {"public.html": ("key", "digest")}
        (small / "public").rmdir()
        store.keep_record(small / "site", {})
        assert store.record(small / "public") == {}


def test_results_that_no_text_asks_for_are_let_go(small: Path) -> None:
    with Cache(cache_of(small)) as store:
        store.keep_results({"old": b"1", "new": b"2"}, ["old", "new"])
        store.keep_results({}, ["new"])
        assert store.results(["old", "new"]) == {"new": b"2"}


def test_without_a_file_nothing_is_kept() -> None:
    with Cache(None) as store:
        store.keep_results({"a": b"1"}, ["a"])
        store.keep_record(Path("/site"), {"a": ("b", "c")})
        assert store.results(["a"]) == {}
        assert store.record(Path("/site")) == {}
