"""Results kept between runs, in the user's cache folder and never in the checkout.

A pull request that commits a cache or a site must not run code or get a forged
page published: what is kept is data, and it lies where only the user writes.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Self

from platformdirs import user_cache_path


class Cache:
    """A store of small texts by key; without a folder it keeps nothing."""

    def __init__(self, file: Path | None) -> None:
        self._connection = None if file is None else _open(file)

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

    def results(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return what is kept under these keys."""
        if self._connection is None:
            return {}
        wanted = set(keys)
        return {
            key: value for key, value in self._connection.execute("SELECT key, value FROM results") if key in wanted
        }

    def keep_results(self, results: Mapping[str, bytes], keys: Iterable[str]) -> None:
        """Keep new results; those under none of `keys` are let go."""
        if self._connection is None:
            return
        current = set(keys)
        with self._connection as connection:
            old = [(key,) for (key,) in connection.execute("SELECT key FROM results") if key not in current]
            connection.executemany("DELETE FROM results WHERE key = ?", old)
            connection.executemany("INSERT OR REPLACE INTO results VALUES (?, ?)", results.items())

    def record(self) -> dict[str, tuple[str, str]]:
        """Return the record of the last build: path → page key, digest of the bytes."""
        if self._connection is None:
            return {}
        rows = self._connection.execute("SELECT path, key, digest FROM pages")
        return {path: (key, digest) for path, key, digest in rows}

    def keep_record(self, pages: Mapping[str, tuple[str, str]]) -> None:
        """Replace the record of the last build."""
        if self._connection is None:
            return
        with self._connection as connection:
            connection.execute("DELETE FROM pages")
            rows = ((path, key, digest) for path, (key, digest) in pages.items())
            connection.executemany("INSERT INTO pages VALUES (?, ?, ?)", rows)


def cache_of(project: Path) -> Path:
    """Return the file in which the results for a project are kept."""
    name = blake2b(str(project.resolve()).encode(), digest_size=16).hexdigest()
    return user_cache_path("lcsite") / f"{name}.sqlite"


def code_digest() -> str:
    """Return a digest of lcsite's own code: other code makes other results."""
    hashed = blake2b(digest_size=16)
    folder = Path(__file__).parent
    for file in sorted((*folder.rglob("*.py"), *folder.rglob("*.yml"))):
        hashed.update(file.read_bytes())
    return hashed.hexdigest()


def _open(file: Path) -> sqlite3.Connection | None:
    """Open the store; one that cannot be used is as good as none."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, timeout=2)
        connection.execute("PRAGMA synchronous = OFF")
        with connection:
            connection.execute("CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, value BLOB)")
            connection.execute("CREATE TABLE IF NOT EXISTS pages (path TEXT PRIMARY KEY, key TEXT, digest TEXT)")
    except (OSError, sqlite3.DatabaseError):
        return None
    return connection
