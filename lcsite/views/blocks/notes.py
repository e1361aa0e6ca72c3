"""Blocks about an entry: its place, its evidence, its sources, the way to improve it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.address import Key
from lcsite.facts import evidence as evidence_fact
from lcsite.facts.freshness import changed_on
from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model import base
from lcsite.model.model import Collection
from lcsite.model.traits import Axis as AxisTrait
from lcsite.model.traits import Evidence as EvidenceTrait
from lcsite.views.blocks.context import Context
from lcsite.views.contact import how_link, mail_link, share_link
from lcsite.views.display import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the axis; `on` if the entry belongs there."""

    title: str
    href: str
    on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Where an entry stands along the axis."""

    label: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number and what it counts."""

    number: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceView:
    """What the toolkit has heard about an entry: numbers first, steps second.

    `share` is where a reader can be the first to tell, where nothing has been heard.
    """

    level: str
    steps: tuple[bool, ...]
    counts: tuple[Count, ...]
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source with the place in it."""

    card: Card
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceList:
    """Where the facts stand, and where to read on."""

    lists: tuple[tuple[str, tuple[SourceView, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribute:
    """How a reader can improve the entry, and how old it is; `how` explains the ways where there is no short one."""

    edit: str
    mail: str
    how: str
    updated: str
    licence: str


def steps_of(axis: AxisTrait, collection: Collection, inputs: Inputs) -> Iterator[Entry]:
    """Yield the entries of an axis in their order."""
    entries = inputs.library.collection(collection.id)
    yield from sorted(entries, key=lambda entry: (entry.values.get(axis.order, 0), entry.key))


def axis(context: Context, of: tuple[str, ...]) -> Axis | None:  # noqa: ARG001 - every block has this signature
    """Show where on the axis the entry belongs."""
    for collection, trait in context.inputs.model.with_trait(AxisTrait):
        links = context.inputs.graph.links[context.entry.key]
        own = {link.target for link in links if link.relation.id != base.MENTIONS} | {context.entry.key}
        if context.entry.key.collection != collection.id and not any(key.collection == collection.id for key in own):
            continue
        steps = tuple(
            Step(
                title=entry.title,
                href=context.display.href(context.inputs.addresses.entries[entry.key]),
                on=entry.key in own,
            )
            for entry in steps_of(trait, collection, context.inputs)
        )
        return Axis(label=context.display.label(collection.plural), steps=steps)
    return None


def evidence(context: Context, of: tuple[str, ...]) -> EvidenceView | None:  # noqa: ARG001
    """Show what has been counted about the entry."""
    tally = context.inputs.facts[evidence_fact].get(context.entry.key)
    trait = context.collection.trait(EvidenceTrait)
    if tally is None or trait is None or tally.level is None:
        return None
    say, label = context.display.say, context.display.label
    counted = context.inputs.model.collections[trait.counted]
    used = len(tally.used_by)
    counts = [Count(number=used, label=label(counted.singular if used == 1 else counted.plural))]
    numbers = (len(tally.supporting), "evidence.supporting"), (len(tally.contradicting), "evidence.contradicting")
    counts += [Count(number=number, label=say(name, count=number)) for number, name in numbers if number]
    steps = tuple(index <= tally.step for index in range(1, len(trait.levels)))
    share = "" if tally.step else share_link(context.display, context.entry.title)
    return EvidenceView(level=label(tally.level.label), steps=steps, counts=tuple(counts), share=share)


def sources(context: Context, of: tuple[str, ...]) -> SourceList | None:  # noqa: ARG001
    """Show the sources of the facts, and what to read further."""
    lists = []
    for name in (base.SOURCES, base.FURTHER_READING):
        relation = context.collection.relation(name)
        found = context.inputs.graph.of(context.entry.key, name)
        if relation and found:
            views = tuple(
                SourceView(card=_card(context, link.target), at=context.display.note(link.values, relation.fields))
                for link in found
            )
            lists.append((context.display.label(relation.label), views))
    return SourceList(lists=tuple(lists)) if lists else None


def _card(context: Context, key: Key) -> Card:
    return context.display.card(key)


def contribute(context: Context, of: tuple[str, ...]) -> Contribute | None:  # noqa: ARG001
    """Show how the entry can be corrected, and when it was last looked at."""
    settings, entry = context.inputs.settings, context.entry
    changed = changed_on(entry)
    return Contribute(
        edit=edit_link(context.inputs, entry.path),
        mail=mail_link(context.inputs, entry.title),
        how=how_link(context.display),
        updated=context.display.date(changed) if changed else "",
        licence=entry.values.get("text_licence", settings.text_licence),
    )


def edit_link(inputs: Inputs, path: str) -> str:
    """Return where the file at `path` in content/ can be edited, nothing if nowhere."""
    return f"{inputs.settings.edit_url}{path}" if inputs.settings.edit_url else ""
