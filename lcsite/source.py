"""One text from content/, before anybody has tried to understand it."""

import posixpath
from dataclasses import dataclass
from hashlib import blake2b

MAX_BYTES = 200_000
TEXT_SUFFIXES = (".md", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text and where it came from; `path` is POSIX, relative to content/."""

    path: str
    text: str
    digest: str

    @property
    def stem(self) -> str:
        """The file's name without its folder and suffix."""
        return posixpath.splitext(posixpath.basename(self.path))[0]


def make_source(path: str, text: str) -> Source:
    """Make a source of a text; line ends become those of Unix, a byte order mark goes."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Source(path=path, text=text, digest=digest(path, text))


def digest(*parts: str | bytes) -> str:
    """Return a short digest of some texts; used for equality, never for secrecy."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8, "big"))
        hashed.update(data)
    return hashed.hexdigest()
