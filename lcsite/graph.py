"""Every reference followed: links, and the backlinks that derive from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lcsite.address import Key, Origin
from lcsite.diagnostics import Place
from lcsite.library import Library, Reference
from lcsite.model import base
from lcsite.model.model import Model, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference that reached its target.

    `origin_part` and `part` are the parts at either end. A wanted target has
    no entry yet.
    """

    origin: Origin
    relation: Relation
    target: Key
    place: Place
    origin_part: str | None = None
    part: str | None = None
    values: Mapping[str, Any]
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All links, by where they start and by where they lead."""

    links: Mapping[Origin, tuple[Link, ...]]
    backlinks: Mapping[Key, tuple[Link, ...]]

    def of(self, origin: Origin, relation: str) -> tuple[Link, ...]:
        """Return the links of one relation that an entry makes, in its order."""
        return tuple(link for link in self.links.get(origin, ()) if link.relation.id == relation)

    def to(self, key: Key, relation: str) -> tuple[Link, ...]:
        """Return the links that lead to an entry by a relation's full name."""
        return tuple(link for link in self.backlinks.get(key, ()) if link.relation.name == relation)


def link(library: Library, model: Model) -> Graph:
    """Follow every reference that leads to an entry that is shown, or wanted.

    Archived entries can be linked to, but make no backlinks: they count nowhere.
    """
    wanted = frozenset(library.wanted)
    links: dict[Origin, tuple[Link, ...]] = {}
    backlinks: dict[Key, list[Link]] = {}
    for item in library.items():
        relations = _relations(item.origin, model)
        found = []
        seen = set()
        for reference in item.references:
            made = _follow(item.origin, reference, relations, library, wanted)
            if made is None or (once := (made.relation.id, made.origin_part, made.target, made.part)) in seen:
                continue
            seen.add(once)
            found.append(made)
            if item.origin not in library.archived:
                backlinks.setdefault(made.target, []).append(made)
        links[item.origin] = tuple(found)
    return Graph(links=links, backlinks={key: tuple(each) for key, each in backlinks.items()})


def _relations(origin: Origin, model: Model) -> dict[str, Relation]:
    relations = {base.MENTIONS: model.mentions}
    if isinstance(origin, Key):
        relations |= {relation.id: relation for relation in model.collections[origin.collection].all_relations()}
    return relations


def _follow(
    origin: Origin, reference: Reference, relations: dict[str, Relation], library: Library, wanted: frozenset[Key]
) -> Link | None:
    target, relation = reference.target, relations.get(reference.relation)
    if relation is None or target.id is None or target.collection is None or target.toolkit:
        return None
    key = Key(collection=target.collection, id=target.id)
    key = library.former.get(key, key)
    if key not in library.entries and key not in wanted:
        return None
    if relation.targets and key.collection not in relation.targets:
        return None
    if key == origin and relation.id == base.MENTIONS:
        return None
    return Link(
        origin=origin,
        relation=relation,
        target=key,
        part=target.part,
        origin_part=reference.origin_part,
        values=reference.values,
        sentence=reference.sentence,
        place=reference.place,
    )
