"""The address of everything: keys, references as written, file paths, URLs, anchors.

A reference is read here and nowhere else, and symbolic references in HTML are
resolved here and nowhere else.
"""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote

from lcsite.markup import SYMBOLIC

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,4})?\Z")
_REFERENCE = re.compile(
    r"(?P<wanted>\+)?(?:(?P<toolkit>[a-z][a-z0-9-]*):)?"
    r"(?:(?P<collection>[A-Za-z0-9_-]+)/)?(?P<id>[A-Za-z0-9_-]+)(?:#(?P<part>[^\s#]+))?\Z",
)
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
RESERVED_IDS = frozenset({"index", *_DEVICES})
MAX_ID = 80


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Key:
    """What names an entry: its collection and its id."""

    collection: str
    id: str

    def __str__(self) -> str:
        """Write the key as a reference does."""
        return f"{self.collection}/{self.id}"


Origin = Key | str
"""Where a link starts: an entry, or the path of a plain page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a reference names, as far as its text tells.

    One of `id` (an entry), `page` (a plain page, by path), `file` (an
    attachment, by path) and `index` (a collection) is set, or none of them for
    a reference to a place on its own page.
    """

    collection: str | None = None
    id: str | None = None
    page: str | None = None
    file: str | None = None
    part: str | None = None
    wanted: bool = False
    toolkit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """An attachment as published: where, and how large in pixels."""

    path: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The published path of every entry, plain page, collection and attachment.

    Paths are relative to the site's root. `former` leads from an old key to
    the present one, `renamed` from the old name of a collection to its name
    now; a wanted key has its own page. `kinds` tells of every page, by its
    path, which kind of page it is.
    """

    entries: Mapping[Key, str]
    pages: Mapping[str, str]
    indexes: Mapping[str, str]
    files: Mapping[str, Picture]
    former: Mapping[Key, Key]
    renamed: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def of(self, target: Target, own: str) -> str | None:
        """Return the path and anchor that `target` leads to, None if nowhere."""
        if target.page is not None:
            path = self.pages.get(target.page)
        elif target.file is not None:
            picture = self.files.get(target.file)
            path = picture.path if picture else None
        elif target.id is None and target.collection is None:
            path = own
        elif target.id is None:
            path = self.indexes.get(self._present(target.collection))
        else:
            key = Key(collection=self._present(target.collection), id=target.id)
            path = self.entries.get(self.former.get(key, key))
        return path if path is None or not target.part else f"{path}#{target.part}"

    def _present(self, collection: str | None) -> str:
        return self.renamed.get(collection or "", collection or "")


def read_reference(written: str) -> Target | None:
    """Read `[+][toolkit:][collection/]id[#part]`; None if it is not one."""
    match = _REFERENCE.match(written)
    if match is None:
        return None
    return Target(
        collection=match["collection"],
        id=match["id"],
        part=match["part"],
        wanted=bool(match["wanted"]),
        toolkit=match["toolkit"],
    )


def read_link(written: str, path: str) -> Target | None:
    """Read a link in the body of the file at `path`; None if it leads out of content/."""
    if written.startswith("@"):
        target = read_reference(written[1:])
        return target if target is None or target.collection or target.toolkit else None
    link, _, part = written.partition("#")
    if not link:
        return Target(part=unquote(part))
    full = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(link)))
    if full.startswith(("..", "/")):
        return None
    stem, suffix = posixpath.splitext(full)
    folder, _, name = stem.rpartition("/")
    if suffix not in {".md", ".yml"}:
        if not suffix and "/" not in full:
            return Target(collection=full)
        return Target(file=full)
    if folder in {"", "pages"}:
        return Target(page=full, part=unquote(part) or None)
    wanted = name.startswith("+")
    return Target(collection=folder, id=name.removeprefix("+"), part=unquote(part) or None, wanted=wanted)


def renamed(written: str, old: Key, new: Key) -> str:
    """Return a reference or link to `old` as one to `new`, in the form in which it was written."""
    head, hash_, part = written.partition("#")
    folder, slash, name = head.rpartition("/")
    sign = "+" if name.startswith("+") or head.startswith(("+", "@+")) else ""
    if not name.endswith((".md", ".yml")):
        wiki = "@" if head.startswith("@") else ""
        return f"{wiki}{sign}{new if slash else new.id}{hash_}{part}"
    file = f"{sign}{new.id}{posixpath.splitext(name)[1]}"
    if folder in {"", "."} and new.collection != old.collection:
        file = posixpath.join("..", new.collection, file)
    elif folder not in {"", "."}:
        folder = posixpath.join(folder.rpartition("/")[0], new.collection)
    return posixpath.join(folder, file) + hash_ + part


def relative(path: str, page: str) -> str:
    """Return the link from the page at `page` to `path`, both from the site's root."""
    depth = page.count("/")
    folder = page[: page.rfind("/") + 1]
    if path.startswith(f"{page}#"):
        return path[len(page) :]
    if path.startswith(folder):
        return path[len(folder) :]
    return "../" * depth + path


def absolute(path: str, url: str) -> str:
    """Return the address on the web of a path, where the site has the address `url`; the home page is the site's."""
    return f"{url.rstrip('/')}/{'' if path == 'index.html' else path}" if url else ""


_SYMBOLIC_LINK = re.compile(rf'<a href="{SYMBOLIC}([^"]*)"( title="[^"]*")?>(.*?)</a>', re.DOTALL)
_SYMBOLIC_IMAGE = re.compile(rf'<img src="{SYMBOLIC}([^"]*)"((?: [a-z]+="[^"]*")*)>')


def resolve(html: str, source: str, page: str, addresses: Addresses) -> str:
    """Turn the symbolic references in `html` into links relative to `page`.

    `source` is the path of the text in content/. What leads nowhere becomes
    plain text: the checks have reported it.
    """
    if SYMBOLIC not in html:
        return html

    def link(match: re.Match[str]) -> str:
        target = read_link(unescape(match[1]), source)
        path = addresses.of(target, page) if target else None
        if path is None:
            return match[3]
        return f'<a href="{escape(relative(path, page))}"{match[2] or ""}>{match[3]}</a>'

    def image(match: re.Match[str]) -> str:
        target = read_link(unescape(match[1]), source)
        picture = addresses.files.get(target.file) if target and target.file else None
        if picture is None:
            return ""
        size = f' width="{picture.width}" height="{picture.height}"' if picture.width else ""
        return f'<img src="{escape(relative(picture.path, page))}"{match[2]}{size} loading="lazy">'

    return _SYMBOLIC_IMAGE.sub(image, _SYMBOLIC_LINK.sub(link, html))
