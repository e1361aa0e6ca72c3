"""Blocks that show what an entry leads to, and what leads to it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lcsite.address import Key
from lcsite.graph import Link
from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.model import Relation
from lcsite.model.traits import Conditions, Hub, Route
from lcsite.views.blocks.context import Context
from lcsite.views.display import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards under one heading; by what the links say, where several say the same."""

    id: str
    label: str
    cards: tuple[Card, ...]
    by_note: tuple[tuple[str, tuple[Card, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups of cards, perhaps under a heading that holds them together."""

    groups: tuple[Group, ...]
    heading: str = ""


def links(context: Context, of: tuple[str, ...]) -> Groups | None:
    """Show where some relations lead, each under its label."""
    groups = []
    for name in of:
        relation = context.collection.relation(name)
        cards = tuple(_leading(context, relation)) if relation else ()
        if relation and cards:
            context.shown.add(relation.name)
            label = context.display.label(relation.label)
            groups.append(Group(id=f"_{relation.id}", label=label, cards=cards, by_note=_by_note(cards)))
    return Groups(groups=tuple(groups)) if groups else None


def _leading(context: Context, relation: Relation) -> Iterator[Card]:
    """Yield where a relation leads; one that reads the same from both ends is shown from both."""
    graph, key = context.inputs.graph, context.entry.key
    found = graph.of(key, relation.id)
    for link in found:
        yield _target(context, link)
    if relation.targets == (relation.owner,) and relation.label == relation.inverse.label:
        context.shown.add(f"<{relation.name}")
        known = {link.target for link in found}
        for link in graph.to(key, relation.name):
            if link.origin not in known:
                yield _origin(context, link)


def _by_note(cards: tuple[Card, ...]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return cards by what their links say; nothing if no two say the same."""
    notes: dict[str, list[Card]] = {}
    for card in cards:
        notes.setdefault(card.note, []).append(replace(card, note=""))
    if not any(note and len(same) > 1 for note, same in notes.items()):
        return ()
    return tuple((note, tuple(same)) for note, same in notes.items())


def backlinks(context: Context, of: tuple[str, ...]) -> Groups | None:
    """Show what leads here: through some relations, or all that no block above has shown."""
    incoming: dict[str, list[Link]] = {}
    for link in context.inputs.graph.backlinks.get(context.entry.key, ()):
        if link.relation.id == base.MENTIONS or not _stands_above(link, context, named=bool(of)):
            incoming.setdefault(link.relation.name, []).append(link)
    order = context.inputs.model.relations
    names = of or tuple(name for name in order if name in incoming and f"<{name}" not in context.shown)
    groups: dict[str, Group] = {}
    for name in names:
        relation, found = context.inputs.model.relation(name), incoming.get(name)
        if relation and found:
            made = _incoming(context, relation, found, full=bool(of))
            same = groups.get(made.label, made)
            groups[made.label] = replace(same, cards=tuple(dict.fromkeys((*same.cards, *made.cards))))
        context.shown.add(f"<{name}")
    heading = "" if of else context.display.say("entry.used_in")
    return Groups(groups=tuple(groups.values()), heading=heading) if groups else None


def _stands_above(link: Link, context: Context, *, named: bool) -> bool:
    """Tell whether a link has been shown at the part that it leads to, or in a group."""
    return f"#{link.part}" in context.shown or (not named and link.origin in context.gathered)


def _incoming(context: Context, relation: Relation, found: list[Link], *, full: bool) -> Group:
    cards = tuple(_origin(context, link, full=full) for link in found)
    label = context.display.label(relation.inverse.label)
    return Group(id=f"_{relation.owner.strip('*')}-{relation.inverse.id}", label=label, cards=cards)


def _origin(context: Context, link: Link, *, full: bool = False) -> Card:
    return context.display.origin(
        link.origin,
        note=context.display.note(link.values, link.relation.fields),
        sentence=link.sentence,
        part=link.origin_part,
        full=full,
    )


def _target(context: Context, link: Link) -> Card:
    note = context.display.note(link.values, link.relation.fields)
    return context.display.card(link.target, note=note, part=link.part)


def gather(context: Context, of: tuple[str, ...]) -> Groups | None:  # noqa: ARG001
    """Show what gathers around a hub, each entry in the first group that fits."""
    hub = context.collection.trait(Hub)
    if hub is None:
        return None
    leading = (
        link.origin
        for link in context.inputs.graph.backlinks.get(context.entry.key, ())
        if isinstance(link.origin, Key) and link.relation.id != base.MENTIONS
    )
    found = dict.fromkeys(leading)
    groups = []
    gathered: set[Key] = set()
    for index, group in enumerate(hub.groups):
        fitting = [
            key
            for key in found
            if key.collection == group.collection
            and key not in gathered
            and _fits(context.inputs.library.entries[key], group.where)
        ]
        gathered.update(fitting)
        if fitting:
            cards = tuple(context.display.card(key, full=True) for key in _sorted(context, fitting))
            groups.append(Group(id=f"_group-{index + 1}", label=context.display.label(group.label), cards=cards))
    context.gathered.update(gathered)
    return Groups(groups=tuple(groups)) if groups else None


def _fits(entry: Entry, conditions: Conditions) -> bool:
    for name, terms in conditions.items():
        value = entry.values.get(name, ())
        if not set((value,) if isinstance(value, str) else value) & set(terms):
            return False
    return True


def _sorted(context: Context, keys: list[Key]) -> list[Key]:
    entries = context.inputs.library.entries
    return sorted(keys, key=lambda key: (entries[key].title.casefold(), key))


def route(context: Context, of: tuple[str, ...]) -> Groups | None:  # noqa: ARG001
    """Show the stops of a route in their order."""
    trait = context.collection.trait(Route)
    if trait is None:
        return None
    relation = context.collection.relation(trait.stops)
    found = context.inputs.graph.of(context.entry.key, trait.stops)
    if relation is None or not found:
        return None
    context.shown.add(relation.name)
    cards = tuple(_target(context, link) for link in found)
    return Groups(groups=(Group(id=f"_{relation.id}", label=context.display.label(relation.label), cards=cards),))
