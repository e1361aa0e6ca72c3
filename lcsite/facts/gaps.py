"""What the toolkit still lacks; each gap is an invitation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lcsite.address import Key
from lcsite.facts.evidence import evidence
from lcsite.facts.freshness import freshness
from lcsite.facts.linked import Linked
from lcsite.library import Entry
from lcsite.model.model import Collection
from lcsite.model.traits import Evidence

ByCollection = Mapping[str, tuple[Key, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """A facet of a collection that some of its entries do not fill."""

    collection: str
    name: str
    keys: tuple[Key, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """What is lacking, by collection; what is most referred to comes first.

    `untold` entries could have evidence and have none, `thin` ones have only
    the first step of it. `blanks` are facets that are not filled everywhere.
    """

    wanted: ByCollection
    untold: ByCollection
    thin: ByCollection
    blanks: tuple[Blank, ...]
    old: ByCollection


def gaps(linked: Linked, facts: Any) -> Gaps:
    """Return what is lacking, from the model's traits and from other facts alone."""
    untold: list[Key] = []
    thin: list[Key] = []
    for collection, trait in linked.model.with_trait(Evidence):
        for entry in linked.library.collection(collection.id):
            tally = facts[evidence][entry.key]
            told = tally.used_by or tally.supporting or tally.contradicting
            if not told:
                untold.append(entry.key)
            elif len(trait.levels) > 1 and tally.step <= 1:
                thin.append(entry.key)
    blanks = tuple(
        blank for collection in linked.model.collections.values() for blank in _blanks(collection, linked) if blank.keys
    )
    return Gaps(
        wanted=_by_collection([key for key in linked.library.wanted if key.collection in linked.model.collections]),
        untold=_by_collection(_most_needed(untold, linked)),
        thin=_by_collection(_most_needed(thin, linked)),
        blanks=blanks,
        old=_by_collection(list(facts[freshness].old)),
    )


def _blanks(collection: Collection, linked: Linked) -> list[Blank]:
    entries = linked.library.collection(collection.id)
    found = []
    for name in collection.facets:
        empty = [entry.key for entry in entries if not _filled(entry, name, linked)]
        keys = tuple(_most_needed(empty, linked))
        found.append(Blank(collection=collection.id, name=name, keys=keys, total=len(entries)))
    return found


def _filled(entry: Entry, name: str, linked: Linked) -> bool:
    value = entry.values.get(name)
    return value not in (None, ()) or bool(linked.graph.of(entry.key, name))


def _most_needed(keys: list[Key], linked: Linked) -> list[Key]:
    """Put first what most others refer to: readers come there most."""
    return sorted(keys, key=lambda key: (-len(linked.graph.backlinks.get(key, ())), key))


def _by_collection(keys: list[Key]) -> ByCollection:
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key.collection, []).append(key)
    return {name: tuple(each) for name, each in found.items()}
