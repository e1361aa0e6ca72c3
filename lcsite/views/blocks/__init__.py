"""The blocks of which a model composes an entry's page.

A block is a function `make(context, of) → view | None`, listed here with the
place where it stands unless the model says otherwise. Its template is
`blocks/<name>.html`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lcsite.views.blocks import cite, experience, links, neighbourhood, notes, onward, parts, related, texts
from lcsite.views.blocks.context import Context

Make = Callable[[Context, tuple[str, ...]], Any]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """How a block is made, and where it stands: `head`, `main` or `aside`."""

    make: Make
    place: str


BLOCKS: Mapping[str, BlockKind] = {
    "axis": BlockKind(notes.axis, "head"),
    "essence": BlockKind(texts.essence, "main"),
    "facts": BlockKind(texts.facts, "main"),
    "fields": BlockKind(texts.fields, "main"),
    "lead": BlockKind(texts.lead, "main"),
    "sections": BlockKind(texts.sections, "main"),
    "scheme": BlockKind(parts.scheme, "main"),
    "parts": BlockKind(parts.parts, "main"),
    "images": BlockKind(texts.images, "main"),
    "links": BlockKind(links.links, "main"),
    "gather": BlockKind(links.gather, "main"),
    "route": BlockKind(links.route, "main"),
    "onward": BlockKind(onward.onward, "main"),
    "experience": BlockKind(experience.experience, "main"),
    "backlinks": BlockKind(links.backlinks, "main"),
    "neighbourhood": BlockKind(neighbourhood.neighbourhood, "aside"),
    "related": BlockKind(related.related, "main"),
    "evidence": BlockKind(notes.evidence, "aside"),
    "sources": BlockKind(notes.sources, "aside"),
    "cite": BlockKind(cite.cite, "aside"),
    "contribute": BlockKind(notes.contribute, "aside"),
}
