"""A published file that is no page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A path from the site's root, and its bytes."""

    path: str
    data: bytes
