"""Which entries are worth reading beside one: they share what few others share."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

from lcsite.address import Key
from lcsite.facts.linked import Linked
from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.traits import Axis, Bibliography, Evidence

MOST_SHARERS = 30
"""What more entries than this share says nothing about two of them, and would make the cost quadratic."""

_NEAR, _CROSSOVERS = 4, 3
_LEAST_FOR_CROSSOVER = 2
_REASONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two entries share: an entry that both are linked with, or a term that both bear."""

    key: Key | None = None
    part: str | None = None
    vocabulary: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A related entry, with the rarest things shared; `crossover` comes from elsewhere."""

    key: Key
    shares: tuple[Shared, ...]
    crossover: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """Who shares what, by number: entries and shared things count from 0.

    Numbers, because a walk over all pairs that share something would spend
    its time on hashing keys.
    """

    entries: tuple[Entry, ...]
    shared: tuple[Shared, ...]
    has: tuple[tuple[int, ...], ...]
    sharers: tuple[tuple[int, ...], ...]
    weights: tuple[float, ...]


def related(linked: Linked, facts: Any) -> Mapping[Key, tuple[Related, ...]]:  # noqa: ARG001
    """Return, for every entry, the nearest of its own kind and those from elsewhere.

    What is shared counts for more the fewer share it (its inverse frequency);
    terms alone, a step of the axis or a source are too little to send a reader
    elsewhere.
    Entries that are linked with each other already stand on each other's page.
    A crossover comes from another collection, or differs in what the evidence
    trait calls diversity, and shares at least two things.
    """
    common = {collection.id for kind in (Axis, Bibliography) for collection, _ in linked.model.with_trait(kind)}
    table = _table(tuple(entry for entry in linked.library.current() if entry.key.collection not in common), linked)
    return {entry.key: _nearest(number, table, linked) for number, entry in enumerate(table.entries)}


def _table(entries: tuple[Entry, ...], linked: Linked) -> _Table:
    own = {entry.key.collection for entry in entries}
    by_shared: dict[Shared, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for each in dict.fromkeys(_features(entry, linked)):
            if each.key is None or each.key.collection in own:
                by_shared[each].append(number)
    telling = {each: numbers for each, numbers in by_shared.items() if 1 < len(numbers) <= MOST_SHARERS}
    shared = tuple(sorted(telling, key=_sort_key))
    has: list[list[int]] = [[] for _ in entries]
    for index, each in enumerate(shared):
        for number in telling[each]:
            has[number].append(index)
    return _Table(
        entries=entries,
        shared=shared,
        has=tuple(map(tuple, has)),
        sharers=tuple(tuple(telling[each]) for each in shared),
        weights=tuple(log(len(entries) / len(telling[each])) for each in shared),
    )


def _features(entry: Entry, linked: Linked) -> Iterator[Shared]:
    for link in linked.graph.links.get(entry.key, ()):
        if link.relation.id not in {base.MENTIONS, base.SOURCES, base.FURTHER_READING}:
            yield Shared(key=link.target, part=link.part)
    for link in linked.graph.backlinks.get(entry.key, ()):
        if link.relation.id != base.MENTIONS and isinstance(link.origin, Key):
            yield Shared(key=link.origin)
    for field in linked.model.collections[entry.key.collection].fields:
        if field.vocabulary and field.id != base.STATUS:
            value = entry.values.get(field.id, ())
            for term in (value,) if isinstance(value, str) else value:
                yield Shared(vocabulary=field.vocabulary, term=term)


def _nearest(number: int, table: _Table, whole: Linked) -> tuple[Related, ...]:
    scores: dict[int, float] = defaultdict(float)
    counts: dict[int, int] = defaultdict(int)
    linked: set[int] = set()
    for index in table.has[number]:
        weight = table.weights[index]
        for other in table.sharers[index]:
            scores[other] += weight
            counts[other] += 1
        if table.shared[index].key is not None:
            linked.update(table.sharers[index])
    entry = table.entries[number]
    linked_with = {link.target for link in whole.graph.links.get(entry.key, ())}
    linked_with |= {link.origin for link in whole.graph.backlinks.get(entry.key, ()) if isinstance(link.origin, Key)}
    ranked = sorted(scores, key=lambda other: (-round(scores[other], 6), other))
    near: list[Related] = []
    far: list[Related] = []
    for other in ranked:
        if other == number or other not in linked or table.entries[other].key in linked_with:
            continue
        crossing = _crosses(entry, table.entries[other], whole)
        if not crossing and len(near) < _NEAR:
            near.append(_related(number, other, table, crossover=False))
        elif crossing and len(far) < _CROSSOVERS and counts[other] >= _LEAST_FOR_CROSSOVER:
            far.append(_related(number, other, table, crossover=True))
        if len(near) == _NEAR and len(far) == _CROSSOVERS:
            break
    return (*near, *far)


def _related(number: int, other: int, table: _Table, *, crossover: bool) -> Related:
    both = set(table.has[number]) & set(table.has[other])
    telling = sorted(both, key=lambda index: (table.shared[index].key is None, -table.weights[index], index))
    shares = tuple(table.shared[index] for index in telling[:_REASONS])
    return Related(key=table.entries[other].key, shares=shares, crossover=crossover)


def _crosses(entry: Entry, other: Entry, linked: Linked) -> bool:
    if entry.key.collection != other.key.collection:
        return True
    for _, trait in linked.model.with_trait(Evidence):
        if trait.counted == entry.key.collection:
            for name in trait.diversity:
                ours, theirs = entry.values.get(name, ()), other.values.get(name, ())
                if ours and theirs and not set(ours) & set(theirs):
                    return True
    return False


def _sort_key(shared: Shared) -> tuple[bool, str, str, str]:
    """Order what is shared without comparing what one of them lacks."""
    key = shared.key
    where = (key.collection, key.id) if key else (shared.vocabulary, shared.term)
    return key is None, *where, shared.part or ""
