"""Attachments: what they are by their bytes, and how they are made safe to publish."""

import posixpath
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from lcsite import svg
from lcsite.diagnostics import Rule, Severity
from lcsite.source import digest

UNEXPECTED_FILE = Rule("LC127", "unexpected-file", Severity.ERROR)
BROKEN_FILE = Rule("LC128", "broken-file", Severity.ERROR)
FILE_TOO_LARGE = Rule("LC129", "file-too-large", Severity.ERROR)

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
"""Of all frames together: a few hundred bytes can unpack to gigabytes."""

MAX_DRAWING = 2_000_000
MAX_MEMBERS = 5_000
_ORIENTATION = 0x0112
SAFE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}\Z")
SUFFIXES = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/webp": (".webp",),
    "image/gif": (".gif",),
    "image/svg+xml": (".svg",),
    "application/pdf": (".pdf",),
    "application/zip": (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
}
_RASTER = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}
_MOVING = frozenset({"PNG", "WEBP", "GIF"})


class UnreadableFile(Exception):  # noqa: N818 - a finding about a file, to be worded
    """The bytes are not what their first ones promise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that is no text: its type as found in the bytes, its size in pixels.

    `problem` is the rule that keeps it from being published, if one does.
    """

    path: str
    digest: str
    media_type: str
    width: int | None = None
    height: int | None = None
    problem: Rule | None = None

    @property
    def is_image(self) -> bool:
        """Tell whether a page can show it."""
        return self.media_type.startswith("image/")


def most_pixels(media_type: str) -> int:
    """Return how many pixels a picture may have; a WebP takes four times as long, and as much memory."""
    return MAX_PIXELS // 4 if media_type == "image/webp" else MAX_PIXELS


def look_at(path: str, data: bytes) -> Asset:
    """Tell what a file is; it never raises."""
    media_type = _sniff(data)
    suffix = posixpath.splitext(path)[1].lower()
    name = posixpath.basename(path)
    common: dict[str, Any] = {"path": path, "digest": digest(data), "media_type": media_type}
    if suffix not in SUFFIXES.get(media_type, ()) or not SAFE_NAME.match(name):
        return Asset(**common, problem=UNEXPECTED_FILE)
    try:
        with _decoding():
            return Asset(**common, **_seen(data, media_type, suffix))
    except Image.DecompressionBombError:
        return Asset(**common, problem=FILE_TOO_LARGE)
    except UnreadableFile:
        return Asset(**common, problem=BROKEN_FILE)


@contextmanager
def _decoding() -> Iterator[None]:
    """Let decoders say one thing only about bytes that somebody may have forged: that they cannot read them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError:
        raise
    except Exception as error:  # there is no list of what they may raise
        raise UnreadableFile from error


def _seen(data: bytes, media_type: str, suffix: str) -> dict[str, Any]:
    """Return the size of a picture, or the rule that keeps a file from being published."""
    if media_type in _RASTER:
        with _opened(data, _RASTER[media_type]) as image:
            width, height = image.size
            if width * height * _frames(image, data) > most_pixels(media_type):  # before anything unpacks it
                return {"problem": FILE_TOO_LARGE}
            return {"width": height, "height": width} if _sideways(image) else {"width": width, "height": height}
    if media_type == "image/svg+xml":
        if len(data) > MAX_DRAWING:
            return {"problem": FILE_TOO_LARGE}
        return dict(zip(("width", "height"), svg.size(svg.clean(data)), strict=True))
    if media_type == "application/zip" and not _is_document(data, suffix):
        return {"problem": UNEXPECTED_FILE}
    return {}


def clean(data: bytes, media_type: str) -> bytes:
    """Return the bytes to publish: orientation applied, metadata gone, SVG re-serialised.

    Raises:
        UnreadableFile: the file is damaged in a way that only reading all of it shows.
    """
    with _decoding():
        if media_type == "image/svg+xml":
            return svg.clean(data)
        if media_type not in _RASTER:
            return data
        kind = _RASTER[media_type]
        return _moving(data, kind) or _still(_upright(data, kind), kind)


def _moving(data: bytes, kind: str) -> bytes | None:
    """Return a moving picture without its metadata, None for one that does not move."""
    with _opened(data, kind) as image:
        if kind not in _MOVING or not getattr(image, "is_animated", False):
            return None
        written = BytesIO()
        image.info = {key: image.info[key] for key in ("duration", "loop", "transparency") if key in image.info}
        image.save(written, kind, save_all=True)
        return written.getvalue()


def _upright(data: bytes, kind: str) -> Image.Image:
    """Return a picture the right way up, on its own: what decoded it holds as much memory again."""
    with _opened(data, kind) as image:
        upright = ImageOps.exif_transpose(image) if _orientation(image) > 1 else image.copy()
    upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
    return upright


def _still(image: Image.Image, kind: str) -> bytes:
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 85, "optimize": True},
        "WEBP": {"quality": 85, "method": 4},
    }
    written = BytesIO()
    image.save(written, kind, **options.get(kind, {}))
    return written.getvalue()


def _opened(data: bytes, kind: str) -> Image.Image:
    return Image.open(BytesIO(data), formats=(kind,))


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held, 1 to 8; 1 is upright, and what a picture is that does not say it well."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - as many ways to be wrong as there are cameras
        return 1


def _sideways(image: Image.Image) -> bool:
    return 5 <= _orientation(image) <= 8  # noqa: PLR2004 - a quarter turn, mirrored or not


def _frames(image: Image.Image, data: bytes) -> int:
    """Return of how many pictures a file is made; Pillow would unpack a GIF to count them."""
    return _frames_of_gif(data) if image.format == "GIF" else int(getattr(image, "n_frames", 1))


def _frames_of_gif(data: bytes) -> int:
    frames, at = 0, 13 + _palette(data[10])
    while at < len(data) and data[at] != ord(";"):
        if data[at] == ord(","):
            frames += 1
            at += 11 + _palette(data[at + 9])
        elif data[at] == ord("!"):
            at += 2
        else:
            at += 1
            continue
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    return frames


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


_FOLDERS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_KINDS = {".odt": b"text", ".ods": b"spreadsheet", ".odp": b"presentation"}
_ACTS = re.compile(
    r"vbaproject|macrosheets/|activex/|^(?:basic|scripts|meta-inf/manifest\.mf)|\.(?:exe|dll|js|vbs|class)$"
)


def _is_document(data: bytes, suffix: str) -> bool:
    """Tell whether a zip is the Office document that its name says, without macros or programs."""
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        return False
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [name.lower() for name in archive.namelist()]
        if any(_ACTS.search(name) for name in names):
            return False
        if suffix in _FOLDERS:
            return "[content_types].xml" in names and any(name.startswith(_FOLDERS[suffix]) for name in names)
        kind = b"mimetypeapplication/vnd.oasis.opendocument." + _KINDS[suffix]
        return data[30 : 30 + len(kind)] == kind


_SIGNS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("image/png", lambda data: data.startswith(b"\x89PNG\r\n\x1a\n")),
    ("image/jpeg", lambda data: data.startswith(b"\xff\xd8\xff")),
    ("image/gif", lambda data: data.startswith((b"GIF87a", b"GIF89a"))),
    ("image/webp", lambda data: data.startswith(b"RIFF") and data[8:12] == b"WEBP"),
    ("application/pdf", lambda data: data.startswith(b"%PDF-")),
    ("application/zip", lambda data: data.startswith(b"PK\x03\x04")),
    ("image/svg+xml", lambda data: b"<svg" in data[:1000]),
)


def _sniff(data: bytes) -> str:
    return next((media_type for media_type, is_it in _SIGNS if is_it(data)), "application/octet-stream")
