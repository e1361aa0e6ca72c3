"""How well tested an entry is: counted from what refers to it, never claimed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lcsite.address import Key
from lcsite.facts.linked import Linked
from lcsite.graph import Link
from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.traits import Conditions, Evidence, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What this toolkit has heard about an entry.

    `used_by` are the counted entries (communities, in the built-in model),
    `supporting` and `contradicting` the entries that tell of experience.
    """

    used_by: tuple[Key, ...]
    supporting: tuple[Key, ...]
    contradicting: tuple[Key, ...]
    level: Level | None
    step: int


def evidence(linked: Linked, facts: Any) -> Mapping[Key, Tally]:  # noqa: ARG001
    """Return the tally of every entry of a collection with the trait.

    The ladder is explained in docs/model.md, "Evidence". Drafts and archived
    entries make no links, so they do not count; mentions never do.
    """
    tallies = {}
    for collection, trait in linked.model.with_trait(Evidence):
        for entry in linked.library.collection(collection.id):
            tallies[entry.key] = _tally(entry, trait, linked)
    return tallies


def _tally(entry: Entry, trait: Evidence, linked: Linked) -> Tally:
    backlinks = linked.graph.backlinks.get(entry.key, ())
    origin = {link.target for name in trait.origin for link in linked.graph.of(entry.key, name.partition(".")[2])}
    supporting = _origins(backlinks, trait.supported_through) - origin
    contradicting = _origins(backlinks, trait.contradicted_through)
    told = {key for key in supporting | contradicting if _fits(linked.library.entries[key], trait.practice)}
    counted = _origins(backlinks, trait.used_through)
    for key in told:
        counted |= {link.target for link in linked.graph.of(key, trait.through.partition(".")[2])}
    counted = {key for key in counted if key.collection == trait.counted and _counts(key, linked)}
    parents = trait.part_of.partition(".")[2]
    counted -= {
        whole for key in counted for whole in _ancestors(key, parents, linked)
    }  # a part counts, its whole not too
    level = _level(counted, trait, linked, contradicted=bool(contradicting))
    return Tally(
        used_by=tuple(sorted(counted)),
        supporting=tuple(sorted(supporting)),
        contradicting=tuple(sorted(contradicting)),
        level=level,
        step=trait.levels.index(level) if level else 0,
    )


def _counts(key: Key, linked: Linked) -> bool:
    return key in linked.library.entries and key not in linked.library.archived


def _origins(links: Iterable[Link], names: tuple[str, ...]) -> set[Key]:
    found = (link.origin for link in links if link.relation.name in names and link.relation.id != base.MENTIONS)
    return {origin for origin in found if isinstance(origin, Key)}


def _fits(entry: Entry, conditions: Conditions) -> bool:
    return all(_values(entry, name) & set(terms) for name, terms in conditions.items())


def _values(entry: Entry, name: str) -> set[str]:
    value = entry.values.get(name, ())
    return {value} if isinstance(value, str) else set(value)


def _parent(key: Key, relation: str, linked: Linked) -> Key | None:
    return next((link.target for link in linked.graph.of(key, relation)), None)


def _ancestors(key: Key, relation: str, linked: Linked) -> list[Key]:
    """Return the entries that this one is part of, nearest first; a circle ends."""
    found: list[Key] = []
    parent = _parent(key, relation, linked)
    while parent is not None and parent not in found and parent != key:
        found.append(parent)
        parent = _parent(parent, relation, linked)
    return found


def _level(counted: set[Key], trait: Evidence, linked: Linked, *, contradicted: bool) -> Level | None:
    reached = None
    for level in trait.levels:
        if len(counted) < level.minimum:
            break
        if level.diverse and (contradicted or not _diverse(counted, trait, linked)):
            break
        reached = level
    return reached


def _diverse(counted: set[Key], trait: Evidence, linked: Linked) -> bool:
    relation = trait.part_of.partition(".")[2]
    for name, least in trait.diversity.items():
        if name == "root":
            different: set[Any] = {([key, *_ancestors(key, relation, linked)])[-1] for key in counted}
        else:
            different = {value for key in counted for value in _values(linked.library.entries[key], name)}
        if len(different) < least:
            return False
    return True
