"""A site written into a folder, one page at a time; what has not changed is linked."""

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from lcsite.assets import Asset, UnreadableFile, clean
from lcsite.build import Site
from lcsite.diagnostics import Rule, Severity
from lcsite.exports import File
from lcsite.parallel import ENOUGH, beside
from lcsite.read import Tree
from lcsite.render import Renderer
from lcsite.source import digest
from lcsite.views.paths import HOME, NOT_FOUND
from lcsite.watch import Watch

Record = Mapping[str, tuple[str, str]]
"""Path → the key of what was published there, and the digest of its bytes."""

OWNERS = frozenset({HOME, NOT_FOUND, "robots.txt", "sitemap.xml"})
"""What a host or the owner may have made already: that stays, and ours is left out."""

FOREIGN_FILE = Rule("LC503", "foreign-file", Severity.ERROR)
UNPUBLISHABLE = Rule("LC131", "unpublishable-picture", Severity.ERROR)


class ForeignFiles(Exception):  # noqa: N818 - a finding about a folder, to be worded
    """Files of another origin stand where pages of ours should."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(paths))
        super().__init__(*self.paths)


class DamagedPicture(Exception):  # noqa: N818 - a finding about a file, to be worded
    """A picture cannot be read to its end; its path in content/ is in `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True, slots=True)
class Previous:
    """The site that stands there now, and the record of how it was made."""

    folder: Path
    record: Record


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

    Returns the record of what was written. The host may have one of `OWNERS`
    in `folder`: it stays.

    Raises:
        DamagedPicture: a picture is not whole.
        ForeignFiles: other files of the host stand in the way of ours.
    """
    watch = watch or Watch()
    writer = _Writer(folder, previous)
    total = len(site.inputs.library.entries) if site.inputs else 0
    with watch.stage("publish"):
        slow = []
        for file in (*theme, *site.files()):
            if isinstance(file, File):
                writer.write(file.path, digest(file.data), partial(bytes, file.data))
            elif not writer.keep(file.path, file.key):
                slow.append(file)
        for asset, path in site.assets():
            writer.write(path, digest(asset.digest, asset.media_type), partial(_cleaned, asset, tree))
    jobs = [(file.make, file.given) for file in slow]
    with watch.stage("render"), beside(jobs, worth=total >= ENOUGH) as results:
        for page in watch.each(site.pages(), total):
            writer.write(page.path, renderer.key(page), partial(renderer.render, page))
        for file, result in zip(slow, results, strict=True):
            writer.write(file.path, file.key, result)
    if writer.foreign - OWNERS:
        raise ForeignFiles(writer.foreign - OWNERS)
    return writer.record


def _cleaned(asset: Asset, tree: Tree) -> bytes:
    data = tree.bytes_of(asset.path)
    try:
        return clean(data, asset.media_type)
    except UnreadableFile as error:
        raise DamagedPicture(asset.path) from error


class _Writer:
    """Writes or links one file at a time, and keeps the record."""

    def __init__(self, folder: Path, previous: Previous) -> None:
        self._folder = folder
        self._previous = previous
        self._mode = stat.S_IMODE(folder.stat().st_mode) & 0o666
        self._make = cache(partial(Path.mkdir, parents=True, exist_ok=True))
        self._straight = cache(self._is_straight)
        self.record: dict[str, tuple[str, str]] = {}
        self.foreign: set[str] = set()

    def write(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        target = self._folder / path
        self._make(target.parent)
        if os.path.lexists(target):
            self.foreign.add(path)
        elif not self._kept(path, key, target):
            data = make()
            target.write_bytes(data)
            self.record[path] = (key, digest(data))

    def keep(self, path: str, key: str) -> bool:
        """Link a file of the previous site, and tell whether that could be done."""
        target = self._folder / path
        self._make(target.parent)
        return not os.path.lexists(target) and self._kept(path, key, target)

    def _kept(self, path: str, key: str, target: Path) -> bool:
        """Link the file of the previous site, if it has this key and the bytes that we wrote.

        It is linked before it is looked at: nobody can put another in its place in between.
        """
        recorded = self._previous.record.get(path)
        old = self._previous.folder / path
        if recorded is None or recorded[0] != key or not self._straight(old.parent) or old.is_symlink():
            return False
        try:
            _link(old, target)
        except OSError:
            return False
        info = target.lstat()
        mode = stat.S_IMODE(info.st_mode)
        if stat.S_ISREG(info.st_mode) and mode == self._mode and digest(target.read_bytes()) == recorded[1]:
            self.record[path] = recorded
            return True
        target.unlink()
        return False

    def _is_straight(self, folder: Path) -> bool:
        """Tell whether a folder of the previous site is its own, and no link to another."""
        root = self._previous.folder
        return folder.resolve() == root.resolve() / folder.relative_to(root)


def _link(old: Path, new: Path) -> None:
    """Link a file, or copy it where the disk has no links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new, follow_symlinks=False)
