"""The site is filled beside the old one and swapped: whatever happens, a whole site stands there."""

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, building, entry, project, published, read, write

from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import compile_project, read_configuration
from lcsite.cli.site import BuildRefused
from lcsite.exports import File
from lcsite.publish import ForeignFiles, beside, publish_into, recover
from lcsite.render import Renderer, make_frame

FILES = {
    "index.md": "---\ntitle: Home\n---\n",
    "articles/one.md": entry("see_also: [two]", title="One"),
    "articles/two.md": entry(title="Two"),
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return project(tmp_path / "project", FILES)


@pytest.fixture
def standing(small: Path) -> Path:
    """The same project, published, and then changed."""
    published(small)
    write(small / "content/articles/two.md", entry(title="Two anew"))
    return small


def left(folder: Path) -> list[str]:
    found = [*folder.glob(".*lcsite-*"), *folder.glob("*/.*lcsite-*")]
    return sorted(path.relative_to(folder).as_posix() for path in found)


def title(folder: Path) -> str:
    """What the page about two says that it is: the old title or the new."""
    return "new" if "Two anew" in (folder / "site/articles/two.html").read_text("utf-8") else "old"


def inodes(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*.*")}


# What has not changed is linked


def test_pages_that_did_not_change_are_linked(standing: Path) -> None:
    before = inodes(standing / "site")
    published(standing)
    after = inodes(standing / "site")
    fresh = {path for path in after if after[path] != before.get(path)}
    assert "articles/two.html" in fresh
    assert "articles/index.html" in fresh
    assert "colophon.html" not in fresh
    assert "assets/styles/base.css" not in fresh
    assert len(fresh) < len(after) / 2


def test_what_is_gone_from_content_is_gone_from_the_site(small: Path) -> None:
    published(small)
    (small / "content/articles/two.md").unlink()
    write(small / "content/articles/one.md", entry(title="One"))
    published(small)
    assert "articles/two.html" not in read(small / "site")


def test_an_altered_page_is_never_linked(small: Path) -> None:
    published(small)
    good = read(small / "site")
    for path in good:
        write(small / "site" / path, good[path] + b"<script>alert(1)</script>")
    write(small / "site/articles/planted.html", "planted")
    published(small)
    assert read(small / "site") == good


def test_a_page_that_is_a_link_is_never_linked(small: Path, tmp_path: Path) -> None:
    published(small)
    good = read(small / "site")
    page = small / "site/articles/two.html"
    write(tmp_path / "same.html", page.read_bytes())
    page.unlink()
    page.symlink_to(tmp_path / "same.html")
    published(small)
    assert not page.is_symlink()
    assert page.stat().st_nlink == 1
    assert read(small / "site") == good


def test_a_folder_that_is_a_link_is_never_linked_from(small: Path, tmp_path: Path) -> None:
    published(small)
    good = read(small / "site")
    shutil.move(small / "site/articles", tmp_path / "articles")
    (small / "site/articles").symlink_to(tmp_path / "articles")
    published(small)
    assert not (small / "site/articles").is_symlink()
    assert all(path.stat().st_nlink == 1 for path in (small / "site/articles").iterdir())
    assert read(small / "site") == good


def test_a_page_with_another_mode_is_written_anew(small: Path) -> None:
    published(small)
    page = small / "site/articles/two.html"
    wanted = stat.S_IMODE(page.stat().st_mode)
    page.chmod(0o4777)
    published(small)
    assert stat.S_IMODE(page.stat().st_mode) == wanted


def test_where_the_disk_has_no_links_files_are_copied(standing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    before = inodes(standing / "site")
    monkeypatch.setattr(os, "link", refuse)
    published(standing)
    good = read(standing / "site")
    assert not set(before.values()) & set(inodes(standing / "site").values())
    monkeypatch.undo()
    shutil.rmtree(standing / "site")
    published(standing)
    assert read(standing / "site") == good


# Cut off, at any place


CUT = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[3:]
from support import building
made = building(Path(sys.argv[1]))
count = 0
rename = Path.rename
def cut(self, target):
    global count
    if count == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    count += 1
    return rename(self, target)
Path.rename = cut
made.publish()
"""


def killed(folder: Path, after: int) -> int:
    """Publish in a process that is killed when it has renamed so often."""
    command = [sys.executable, "-c", CUT, str(folder), str(after), str(ROOT / "tests")]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize(("after", "says"), [(0, "old"), (1, "old")])
def test_a_swap_that_is_cut_off_is_mended_at_the_next_start(standing: Path, after: int, says: str) -> None:
    assert killed(standing, after) == -signal.SIGKILL
    assert left(standing)
    assert (standing / "site").exists() == (after == 0)
    write(standing / "content/articles/one.md", "no front matter")  # so that the next build publishes nothing
    with pytest.raises(BuildRefused):
        published(standing)
    assert title(standing) == says
    assert (standing / "site/index.html").is_file()
    assert left(standing) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_build_after_one_that_was_cut_off_publishes(standing: Path) -> None:
    killed(standing, 1)
    published(standing)
    assert title(standing) == "new"
    assert left(standing) == []


def test_the_old_site_left_beside_the_new_is_cleared(standing: Path) -> None:
    shutil.copytree(standing / "site", standing / ".site-lcsite-old")
    recover(standing / "site")
    assert left(standing) == []
    assert title(standing) == "old"


def test_links_that_pose_as_what_a_build_left_lead_to_nothing(standing: Path, tmp_path: Path) -> None:
    write(tmp_path / "precious/.git/config", "mine")
    for name in (".site-lcsite-old", ".site-lcsite-new-0", "site/.lcsite-old", "site/.lcsite-new-0"):
        (standing / name).symlink_to(tmp_path / "precious")
    recover(standing / "site")
    assert left(standing) == []
    assert read(tmp_path / "precious") == {".git/config": b"mine"}
    assert title(standing) == "old"


def test_a_folder_that_another_build_is_filling_is_left_alone(small: Path) -> None:
    other = beside(small / "site")
    recover(small / "site")
    assert other.folder.is_dir()
    other.remove()
    assert left(small) == []


def test_a_folder_that_nobody_fills_any_more_is_cleared(small: Path) -> None:
    write(small / ".site-lcsite-new-0/articles/one.html", "half")
    write(small / "site-lcsite-new-0/mine.html", "of the owner")
    write(small / ".sites/mine.html", "of the owner")
    recover(small / "site")
    assert left(small) == []
    assert (small / "site-lcsite-new-0/mine.html").is_file()
    assert (small / ".sites/mine.html").is_file()


def test_builds_at_once_all_succeed(small: Path) -> None:
    command = [sys.executable, "-m", "lcsite", "build"]
    environment = os.environ | {"XDG_CACHE_HOME": str(small.parent / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    builds = [
        subprocess.Popen(command, cwd=small, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0, 0, 0], said
    together = read(small / "site")
    assert left(small) == []
    shutil.rmtree(small / "site")
    published(small)
    assert read(small / "site") == together


# Where the site folder cannot be renamed


@pytest.fixture
def fixed(standing: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A disk on which the site folder cannot be renamed; tells which renames were tried."""
    tried: list[Path] = []
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if standing / "site" in {self, Path(target)}:
            tried.append(self)
            raise OSError(errno.EBUSY, "Device or resource busy", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    return tried


def test_a_folder_that_cannot_be_renamed_gets_new_contents(standing: Path, fixed: list[Path]) -> None:
    inode = (standing / "site").stat().st_ino
    write(standing / "site/old.html", "gone soon")
    published(standing)
    assert fixed
    assert (standing / "site").stat().st_ino == inode
    assert title(standing) == "new"
    assert "old.html" not in read(standing / "site")
    assert left(standing) == []


def test_contents_are_replaced_by_the_same_bytes(standing: Path, fixed: list[Path]) -> None:
    published(standing)
    replaced = read(standing / "site")
    other = project(standing.parent / "other", FILES)
    write(other / "content/articles/two.md", entry(title="Two anew"))
    del fixed[:]
    shutil.rmtree(standing / "site")
    made = building(other)
    made.new.target = other / "elsewhere"
    made.publish()
    assert read(other / "elsewhere") == replaced


@pytest.mark.usefixtures("fixed")
def test_contents_that_cannot_be_replaced_are_put_back(standing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(standing / "site")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "colophon.html" or (self.name == "index.html" and "lcsite-new" in str(self)):
            raise OSError(errno.EACCES, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    made = building(standing)
    with pytest.raises(BuildRefused, match="cannot be written"):
        made.publish()
    made.drop()
    assert read(standing / "site") == before
    assert left(standing) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_replacement_that_is_cut_off_is_mended_at_the_next_start(standing: Path) -> None:
    before = read(standing / "site")
    inside = standing / "site/.lcsite-old"
    inside.mkdir()
    for path in ("articles", "index.html"):
        (standing / "site" / path).rename(inside / path)
    write(standing / "site/index.html", "the new one")
    write(standing / "site/.lcsite-new-0/articles/one.html", "the new one")
    recover(standing / "site")
    assert read(standing / "site") == before
    assert left(standing) == []


def test_a_parent_that_cannot_be_written_is_left_alone(standing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != standing and access(path, mode))
    made = building(standing)
    assert made.folder.parent == standing / "site"
    made.publish()
    assert title(standing) == "new"
    assert left(standing) == []


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_a_mount_point_is_filled(standing: Path, tmp_path: Path) -> None:
    (tmp_path / "volume").mkdir()
    publish = f"{sys.executable} -m lcsite build && test -f site/articles/two.html && ls -A site"
    script = f"mount --bind {tmp_path}/volume site && {publish} && {publish}"
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=standing, env=environment, check=False, capture_output=True, text=True)
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip("nothing may be mounted here")
    assert done.returncode == 0, done.stderr
    assert ".lcsite" not in done.stdout
    assert "Two anew" in (tmp_path / "volume/articles/two.html").read_text("utf-8")


def test_a_work_tree_of_a_branch_stays_one(standing: Path) -> None:
    write(standing / "site/.git", "gitdir: elsewhere")
    write(standing / "site/.forged.html", "planted")
    published(standing)
    assert (standing / "site/.git").read_text("utf-8") == "gitdir: elsewhere"
    assert not (standing / "site/.forged.html").exists()


def test_a_work_tree_is_kept_when_the_swap_was_cut_off_before(standing: Path) -> None:
    (standing / "site").rename(standing / ".site-lcsite-old")
    write(standing / ".site-lcsite-old/.git", "gitdir: elsewhere")
    write(standing / "site/index.html", "the new one")
    recover(standing / "site")
    assert read(standing / "site") == {"index.html": b"the new one", ".git": b"gitdir: elsewhere"}
    assert left(standing) == []


def test_a_full_disk_leaves_the_site_as_it_was(standing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(standing / "site")

    def refuse(self: Path, _: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    made = building(standing)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(BuildRefused, match="No space left on device"):
        made.publish()
    made.drop()
    assert read(standing / "site") == before
    assert left(standing) == []


@pytest.mark.skipif(sys.platform == "win32", reason="has none")
def test_a_system_without_locks_builds_too(standing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    published(standing)
    assert title(standing) == "new"
    write(standing / ".site-lcsite-new-0/x", "of an hour ago")
    recover(standing / "site")
    assert left(standing) == [".site-lcsite-new-0"]
    os.utime(standing / ".site-lcsite-new-0", (0, 0))
    recover(standing / "site")
    assert left(standing) == []


# Into the folder of another generator


@pytest.fixture
def theirs(small: Path) -> Path:
    folder = small / "public"
    write(folder / "index.html", "of another")
    write(folder / "about/us.html", "of another")
    return folder


def into(small: Path, folder: Path, record: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    settings, faults = read_configuration(small)
    compiled, cache = compile_project(small, settings, faults, TerminalWatch())
    cache.close()
    inputs = compiled.site.inputs
    assert inputs is not None
    made = building(small)
    made.drop()
    renderer = Renderer(make_frame(inputs), inputs.messages, made.theme.loader(), {})
    return dict(publish_into(compiled.site, renderer, made.theme.files(), compiled.tree, folder, record))


def test_pages_are_put_among_those_of_another_generator(small: Path, theirs: Path) -> None:
    record = into(small, theirs, {})
    found = read(theirs)
    assert found["index.html"] == b"of another"
    assert found["about/us.html"] == b"of another"
    assert found.keys() - record.keys() == {"index.html", "about/us.html"}
    assert "articles/one.html" in record
    assert left(small) == []


def test_pages_of_ours_are_replaced_and_removed(small: Path, theirs: Path) -> None:
    record = into(small, theirs, {})
    write(small / "content/articles/one.md", entry(title="One"))
    (small / "content/articles/two.md").unlink()
    record = into(small, theirs, record)
    assert "articles/two.html" not in read(theirs)
    assert read(theirs).keys() - record.keys() == {"index.html", "about/us.html"}


@pytest.mark.parametrize("path", ["articles/one.html", "assets/as-of.js"])
def test_a_file_of_another_origin_is_not_overwritten(small: Path, theirs: Path, path: str) -> None:
    write(theirs / path, "of another")
    before = read(theirs)
    with pytest.raises(ForeignFiles) as found:
        into(small, theirs, {})
    assert found.value.paths == (path,)
    assert read(theirs) == before


def test_a_page_of_ours_that_somebody_changed_is_not_overwritten(small: Path, theirs: Path) -> None:
    record = into(small, theirs, {})
    write(theirs / "articles/one.html", "mended by hand")
    with pytest.raises(ForeignFiles):
        into(small, theirs, record)


def test_nothing_is_written_through_a_link(small: Path, theirs: Path, tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/mine.txt", "mine")
    (theirs / "articles").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ForeignFiles):
        into(small, theirs, {})
    assert read(tmp_path / "elsewhere") == {"mine.txt": b"mine"}


def test_a_file_of_the_theme_and_a_page_have_a_place_each(small: Path) -> None:
    made = building(small)
    made.drop()
    paths = [file.path for file in made.theme.files()]
    assert all(isinstance(file, File) for file in made.theme.files())
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if "serving" in path]
