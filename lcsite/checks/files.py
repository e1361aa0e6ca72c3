"""Files beside the texts: allowed, in the folder of an entry, and described."""

from collections.abc import Iterator, Mapping
from typing import Any

from lcsite.assets import BROKEN_FILE, FILE_TOO_LARGE, MAX_DRAWING, UNEXPECTED_FILE, most_pixels
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.library import Entry, PlainPage, Reference
from lcsite.library.faults import closest
from lcsite.model.values import Image, Part
from lcsite.settings import CONFIGURATION

UNKNOWN_PICTURE = Rule("LC312", "unknown-picture", Severity.ERROR)
UNLISTED_PICTURE = Rule("LC314", "unlisted-picture", Severity.ERROR)
UNUSABLE_LOGO = Rule("LC507", "unusable-logo", Severity.ERROR)
MISPLACED_FILE = Rule("LC130", "misplaced-file", Severity.ERROR)


def unusable_file(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every file is of a kind that is published, whole, and not too large."""
    for path, asset in inputs.assets.items():
        if asset.problem is UNEXPECTED_FILE:
            yield UNEXPECTED_FILE.at(
                Place(path=path, line=1), name=path.rpartition("/")[2], media_type=asset.media_type
            )
        elif asset.problem is FILE_TOO_LARGE:
            drawing = asset.media_type == "image/svg+xml"
            limit, unit = (MAX_DRAWING, "megabytes") if drawing else (most_pixels(asset.media_type), "pixels")
            name = path.rpartition("/")[2]
            yield FILE_TOO_LARGE.at(Place(path=path, line=1), name=name, limit=limit // 1_000_000, unit=unit)
        elif asset.problem is BROKEN_FILE:
            yield BROKEN_FILE.at(Place(path=path, line=1), name=path.rpartition("/")[2])


def misplaced_file(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every file lies in the folder of an entry or page that exists; the logo may lie anywhere."""
    library = inputs.library
    items = {folder_of(item.path) for item in (*library.items(), *library.broken.values())}
    items |= {str(key) for key in library.hidden}
    for path, asset in inputs.assets.items():
        if asset.problem is None and path.rpartition("/")[0] not in items and path not in _logos(inputs):
            yield MISPLACED_FILE.at(Place(path=path, line=1), name=path)


def unusable_logo(inputs: Inputs) -> Iterator[Diagnostic]:
    """The logo is a picture in content/; what is wrong with the file itself is said of the file."""
    pictures = [path for path, asset in inputs.assets.items() if asset.is_image]
    for path in _logos(inputs):
        asset = inputs.assets.get(path)
        if asset is None or not asset.is_image:
            place = Place(path=CONFIGURATION, line=1, text=path)
            nearest = closest(path, pictures) or closest(path.removeprefix(f"{inputs.settings.content}/"), pictures)
            yield UNUSABLE_LOGO.at(place, name=path, problem="kind" if asset else "missing", closest=nearest)


def _logos(inputs: Inputs) -> tuple[str, ...]:
    return tuple(filter(None, (inputs.settings.logo.light, inputs.settings.logo.dark)))


def unknown_picture(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every picture that a text shows or lists exists, and is listed with its licence."""
    for item in inputs.library.items():
        folder = folder_of(item.path)
        listed = {f"{folder}/{image.file}": pointer for pointer, image in _listed(item.values, "")}
        for path, pointer in listed.items():
            if path not in inputs.assets:
                place = Place(path=item.path, pointer=f"{pointer}/file")
                yield UNKNOWN_PICTURE.at(place, name=path, closest=_closest(path, inputs))
        for path, reference in _shown(item):
            if path in inputs.assets and path not in listed:
                yield UNLISTED_PICTURE.at(reference.place, name=path.rpartition("/")[2])
    for item in (*inputs.library.items(), *inputs.library.broken.values()):
        for path, reference in _shown(item):
            if path not in inputs.assets:
                yield UNKNOWN_PICTURE.at(reference.place, name=reference.written, closest=_closest(path, inputs))


def _listed(values: Mapping[str, Any], within: str) -> Iterator[tuple[str, Image]]:
    """Yield the pictures in the values of an entry, a page or a part, with their pointers."""
    for name, value in values.items():
        many = isinstance(value, tuple)
        for index, each in enumerate(value if many else (value,)):
            pointer = f"{within}/{name}/{index}" if many else f"{within}/{name}"
            if isinstance(each, Image):
                yield pointer, each
            elif isinstance(each, Part):
                yield from _listed(each.values, pointer)


def _shown(item: Entry | PlainPage) -> Iterator[tuple[str, Reference]]:
    """Yield the pictures in the texts of an entry or page."""
    for reference in item.references:
        if reference.image:
            yield reference.target.file or reference.written, reference


def folder_of(path: str) -> str:
    """Return the folder of the attachments of the text at `path`."""
    return path.rpartition(".")[0]


def _closest(path: str, inputs: Inputs) -> str:
    """Return the file of the same folder that was probably meant, without its folder."""
    folder, _, name = path.rpartition("/")
    return closest(name, [each.rpartition("/")[2] for each in inputs.assets if each.rpartition("/")[0] == folder])
