"""Attachments: what they are by their bytes, and how they are made safe to publish."""

import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from defusedxml.common import DefusedXmlException
from PIL import Image, ImageOps, UnidentifiedImageError

from lcsite import svg
from lcsite.diagnostics import Rule, Severity
from lcsite.source import digest

UNEXPECTED_FILE = Rule("LC127", "unexpected-file", Severity.ERROR)
BROKEN_FILE = Rule("LC128", "broken-file", Severity.ERROR)
FILE_TOO_LARGE = Rule("LC129", "file-too-large", Severity.ERROR)

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
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
UNREADABLE = (
    UnidentifiedImageError,
    zipfile.BadZipFile,
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombError,
    DefusedXmlException,
)
_RASTER = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP", "image/gif": "GIF"}


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


def look_at(path: str, data: bytes) -> Asset:
    """Tell what a file is; it never raises."""
    media_type = _sniff(data)
    suffix = posixpath.splitext(path)[1].lower()
    name = posixpath.basename(path)
    common: dict[str, Any] = {"path": path, "digest": digest(data), "media_type": media_type}
    if suffix not in SUFFIXES.get(media_type, ()) or not SAFE_NAME.match(name):
        return Asset(**common, problem=UNEXPECTED_FILE)
    try:
        if media_type in _RASTER:
            with Image.open(BytesIO(data)) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:  # before anything unpacks it
                    return Asset(**common, width=width, height=height, problem=FILE_TOO_LARGE)
                width, height = ImageOps.exif_transpose(image).size if _turned(image) else image.size
            return Asset(**common, width=width, height=height)
        if media_type == "image/svg+xml":
            size = svg.size(svg.clean(data))
            return Asset(**common, width=size[0], height=size[1])
        if media_type == "application/zip" and _has_macros(data):
            return Asset(**common, problem=UNEXPECTED_FILE)
    except UNREADABLE:
        return Asset(**common, problem=BROKEN_FILE)
    return Asset(**common)


def clean(data: bytes, media_type: str) -> bytes:
    """Return the bytes to publish: orientation applied, metadata gone, SVG re-serialised.

    Raises:
        UNREADABLE: the file is damaged in a way that only reading all of it shows.
    """
    if media_type == "image/svg+xml":
        return svg.clean(data)
    if media_type not in _RASTER:
        return data
    with Image.open(BytesIO(data)) as image:
        return _without_metadata(image, _RASTER[media_type])


def _without_metadata(image: Image.Image, kind: str) -> bytes:
    written = BytesIO()
    if getattr(image, "is_animated", False):
        image.info = {key: image.info[key] for key in ("duration", "loop", "transparency") if key in image.info}
        image.save(written, kind, save_all=True)
        return written.getvalue()
    upright = ImageOps.exif_transpose(image)
    upright.info = {key: upright.info[key] for key in ("transparency",) if key in upright.info}
    options: dict[str, object] = {"quality": 85, "optimize": True} if kind == "JPEG" else {}
    if kind == "WEBP":
        options = {"quality": 85, "method": 4}
    upright.save(written, kind, **options)
    return written.getvalue()


def _turned(image: Image.Image) -> bool:
    return bool(image.getexif().get(0x0112, 1) != 1)


def _has_macros(data: bytes) -> bool:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in archive.namelist())


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
