"""Results kept between runs, in the user's cache folder and never in the checkout.

A pull request that commits a cache or a site must not run code or get a forged
page published. So what is kept is data; it lies where only the user writes; and
each piece bears a seal of this version of the code, made with a key of the
user's that lies elsewhere. What bears no good seal is as good as absent.
"""

import json
import os
import re
import secrets
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Self, TypeVar

from platformdirs import user_cache_path, user_state_path

Answer = TypeVar("Answer")
_KEY_BYTES = 32
_TABLE = "CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value BLOB, seal BLOB, PRIMARY KEY (kind, key))"


class Cache:
    """A store of small texts by key; without a folder it keeps nothing.

    It never raises: a store that cannot be read or written is done without.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._key = None if file is None else _key()
        self._connection = None if file is None or self._key is None else _open(file)

    def __enter__(self) -> Self:
        """Begin a run."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the run."""
        self.close()

    def close(self) -> None:
        """Let the store go."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def results(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept under these keys."""
        wanted = set(keys)
        return {key: value for key, value in self._kept("result").items() if key in wanted}

    def keep_results(self, results: Mapping[str, bytes], keys: Iterable[str]) -> None:
        """Keep new results; those under none of `keys` are let go."""
        current = set(keys)

        def write(connection: sqlite3.Connection) -> None:
            known = connection.execute("SELECT key FROM kept WHERE kind = 'result'")
            old = [(key,) for (key,) in known if key not in current]
            connection.executemany("DELETE FROM kept WHERE kind = 'result' AND key = ?", old)
            self._write(connection, "result", results)

        self._try(write, None)

    def record(self, site: Path) -> dict[str, tuple[str, str]]:
        """Return the record of the last build of a site: path → page key, digest of the bytes."""
        kept = self._kept("record").get(str(site), b"{}")
        return {path: (key, digest) for path, (key, digest) in json.loads(kept).items()}

    def keep_record(self, site: Path, pages: Mapping[str, tuple[str, str]]) -> None:
        """Replace the record of the last build of a site; those of sites that are gone are let go."""

        def write(connection: sqlite3.Connection) -> None:
            known = connection.execute("SELECT key FROM kept WHERE kind = 'record'")
            gone = [(name,) for (name,) in known if not Path(str(name)).is_dir()]
            connection.executemany("DELETE FROM kept WHERE kind = 'record' AND key = ?", gone)
            self._write(connection, "record", {str(site): json.dumps(pages).encode()})

        self._try(write, None)

    def _kept(self, kind: str) -> dict[str, bytes]:
        def read(connection: sqlite3.Connection) -> list[tuple[object, object, object]]:
            return connection.execute("SELECT key, value, seal FROM kept WHERE kind = ?", (kind,)).fetchall()

        rows: list[tuple[object, object, object]] = self._try(read, [])
        return {
            key: value
            for key, value, seal in rows
            if isinstance(key, str) and isinstance(value, bytes) and seal == self._seal(kind, key, value)
        }

    def _write(self, connection: sqlite3.Connection, kind: str, rows: Mapping[str, bytes]) -> None:
        sealed = ((kind, key, value, self._seal(kind, key, value)) for key, value in rows.items())
        connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", sealed)

    def _seal(self, kind: str, key: str, value: bytes) -> bytes:
        hashed = blake2b(json.dumps((code_digest(), kind, key)).encode(), key=self._key or b"", digest_size=16)
        hashed.update(value)
        return hashed.digest()

    def _try(self, action: Callable[[sqlite3.Connection], Answer], otherwise: Answer) -> Answer:
        if self._connection is None:
            return otherwise
        try:
            with self._connection as connection:
                return action(connection)
        except sqlite3.Error as error:
            self.close()
            if self._file is not None and not isinstance(error, sqlite3.OperationalError):
                _discard(self._file)
            return otherwise


def cache_of(project: Path) -> Path | None:
    """Return the file in which the results for a project are kept; None where there is no safe place for it."""
    project = project.resolve()
    checkout = next((each for each in (project, *project.parents) if (each / ".git").exists()), project)
    for folder in (user_cache_path("lcsite"), user_state_path("lcsite")):
        if not folder.is_absolute() or folder.resolve().is_relative_to(checkout):
            return None
    name = blake2b(str(project).encode(), digest_size=16).hexdigest()
    return user_cache_path("lcsite") / f"{name}.sqlite"


@cache
def code_digest() -> str:
    """Return a digest of lcsite's code and of the versions of what it uses: others make other results."""
    hashed = blake2b(digest_size=16)
    folder = Path(__file__).parent
    for file in sorted(file for suffix in ("py", "yml", "xz") for file in folder.rglob(f"*.{suffix}")):
        hashed.update(file.read_bytes())
    hashed.update(repr((sys.version_info[:2], sorted(_versions()))).encode())
    return hashed.hexdigest()


def _versions() -> Iterable[tuple[str, str]]:
    with suppress(metadata.PackageNotFoundError):
        for requirement in metadata.requires("lcsite") or ():
            name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
            with suppress(metadata.PackageNotFoundError):
                yield name, metadata.version(name)


def _open(file: Path) -> sqlite3.Connection | None:
    """Open the store; one that is not ours or cannot be used is as good as none."""
    try:
        if not _private(file):
            return None
        connection = sqlite3.connect(file, timeout=5)
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute(_TABLE)
    except (OSError, sqlite3.OperationalError):
        return None
    except sqlite3.DatabaseError:
        _discard(file)
        return None
    return connection


def _key() -> bytes | None:
    """Return the user's key, made at its first use; None where none can be kept."""
    file = user_state_path("lcsite") / "key"
    try:
        if not _private(file):
            return None
        if file.stat().st_size != _KEY_BYTES:
            new = file.with_name(f"key-{os.getpid()}")
            new.touch(mode=0o600)
            new.write_bytes(secrets.token_bytes(_KEY_BYTES))
            new.replace(file)
        return file.read_bytes()
    except OSError:
        return None


def _private(file: Path) -> bool:
    """Make sure that a file is there; tell whether nobody else can write it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    if sys.platform == "win32":
        return True
    info = file.lstat()
    return stat.S_ISREG(info.st_mode) and info.st_uid == os.getuid() and not info.st_mode & 0o022


def _discard(file: Path) -> None:
    """Remove a store that is damaged: the next run begins a new one."""
    with suppress(OSError):
        file.unlink()
