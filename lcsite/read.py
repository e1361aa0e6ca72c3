"""The disk, read: a project's configuration and everything under content/."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lcsite.assets import BROKEN_FILE, FILE_TOO_LARGE, UNEXPECTED_FILE, Asset, look_at
from lcsite.assets import MAX_BYTES as MAX_ASSET_BYTES
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.source import MAX_BYTES, TEXT_SUFFIXES, Source, make_source
from lcsite.yaml12 import FORBIDDEN, TOO_LARGE

UNREADABLE = Rule("LC125", "unreadable-encoding", Severity.ERROR)
LINKED_OUTSIDE = Rule("LC126", "linked-outside", Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All that lies under content/: texts, other files, and what could not be read."""

    folder: Path
    sources: tuple[Source, ...]
    assets: tuple[Asset, ...]
    faults: tuple[Diagnostic, ...]

    def bytes_of(self, path: str) -> bytes:
        """Read a file again by its path in content/."""
        return (self.folder / path).read_bytes()

    def text_of(self, path: str) -> str:
        """Return a text by its path, nothing if it was not read."""
        return next((source.text for source in self.sources if source.path == path), "")


def read_tree(folder: Path) -> Tree:
    """Read a content folder, in the order of its paths; what cannot be read is a fault."""
    sources: list[Source] = []
    assets: list[Asset] = []
    faults: list[Diagnostic] = []
    for path, entry in _files(folder):
        place = Place(path=_printable(path), line=1)
        name = place.path.rpartition("/")[2]
        try:
            found = entry.at(place, name=name, media_type="") if isinstance(entry, Rule) else _file(path, entry, place)
        except OSError:
            found = BROKEN_FILE.at(place, name=name)
        if isinstance(found, Source):
            sources.append(found)
        elif isinstance(found, Asset):
            assets.append(found)
        else:
            faults.append(found)
    return Tree(folder=folder, sources=tuple(sources), assets=tuple(assets), faults=tuple(faults))


def read_text(path: Path) -> str | None:
    """Return the text of a configuration file, None if there is no such file."""
    return path.read_text("utf-8-sig") if path.is_file() else None


def _files(folder: Path) -> Iterator[tuple[str, "os.DirEntry[str] | Rule"]]:
    """Yield the files below a folder, or why they are not read."""
    root = os.path.realpath(folder)
    waiting = _entries(str(folder), "") if folder.is_dir() else []
    while waiting:  # not by recursion: folders may lie a thousand deep
        path, entry = waiting.pop()
        if isinstance(entry, Rule):
            yield path, entry
        elif not path.isprintable():
            yield path, UNEXPECTED_FILE
        elif entry.is_symlink():
            target = os.path.realpath(entry)
            inside = target.startswith(f"{root}{os.sep}") and Path(target).is_file()
            yield path, entry if inside else LINKED_OUTSIDE
        elif entry.is_dir():
            waiting += _entries(entry.path, f"{path}/")
        else:  # a pipe would have us wait for ever, a device may have no end
            yield path, entry if stat.S_ISREG(entry.stat().st_mode) else UNEXPECTED_FILE


def _entries(folder: str, prefix: str) -> list[tuple[str, "os.DirEntry[str] | Rule"]]:
    """Return what lies in a folder, the last name first."""
    try:
        found = sorted(os.scandir(folder), key=lambda each: each.name, reverse=True)
    except OSError:  # not ours to read, or a path longer than the system takes
        return [(prefix.removesuffix("/"), BROKEN_FILE)]
    return [(prefix + entry.name, entry) for entry in found if not entry.name.startswith(".")]


def _printable(path: str) -> str:
    """Return a path that a terminal can show, and a report hold."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in path)


def _file(path: str, entry: "os.DirEntry[str]", place: Place) -> Source | Asset | Diagnostic:
    if path.lower().endswith(TEXT_SUFFIXES):
        return _text(path, Path(entry))
    if entry.stat().st_size > MAX_ASSET_BYTES:
        return FILE_TOO_LARGE.at(place, name=entry.name, limit=MAX_ASSET_BYTES // 1_000_000, unit="megabytes")
    return look_at(path, Path(entry).read_bytes())


def _text(path: str, file: Path) -> Source | Diagnostic:
    place = Place(path=path, line=1)
    if file.stat().st_size > MAX_BYTES:
        return TOO_LARGE.at(place, limit=MAX_BYTES // 1000)
    data = file.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return UNREADABLE.at(Place(path=path, line=line), encoding=_guess(data))
    found = FORBIDDEN.search(text)
    if found:
        encoding = "binary" if "\x00" in text else "characters"
        return UNREADABLE.at(Place(path=path, line=text.count("\n", 0, found.start()) + 1), encoding=encoding)
    return make_source(path, text)


def _guess(data: bytes) -> str:
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "Windows-1252"
