"""The block that shows an entry of a map between its neighbours."""

from dataclasses import dataclass

from lcsite.model.traits import Map
from lcsite.views.blocks.context import Context
from lcsite.views.display import Card
from lcsite.views.paths import map_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood:
    """An entry between what it leads to, above, and what leads to it, below."""

    title: str
    outward: str
    above: tuple[Card, ...]
    inward: str
    below: tuple[Card, ...]
    map_href: str
    map_title: str


def neighbourhood(context: Context, of: tuple[str, ...]) -> Neighbourhood | None:  # noqa: ARG001
    """Show the neighbours of an entry along the relation that its map draws."""
    trait = context.collection.trait(Map)
    relation = context.collection.relation(trait.relation) if trait else None
    if relation is None:
        return None
    display, graph, key = context.display, context.inputs.graph, context.entry.key
    context.shown.update((relation.name, f"<{relation.name}"))
    return Neighbourhood(
        title=context.entry.title,
        outward=display.label(relation.label),
        above=tuple(
            display.card(link.target, note=display.note(link.values, relation.fields))
            for link in graph.of(key, relation.id)
        ),
        inward=display.label(relation.inverse.label),
        below=tuple(
            display.origin(
                link.origin, note=display.note(link.values, relation.fields), part=link.origin_part, full=True
            )
            for link in graph.to(key, relation.name)
            if link.part is None
        ),
        map_href=display.href(map_path(context.collection.id, context.inputs)),
        map_title=display.say("map.title", entries=display.label(context.collection.plural)),
    )
