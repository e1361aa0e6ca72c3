"""The disk, read: a project's configuration and everything under content/."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lcsite.assets import FILE_TOO_LARGE, Asset, look_at
from lcsite.assets import MAX_BYTES as MAX_ASSET_BYTES
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.source import MAX_BYTES, TEXT_SUFFIXES, Source, make_source
from lcsite.yaml12 import TOO_LARGE

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
    for path, entry in _files(folder, ""):
        place = Place(path=path, line=1)
        if entry is None:
            faults.append(LINKED_OUTSIDE.at(place))
        elif path.lower().endswith(TEXT_SUFFIXES):
            read = _text(path, Path(entry))
            if isinstance(read, Source):
                sources.append(read)
            else:
                faults.append(read)
        elif entry.stat().st_size > MAX_ASSET_BYTES:
            faults.append(
                FILE_TOO_LARGE.at(place, name=entry.name, limit=MAX_ASSET_BYTES // 1_000_000, unit="megabytes")
            )
        else:
            assets.append(look_at(path, Path(entry).read_bytes()))
    return Tree(folder=folder, sources=tuple(sources), assets=tuple(assets), faults=tuple(faults))


def read_text(path: Path) -> str | None:
    """Return the text of a configuration file, None if there is no such file."""
    return path.read_text("utf-8-sig") if path.is_file() else None


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, "os.DirEntry[str] | None"]]:
    """Yield the files below a folder; None for what may not be followed."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        path = prefix + entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            root = Path(str(folder)[: len(str(folder)) - len(prefix)]).resolve()
            inside = Path(entry).resolve().is_relative_to(root)
            yield path, entry if inside and entry.is_file() else None
        elif entry.is_dir():
            yield from _files(Path(entry), f"{path}/")
        else:
            yield path, entry if stat.S_ISREG(entry.stat().st_mode) else None


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
    if "\x00" in text:
        return UNREADABLE.at(Place(path=path, line=text.count("\n", 0, text.index("\x00")) + 1), encoding="binary")
    return make_source(path, text)


def _guess(data: bytes) -> str:
    return "UTF-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "Windows-1252"
