"""Other pages about a collection: its map, and the table along an axis."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.model.model import Collection
from lcsite.model.traits import Map
from lcsite.views.display import Display
from lcsite.views.map import map_title
from lcsite.views.matrix import matrices, matrix_title
from lcsite.views.paths import map_path, matrix_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A page that shows a collection in another way."""

    title: str
    href: str


def ways(collection: Collection, display: Display) -> Iterator[Way]:
    """Yield the other ways to look at a collection."""
    inputs = display.inputs
    if collection.trait(Map):
        path = map_path(collection.id, inputs)
        yield Way(title=map_title(collection, display), href=display.href(path))
    if collection in matrices(inputs):
        path = matrix_path(collection.id, inputs)
        yield Way(title=matrix_title(collection, display), href=display.href(path))
