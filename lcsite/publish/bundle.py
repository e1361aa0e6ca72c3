"""The offline edition in one file: a zip of the published folder, the same bytes on every run and machine."""

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lcsite.diagnostics import Rule, Severity

MOST_CHARACTERS = 180
"""Windows unpacks no path of more than 260, and the folder that it is unpacked in has a path too."""

UNSAFE_PATH = Rule("LC505", "unsafe-path", Severity.ERROR)

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f]')
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell."""
_UNIX, _PERMISSIONS = 3, 0o100644


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsafePath:
    """A path that not every computer can unpack; `part` is what is wrong in it."""

    path: str
    problem: str
    part: str = ""


class UnsafePaths(Exception):  # noqa: N818 - a finding about files, to be worded
    """Files of a site cannot be unpacked on every computer."""

    def __init__(self, found: Iterable[UnsafePath]) -> None:
        self.found = tuple(found)
        super().__init__(*self.found)


def pack(folder: Path, file: Path, top: str) -> None:
    """Write all files of a folder into a zip, below one folder `top`.

    Nothing is compressed: compressors differ from one version to the next, and
    the same site shall give the same bytes everywhere.

    Raises:
        UnsafePaths: not every computer could unpack them; nothing has been written.
    """
    files = {f"{top}/{path}": folder / path for path in sorted(_files(folder))}
    found = tuple(unsafe(files))
    if found:
        raise UnsafePaths(found)
    file.parent.mkdir(parents=True, exist_ok=True)
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with ZipFile(unfinished, "w", ZIP_STORED) as zipped:
            for path, source in files.items():
                info = ZipInfo(path, _TIME)
                info.create_system = _UNIX
                info.external_attr = _PERMISSIONS << 16
                zipped.writestr(info, source.read_bytes())
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def unsafe(paths: Iterable[str]) -> Iterator[UnsafePath]:
    """Yield the paths that Windows, macOS or an unpacker could not write, each with its first problem."""
    spelled: dict[str, str] = {}
    for path in paths:
        problem = _problem(path)
        other = next((before for before, now in _spellings(path, spelled) if before != now), "")
        if problem:
            yield problem
        elif other:
            yield UnsafePath(path=path, problem="case", part=other)


def _problem(path: str) -> UnsafePath | None:
    if len(path) > MOST_CHARACTERS:
        return UnsafePath(path=path, problem="long", part=str(len(path)))
    for part in path.split("/"):
        if _RESERVED.fullmatch(part):
            return UnsafePath(path=path, problem="reserved", part=part)
        if found := _FORBIDDEN.search(part):
            return UnsafePath(
                path=path, problem="character", part=found[0] if found[0].isprintable() else repr(found[0])
            )
        if part.endswith((".", " ")):
            return UnsafePath(path=path, problem="end", part=part)
    return None


def _spellings(path: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the path and its folders as they are spelled here and where they were first seen."""
    parts = path.split("/")
    for length in range(1, len(parts) + 1):
        # A folder ends in a slash, so that a file of its name is another spelling.
        now = "/".join(parts[:length]) + ("/" if length < len(parts) else "")
        folded = unicodedata.normalize("NFC", now.rstrip("/")).casefold()
        yield known.setdefault(folded, now), now


def _files(folder: Path) -> Iterator[str]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in names:
            yield (Path(root) / name).relative_to(folder).as_posix()
