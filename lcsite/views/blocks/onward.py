"""The block for who follows a route: which one passes here, how far it is, and what comes before and after."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.address import Key
from lcsite.graph import Link
from lcsite.model.traits import Route
from lcsite.views.blocks.context import Context
from lcsite.views.display import Card, Display


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """A route that passes here: the number of this stop, and its neighbours with why one stops there."""

    title: str
    href: str
    hue: int
    icon: str
    stop: int
    count: int
    previous: Card | None
    next: Card | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """The routes that pass here."""

    routes: tuple[Passing, ...]


def onward(context: Context, of: tuple[str, ...]) -> Onward | None:  # noqa: ARG001 - every block has this signature
    """Show how the routes that stop at this entry lead on."""
    routes = tuple(
        passing
        for collection, trait in context.inputs.model.with_trait(Route)
        for passing in _passing(context, collection.id, trait)
    )
    return Onward(routes=routes) if routes else None


def _passing(context: Context, collection: str, trait: Route) -> Iterator[Passing]:
    inputs, display = context.inputs, context.display
    name = f"{collection}.{trait.stops}"
    context.shown.add(f"<{name}")
    origins = (link.origin for link in inputs.graph.to(context.entry.key, name))
    for origin in dict.fromkeys(each for each in origins if isinstance(each, Key)):
        route = display.card(origin)
        stops = inputs.graph.of(origin, trait.stops)
        here = next(place for place, link in enumerate(stops) if link.target == context.entry.key)
        yield Passing(
            title=route.title,
            href=route.href,
            hue=route.hue,
            icon=route.icon,
            stop=here + 1,
            count=len(stops),
            previous=_stop(display, stops[here - 1]) if here else None,
            next=_stop(display, stops[here + 1]) if here + 1 < len(stops) else None,
        )


def _stop(display: Display, link: Link) -> Card:
    return display.card(link.target, note=display.note(link.values, link.relation.fields))
