"""The block with what was heard about an entry, by who told it, and where it has not been heard of yet."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lcsite.address import Key
from lcsite.graph import Link
from lcsite.library import Entry
from lcsite.model.model import Field
from lcsite.model.traits import Evidence
from lcsite.views.blocks.context import Context
from lcsite.views.contact import share_link
from lcsite.views.display import Card, Shown

_ROOT = "root"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Who used an entry, where that was, what they say of it, and what was learned there."""

    card: Card
    places: tuple[str, ...]
    notes: tuple[str, ...]
    lessons: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Of one choice: where something was heard, with how often, and where nothing was."""

    label: str
    heard: tuple[tuple[str, int], ...]
    unheard: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """All that was heard; `loose` was learned by nobody in particular."""

    told: tuple[Told, ...]
    loose: tuple[Card, ...]
    reach: tuple[Reach, ...]
    share: str


@dataclass(slots=True)
class _Heard:
    """What has been heard from one, so far."""

    notes: list[str] = field(default_factory=list)
    lessons: list[Card] = field(default_factory=list)


def experience(context: Context, of: tuple[str, ...]) -> Experience | None:  # noqa: ARG001 - as every block
    """Show what was heard about the entry, by the entries that the trait counts."""
    trait = context.collection.trait(Evidence)
    if trait is None:
        return None
    telling = (*trait.supported_through, *trait.contradicted_through)
    context.shown.update(f"<{name}" for name in (*trait.used_through, *telling))
    heard: dict[Key, _Heard] = {}
    loose: list[Card] = []
    for link in context.inputs.graph.backlinks.get(context.entry.key, ()):
        if not isinstance(link.origin, Key):
            continue
        if link.relation.name in trait.used_through and link.origin.collection == trait.counted:
            note = context.display.note(link.values, link.relation.fields)
            heard.setdefault(link.origin, _Heard()).notes += filter(None, [note])
        elif link.relation.name in telling:
            card = _lesson(context, link, trait)
            places = _places(context, link.origin, trait)
            for key in places:
                heard.setdefault(key, _Heard()).lessons.append(card)
            if not places:
                loose.append(card)
    if not heard and not loose:
        return None
    order = sorted(heard, key=lambda key: (-len(heard[key].lessons), not heard[key].notes, key))
    return Experience(
        told=tuple(_told(context, key, heard[key], trait) for key in order),
        loose=tuple(loose),
        reach=tuple(_reach(context, tuple(order), trait)),
        share=share_link(context.display, context.entry.title),
    )


def _lesson(context: Context, link: Link, trait: Evidence) -> Card:
    against = link.relation.name in trait.contradicted_through
    label = context.display.label(link.relation.inverse.label) if against else ""
    note = context.display.note(link.values, link.relation.fields)
    return context.display.origin(
        link.origin, note=" · ".join(filter(None, (label, note))), part=link.origin_part, full=True
    )


def _places(context: Context, key: Key, trait: Evidence) -> list[Key]:
    """Return where something was learned."""
    found = context.inputs.graph.of(key, trait.through.partition(".")[2])
    return [link.target for link in found if link.target.collection == trait.counted]


def _choices(context: Context, trait: Evidence) -> Iterator[Field]:
    """Yield the choices in which those who tell must differ."""
    counted = context.inputs.model.collections[trait.counted]
    known = (counted.field(name) for name in trait.diversity if name != _ROOT)
    yield from (each for each in known if each and each.vocabulary)


def _values(context: Context, entry: Entry | None, choice: Field) -> tuple[Shown, ...]:
    named = context.display.field(entry, choice) if entry else None
    return named.values if named else ()


def _told(context: Context, key: Key, heard: _Heard, trait: Evidence) -> Told:
    entry = context.inputs.library.entries.get(key)
    shown = (each for choice in _choices(context, trait) for each in _values(context, entry, choice))
    return Told(
        card=context.display.card(key),
        places=tuple(each.text for each in shown),
        notes=tuple(heard.notes),
        lessons=tuple(heard.lessons),
    )


def _reach(context: Context, keys: tuple[Key, ...], trait: Evidence) -> Iterator[Reach]:
    entries = context.inputs.library.entries
    for choice in _choices(context, trait):
        counts: dict[str, int] = {}
        for key in keys:
            for each in _values(context, entries.get(key), choice):
                counts[each.text] = counts.get(each.text, 0) + 1
        terms = context.inputs.vocabularies[choice.vocabulary or ""].terms.values()
        labels = (context.display.label(term.label) for term in terms)
        if counts:
            yield Reach(
                label=context.display.label(choice.label),
                heard=tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))),
                unheard=tuple(label for label in labels if label not in counts),
            )
