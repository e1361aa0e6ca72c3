"""The same content gives the same bytes: anywhere, on any day, with any number of processes, kept results or none."""

import os
import platform
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import ROOT, read, write

from benchmarks.generate import generate
from lcsite.parallel import ENOUGH

ANOTHER_DAY = '''
"""Moves the clock, before anything has read it."""
import datetime
import time

SHIFT = {shift}
now = time.time


class Moved(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now() + SHIFT, tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.UTC).replace(tzinfo=None)

    today = now


class MovedDate(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(now() + SHIFT)


time.time = lambda: now() + SHIFT
time.time_ns = lambda: int(time.time() * 1e9)
datetime.datetime, datetime.date = Moved, MovedDate
'''
YEARS = 365 * 86400


class Machine:
    """Builds a project as on a machine of its own: another folder, and an environment that is given."""

    def __init__(self, folder: Path, project: Path) -> None:
        self._home = folder
        self.project = folder / "a toolkit"
        for path in sorted(project.rglob("*"), reverse=True):  # the disk lists its files in another order
            if path.is_file():
                write(self.project / path.relative_to(project), path.read_bytes())

    def build(self, *, years: int = 0, umask: int = 0o022, kept: bool = False, **environment: str) -> dict[str, bytes]:
        """Build the site and return its files."""
        if not kept:
            shutil.rmtree(self._home / "home", ignore_errors=True)
        write(self._home / "clock/sitecustomize.py", ANOTHER_DAY.format(shift=years * YEARS))
        path = os.pathsep.join(filter(None, (str(self._home / "clock"), os.environ.get("PYTHONPATH"))))
        own = {"XDG_CACHE_HOME": "home/cache", "XDG_STATE_HOME": "home/state"}
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LCSITE", "LANG"))},
            **{name: str(self._home / folder) for name, folder in own.items()},
            "PYTHONPATH": path,
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
            **environment,
        }
        done = subprocess.run(
            [sys.executable, "-m", "lcsite", "build"],
            cwd=self.project,
            env=environment,
            umask=umask,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return read(self.project / "site")

    def modes(self) -> dict[str, int]:
        site = self.project / "site"
        return {path.relative_to(site).as_posix(): stat.S_IMODE(path.stat().st_mode) for path in site.rglob("*")}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A toolkit large enough to be parsed in several processes."""
    folder = tmp_path_factory.mktemp("project") / "project"
    generate(folder, ENOUGH + 40)
    return folder


@pytest.fixture(scope="module")
def first(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """The machine on which the site was first built."""
    machine = Machine(tmp_path_factory.mktemp("first"), project)
    machine.build(LCSITE_PROCESSES="1", PYTHONHASHSEED="1", TZ="UTC", LANG="C")
    return machine


@pytest.fixture(scope="module")
def site(first: Machine) -> dict[str, bytes]:
    return read(first.project / "site")


ELSEWHERE: Mapping[str, Mapping[str, object]] = {
    "another folder": {},
    "another day": {"years": 5},
    "an earlier day": {"years": -20},
    "another time zone": {"TZ": "Pacific/Kiritimati"},
    "another language": {"LANG": "nl_NL.UTF-8", "LC_ALL": "nl_NL.UTF-8", "LANGUAGE": "nl"},
    "another order of hashing": {"PYTHONHASHSEED": "4711"},
    "two processes": {"LCSITE_PROCESSES": "2"},
    "many processes": {"LCSITE_PROCESSES": "5"},
    "another mask": {"umask": 0o077},
}


def test_a_site_does_not_depend_on_where_and_when_it_is_built(
    project: Path, site: dict[str, bytes], tmp_path: Path
) -> None:
    together: dict[str, object] = {}
    for differences in ELSEWHERE.values():
        together |= differences
    together["LCSITE_PROCESSES"] = "2"
    built = Machine(tmp_path, project).build(**together)  # type: ignore[arg-type]
    assert built.keys() == site.keys()
    assert [path for path in site if built[path] != site[path]] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_site_does_not_depend_on(name: str, project: Path, site: dict[str, bytes], tmp_path: Path) -> None:
    built = Machine(tmp_path, project).build(**ELSEWHERE[name])  # type: ignore[arg-type]
    assert built.keys() == site.keys()
    assert [path for path in site if built[path] != site[path]] == []


def test_the_clock_is_really_moved(tmp_path: Path) -> None:
    seen = "import datetime as d, time; print(d.datetime.now().year, d.date.today().year, time.gmtime(time.time())[0])"
    write(tmp_path / "clock/sitecustomize.py", ANOTHER_DAY.format(shift=30 * YEARS))
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "clock")}
    said = subprocess.run([sys.executable, "-c", seen], env=environment, capture_output=True, text=True, check=True)
    assert len(set(said.stdout.split())) == 1
    assert int(said.stdout.split()[0]) > 2050


def test_kept_results_change_nothing(first: Machine, site: dict[str, bytes]) -> None:
    modes = first.modes()
    assert first.build(kept=True, LCSITE_PROCESSES="2", PYTHONHASHSEED="7") == site
    assert first.modes() == modes


@pytest.mark.slow
def test_kept_results_change_nothing_after_a_change_and_back(
    project: Path, site: dict[str, bytes], tmp_path: Path
) -> None:
    machine = Machine(tmp_path, project)
    machine.build()
    entry = next(path for path in sorted((machine.project / "content").rglob("*.md")) if path.parent.name != "content")
    text = entry.read_text("utf-8")
    write(entry, text.replace("title: ", "title: Another ", 1))
    changed = machine.build(kept=True)
    assert changed != site
    shutil.rmtree(machine.project / "site")
    assert machine.build(kept=False) == changed
    write(entry, text)
    assert machine.build(kept=True) == site


@pytest.mark.slow
def test_the_mask_decides_on_the_modes(first: Machine, site: dict[str, bytes]) -> None:
    assert first.build(kept=True, umask=0o027) == site
    assert set(first.modes().values()) == {0o750, 0o640}
    assert first.build(kept=True, umask=0o022) == site
    assert set(first.modes().values()) == {0o755, 0o644}


def test_no_file_tells_where_it_was_made(first: Machine, site: dict[str, bytes]) -> None:
    words = {str(ROOT), str(first.project), first.project.parent.name, platform.node(), str(Path(sys.prefix))}
    found = {(path, word) for path, data in site.items() for word in words if len(word) > 6 and word.encode() in data}
    assert found == set()
