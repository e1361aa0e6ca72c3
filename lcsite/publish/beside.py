"""A folder beside the site, filled and then put in its place.

Whatever cuts this off, the next start finds a whole site: `recover` ends what
was begun. A folder that another build is filling is held by a lock, which ends
with that build.
"""

import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_NEW, _OLD = "lcsite-new-", "lcsite-old"
_KEPT = frozenset({".git"})
"""What stays when the rest is replaced: a site folder may be a work tree of a branch with pages."""
_FORGOTTEN_AFTER = 24 * 3600
"""Seconds after which a folder is nobody's any more, where locks cannot tell."""


class Beside:
    """A new folder, ours until it is swapped or removed.

    It lies beside the target; or inside it, where the target cannot be renamed.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder = folder
        self.target = target
        self._held: int | None = None
        with suppress(OSError):
            self._held = _hold(folder)

    def swap(self) -> None:
        """Put the folder in the place of the target: in two renames, or piece by piece where the disk refuses."""
        with _alone(self.target):
            if self.folder.parent == self.target:
                _replace(self.folder, self.target)
            else:
                _exchange(self.folder, self.target)
        self._release()

    def remove(self) -> None:
        """Take the folder away; the target stands as it stood."""
        self._release()
        _remove(self.folder)

    def _release(self) -> None:
        _let_go(self._held)
        self._held = None


def beside(target: Path) -> Beside:
    """Make a new folder to fill; its mode follows the umask.

    Raises:
        OSError: nothing can be written here.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    name = f"{_NEW}{secrets.token_hex(4)}"
    with _alone(target):
        folder = _beside(target, name)
        if os.path.ismount(target) or not os.access(target.parent, os.W_OK):
            folder = _inside(target, name)
        folder.mkdir()
        return Beside(folder, target)


def recover(target: Path) -> None:
    """Mend what a build that was cut off left behind: no site, half a site, or folders beside it."""
    if target.is_symlink() or not target.parent.is_dir():
        return
    with _alone(target):
        old, inside = _beside(target, _OLD), _inside(target, _OLD)
        for each in (old, inside):
            if each.is_symlink():  # not made by us
                each.unlink()
        if old.exists() and not os.path.lexists(target):
            old.rename(target)
        if old.exists():
            _finish(old, target)
        if inside.is_dir():
            _put_back(inside, target)
        for left in _left(target):
            if not _in_use(left):
                _remove(left)


def _left(target: Path) -> Iterator[Path]:
    yield from target.parent.glob(f"{escape(_beside(target, _NEW).name)}*")
    yield from target.glob(f".{_NEW}*")


def _beside(target: Path, name: str) -> Path:
    return target.parent / f".{target.name}-{name}"


def _inside(target: Path, name: str) -> Path:
    return target / f".{name}"


def _exchange(folder: Path, target: Path) -> None:
    old = _beside(target, _OLD)
    _remove(old)
    if not os.path.lexists(target):
        folder.rename(target)
        return
    try:
        target.rename(old)
    except OSError:  # a mount point, or somebody's folder
        inside = _inside(target, folder.name.removeprefix(f".{target.name}-"))
        shutil.move(folder, inside)
        _replace(inside, target)
        return
    try:
        folder.rename(target)
    except OSError:
        old.rename(target)
        raise
    _finish(old, target)


def _finish(old: Path, target: Path) -> None:
    """Take the old site away, but for what is to stay."""
    for name in _KEPT:
        if os.path.lexists(old / name) and not os.path.lexists(target / name):
            (old / name).rename(target / name)
    _remove(old)


def _replace(folder: Path, target: Path) -> None:
    """Replace what is in a folder by what is in a folder inside it; put all back if that fails."""
    old, gone = _inside(target, _OLD), _inside(target, f"{_NEW}gone")
    old.mkdir()
    try:
        for entry in list(target.iterdir()):
            if entry.name not in _KEPT and not entry.name.startswith((f".{_OLD}", f".{_NEW}")):
                entry.rename(old / entry.name)
        for entry in list(folder.iterdir()):
            entry.rename(target / entry.name)
    except OSError:
        _put_back(old, target)
        _remove(folder)
        raise
    old.rename(gone)  # from here on it is no site to return to
    _remove(gone)
    _remove(folder)


def _put_back(old: Path, target: Path) -> None:
    for entry in list(old.iterdir()):
        _remove(target / entry.name)
        entry.rename(target / entry.name)
    _remove(old)


def _remove(path: Path) -> None:
    """Remove a file, a link or a folder; what cannot be removed now is for the next start."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Let one build at a time rename in the folder that holds the site."""
    try:
        held = _hold(target.parent, wait=True)
    except OSError:  # no locks here: two builds at once are the owner's own risk
        held = None
    try:
        yield
    finally:
        _let_go(held)


def _hold(folder: Path, *, wait: bool = False) -> int | None:
    """Lock a folder until it is let go, or until this process ends.

    Raises:
        BlockingIOError: somebody else holds it.
        OSError: folders cannot be locked here.
    """
    if sys.platform == "win32":
        return None
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _let_go(held: int | None) -> None:
    if held is not None:
        os.close(held)


def _in_use(folder: Path) -> bool:
    """Tell whether a build is filling this folder now; by its age where there are no locks."""
    try:
        held = _hold(folder)
    except BlockingIOError:
        return True
    except OSError:
        held = None
    _let_go(held)
    with suppress(OSError):
        return held is None and time.time() - folder.lstat().st_mtime < _FORGOTTEN_AFTER
    return False
