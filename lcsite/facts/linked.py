"""What facts are derived from."""

from dataclasses import dataclass

from lcsite.graph import Graph
from lcsite.library import Library
from lcsite.model.model import Model, Vocabularies


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The library with its graph, and the model that gives them a meaning."""

    model: Model
    vocabularies: Vocabularies
    library: Library
    graph: Graph
