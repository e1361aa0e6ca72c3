"""The disk, written: a site filled into a folder beside the old one, then swapped.

A build that fails, or is cut off anywhere, leaves the last good site.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from lcsite.assets import Asset, clean
from lcsite.build import Site
from lcsite.exports import File
from lcsite.read import Tree
from lcsite.render import Renderer
from lcsite.source import digest
from lcsite.watch import Watch

Record = Mapping[str, tuple[str, str]]
"""Path → the key of what was published there, and the digest of its bytes."""

_NEW, _OLD = ".lcsite-new-", ".lcsite-old"


@dataclass(frozen=True, slots=True)
class Previous:
    """The site that stands there now, and the record of how it was made."""

    folder: Path
    record: Record

    def unchanged(self, path: str, key: str) -> Path | None:
        """Return the file at `path` if it has this key, and its bytes are what we wrote."""
        recorded = self.record.get(path)
        file = self.folder / path
        if recorded is None or recorded[0] != key or file.is_symlink() or not file.is_file():
            return None
        return file if digest(file.read_bytes()) == recorded[1] else None


def fill(
    site: Site,
    renderer: Renderer,
    theme: Iterable[File],
    tree: Tree,
    folder: Path,
    previous: Previous,
    watch: Watch | None = None,
) -> Record:
    """Write a whole site into `folder`; what has not changed is linked from `previous`.

    Returns the record of what was written.
    """
    watch = watch or Watch()
    writer = _Writer(folder, previous)
    total = len(site.inputs.library.entries) if site.inputs else 0
    with watch.stage("publish"):
        for file in (*theme, *site.files()):
            writer.write(file.path, digest(file.data), partial(bytes, file.data))
        for asset, path in site.assets():
            writer.write(path, digest(asset.digest, asset.media_type), partial(_cleaned, asset, tree))
    with watch.stage("render"):
        for page in watch.each(site.pages(), total):
            writer.write(page.path, renderer.key(page), partial(renderer.render, page))
    return writer.record


def _cleaned(asset: Asset, tree: Tree) -> bytes:
    return clean(tree.bytes_of(asset.path), asset.media_type)


class _Writer:
    """Writes or links one file at a time, and keeps the record."""

    def __init__(self, folder: Path, previous: Previous) -> None:
        self._folder = folder
        self._previous = previous
        self._folders: set[Path] = set()
        self.record: dict[str, tuple[str, str]] = {}

    def write(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        target = self._folder / path
        if target.parent not in self._folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(target.parent)
        old = self._previous.unchanged(path, key)
        if old is not None and _link(old, target):
            self.record[path] = self._previous.record[path]
            return
        data = make()
        target.write_bytes(data)
        self.record[path] = (key, digest(data))


def _link(old: Path, new: Path) -> bool:
    """Link a file, or copy it where the disk has no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)
    return True


def beside(target: Path) -> Path:
    """Make a new folder beside `target`, on the same disk, to fill."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(prefix=f".{target.name}{_NEW}", dir=target.parent))


def swap(folder: Path, target: Path) -> None:
    """Put `folder` in the place of `target`, in two renames."""
    old = target.parent / f".{target.name}{_OLD}"
    _remove(old)
    folder.chmod(0o755)
    if target.exists():
        target.rename(old)
    folder.rename(target)
    _remove(old)


def recover(target: Path) -> None:
    """Mend what a build that was cut off left behind: no site, or folders beside it."""
    old = target.parent / f".{target.name}{_OLD}"
    if old.exists() and not target.exists():
        old.rename(target)
    for left in _left(target):
        _remove(left)


def _left(target: Path) -> Iterator[Path]:
    if target.parent.is_dir():
        yield from sorted(target.parent.glob(f".{target.name}{_NEW}*"))
        yield from target.parent.glob(f".{target.name}{_OLD}")


def _remove(folder: Path) -> None:
    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
