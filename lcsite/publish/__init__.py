"""The disk, written: a site filled into a folder beside the old one, then swapped.

A build that fails, or is cut off anywhere, leaves the last good site.
"""

from lcsite.publish.beside import Beside, beside, recover
from lcsite.publish.bundle import UNSAFE_PATH, UnsafePaths, pack
from lcsite.publish.fill import (
    FOREIGN_FILE,
    UNPUBLISHABLE,
    DamagedPicture,
    ForeignFiles,
    Previous,
    Record,
    fill,
)
from lcsite.publish.into import publish_into

__all__ = [
    "FOREIGN_FILE",
    "UNPUBLISHABLE",
    "UNSAFE_PATH",
    "Beside",
    "DamagedPicture",
    "ForeignFiles",
    "Previous",
    "Record",
    "UnsafePaths",
    "beside",
    "fill",
    "pack",
    "publish_into",
    "recover",
]
