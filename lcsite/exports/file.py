"""A published file that is no page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A path from the site's root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowFile:
    """A file that takes so long to make that another process makes it, beside the pages.

    `make` is a function of a module, and `given` can travel between processes.
    `key` is the digest of all that the bytes depend on: who has a file with
    that key need not have it made.
    """

    path: str
    key: str
    make: Callable[[Any], bytes]
    given: Any
