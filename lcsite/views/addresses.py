"""Where everything is published, and what happens where two things want one address."""

import posixpath
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from lcsite.address import Addresses, Picture
from lcsite.assets import SUFFIXES
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.library import Library
from lcsite.views import Announced, View
from lcsite.views.paths import slug

ADDRESS_CLASH = Rule("LC502", "address-clash", Severity.ERROR)
THEME_FOLDER = "assets"

Published = TypeVar("Published")


def addresses_of(inputs: Inputs, views: tuple[View, ...]) -> tuple[Addresses, tuple[Diagnostic, ...]]:
    """Collect where everything is published; two things at one address are a fault."""
    announced = [each for view in views for each in view.addresses(inputs)]
    files = dict(_files(inputs))
    addresses = Addresses(
        entries={each.key: each.path for each in announced if each.key},
        pages={each.source: each.path for each in announced if each.source},
        indexes={each.collection: each.path for each in announced if each.collection},
        files=files,
        former=inputs.library.former,
        renamed=inputs.model.renamed,
        kinds={each.path: each.kind for each in reversed(announced)},
    )
    return addresses, tuple(_clashes(announced, files, inputs.library))


def first_at_each(found: Iterable[Published], path_of: Callable[[Published], str]) -> Iterator[Published]:
    """Yield what may stand at its address; the others have been reported as clashes."""
    taken = set[str]()
    for each in found:
        folded = path_of(each).lower()
        if folded not in taken and not folded.startswith(f"{THEME_FOLDER}/"):
            taken.add(folded)
            yield each


def _files(inputs: Inputs) -> Iterator[tuple[str, Picture]]:
    """Yield the attachments and logos that may be published, by their path in content/."""
    library, language = inputs.library, inputs.settings.language
    owners = {item.path.rpartition(".")[0]: item for item in library.items()}
    logos = {inputs.settings.logo.light, inputs.settings.logo.dark}
    for path, asset in inputs.assets.items():
        folder, _, name = path.rpartition("/")
        if asset.problem or (folder not in owners and path not in logos):
            continue
        collection, _, owner = folder.partition("/")
        where = f"{slug(collection, inputs.model, language)}/{owner}" if owner else folder
        stem = name.rpartition(".")[0].lower()
        suffix = name.rpartition(".")[2].lower()
        kept = f".{suffix}" if f".{suffix}" in SUFFIXES[asset.media_type] else ""
        yield path, Picture(path=posixpath.join(where, f"{stem}{kept}"), width=asset.width, height=asset.height)


def _clashes(announced: list[Announced], files: dict[str, Picture], library: Library) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    places = [(each.path, _origin(each, library)) for each in announced]
    places += [(picture.path, path) for path, picture in files.items()]
    for path, origin in places:
        folded = path.lower()
        if folded in seen or folded.startswith(f"{THEME_FOLDER}/"):
            other = seen.get(folded, THEME_FOLDER)
            yield ADDRESS_CLASH.at(Place(path=origin, line=1), address=path, other=other)
        seen.setdefault(folded, origin)


def _origin(announced: Announced, library: Library) -> str:
    """Return the file that an address comes from."""
    if announced.source:
        return announced.source
    entry = library.entries.get(announced.key) if announced.key else None
    return entry.path if entry else "model.yml"
