"""Facets: by what a list can be narrowed, and what each of its entries has of that.

What a facet is about comes from the model: a choice, a relation, a number, a
date. It is shown where enough of its entries fill it; those that do not have
"not known" as their value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import combining, normalize

from lcsite.address import Key
from lcsite.library import Entry
from lcsite.model.model import Collection, Field, Relation
from lcsite.model.traits import Axis
from lcsite.views.display import Display
from lcsite.views.spans import spans

UNKNOWN = "-"
"""The value of an entry that fills nothing in; no id can be this."""

WORDS = "q"
COLLECTION = "in"
_FILLED = 0.4
_IN_SIGHT = 8
_NOT_IN_AN_ADDRESS = re.compile(r"[\s,|#&]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that an entry may have of a facet; `rank` sorts it among the others."""

    id: str
    label: str
    rank: float | str
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A value to choose, with how many entries have it."""

    value: str
    label: str
    count: int
    definition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet with its options; those in `more` are out of sight at first.

    `id` names it in the address of a narrowed list.
    """

    id: str
    label: str
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """What a facet is made of: in each collection that it concerns, a field or a relation."""

    id: str
    label: str
    of: Mapping[str, Field | Relation]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A facet, and the ids of the values that each entry has of it, in the order of its options."""

    facet: Facet
    values: Mapping[Key, tuple[str, ...]]


def aspects(collection: Collection, display: Display) -> Iterable[Aspect]:
    """Return what the facets of one collection are made of, as its model lists them."""
    led_to = Counter(relation.targets for name in collection.facets if (relation := collection.relation(name)))
    for name in collection.facets:
        item = collection.field(name) or collection.relation(name)
        if item is not None:
            alone = isinstance(item, Relation) and led_to[item.targets] == 1
            yield Aspect(id=parameter(name), label=label_of(item, display, short=alone), of={collection.id: item})


def label_of(item: Field | Relation, display: Display, *, short: bool) -> str:
    """Return the name of a facet; a relation is `short` for what it leads to, if that is one kind of thing."""
    if isinstance(item, Relation):
        if short and len(item.targets) == 1 and not item.target_part:
            return capital(display.label(display.inputs.model.collections[item.targets[0]].singular))
        return capital(display.label(item.label))
    unit = display.label(item.unit)
    return capital(f"{display.label(item.label)} ({unit})" if unit else display.label(item.label))


def parameter(name: str) -> str:
    """Return the name of a facet in an address, where `q` and `in` mean something already."""
    return f"_{name}" if name in {WORDS, COLLECTION} else name


def narrow(aspect: Aspect, entries: Sequence[Entry], display: Display) -> Narrowing | None:
    """Make a facet of a list, None if too few entries fill it or there is nothing to choose."""
    concerned = [entry for entry in entries if entry.key.collection in aspect.of]
    found = _values(aspect, concerned, display)
    filled = sum(1 for values in found.values() if values)
    if not filled or filled < _FILLED * len(concerned):
        return None
    unknown = Value(id=UNKNOWN, label=display.say("facets.unknown"), rank=0)
    return choices(aspect.id, aspect.label, found, unknown)


def choices(
    name: str, label: str, found: Mapping[Key, tuple[Value, ...]], unknown: Value, in_sight: int = _IN_SIGHT
) -> Narrowing | None:
    """Make a facet of the values that entries have; those without any are `unknown`."""
    counts = Counter(value.id for values in found.values() for value in values)
    known = {value.id: value for values in found.values() for value in values}
    ordered = sorted(known.values(), key=lambda value: _rank(value, counts))
    missing = sum(1 for values in found.values() if not values)
    if missing:
        ordered.append(unknown)
        counts[UNKNOWN] = missing
    if len(ordered) < 2:  # noqa: PLR2004 - one value is no choice
        return None
    options = tuple(
        Option(value=each.id, label=each.label, count=counts[each.id], definition=each.definition) for each in ordered
    )
    cut = in_sight if len(options) > in_sight + 1 else len(options)
    places = {each.id: place for place, each in enumerate(ordered)}
    return Narrowing(
        facet=Facet(id=name, label=label, options=options[:cut], more=options[cut:]),
        values={
            key: tuple(sorted({value.id for value in values}, key=places.__getitem__)) or (UNKNOWN,)
            for key, values in found.items()
        },
    )


def _rank(value: Value, counts: Mapping[str, int]) -> tuple[float, str]:
    """Sort what has an order by that, and the rest by how often it is found, then by its name."""
    if isinstance(value.rank, str):
        return -counts[value.id], value.rank
    return value.rank, plain(value.label)


def _values(aspect: Aspect, entries: Iterable[Entry], display: Display) -> dict[Key, tuple[Value, ...]]:
    found: dict[Key, tuple[Value, ...]] = {}
    measured: dict[Key, tuple[Field, tuple[Any, ...]]] = {}
    for entry in entries:
        item = aspect.of[entry.key.collection]
        if isinstance(item, Relation):
            found[entry.key] = tuple(_linked(entry, item, display))
        elif item.kind in {"number", "date", "estimate"}:
            measured[entry.key] = item, values_of(entry, item)
            found[entry.key] = ()
        else:
            found[entry.key] = tuple(_chosen(entry, item, display))
    for key, bands in spans(measured, display).items():
        found[key] = tuple(Value(id=band.id, label=band.label, rank=-band.least) for band in bands)
    return found


def _linked(entry: Entry, relation: Relation, display: Display) -> Iterable[Value]:
    """Yield the entries, or the parts of them, that a relation leads to."""
    for link in display.inputs.graph.of(entry.key, relation.id):
        if link.origin_part is not None:
            continue
        card = display.card(link.target, part=link.part)
        name = str(link.target) if len(relation.targets) != 1 else link.target.id
        axis = display.collection(link.target).trait(Axis)
        target = display.inputs.library.entries.get(link.target)
        ordered = axis is not None and target is not None and not link.part
        yield Value(
            id=f"{name}.{link.part}" if link.part else name,
            label=card.title,
            rank=target.values.get(axis.order, 0) if ordered and axis and target else plain(card.title),
            definition=display.card_text(target, display.collection(link.target)) if ordered and target else "",
        )


def _chosen(entry: Entry, field: Field, display: Display) -> Iterable[Value]:
    """Yield the terms that a choice holds, in the order of their vocabulary; or words, or yes and no."""
    vocabulary = display.inputs.vocabularies.get(field.vocabulary or "")
    places = {name: place for place, name in enumerate(vocabulary.terms)} if vocabulary else {}
    shown = display.field(entry, field)
    for value, each in zip(values_of(entry, field), shown.values if shown else (), strict=True):
        if each.html is not None or each.href or not each.text.strip("- "):
            continue
        word = plain(each.text)
        name = str(value) if value in places else _NOT_IN_AN_ADDRESS.sub("-", word).strip("-")
        rank = float(not value) if isinstance(value, bool) else places.get(value, word)
        yield Value(id=name, label=capital(each.text), rank=rank, definition=each.title)


def values_of(entry: Entry, field: Field) -> tuple[Any, ...]:
    """Return the values of a field, whether it holds one or many."""
    value = entry.values.get(field.id)
    return value if isinstance(value, tuple) else () if value is None else (value,)


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return text[:1].upper() + text[1:]


def plain(text: str) -> str:
    """Return a text without accents and capitals, as it is sorted."""
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter)).casefold()
