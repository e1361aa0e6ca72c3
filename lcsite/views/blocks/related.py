"""The block with what is worth reading beside an entry, each with the reason."""

from lcsite.facts import related as related_fact
from lcsite.facts.related import Shared
from lcsite.views.blocks.context import Context
from lcsite.views.blocks.links import Group, Groups


def related(context: Context, of: tuple[str, ...]) -> Groups | None:  # noqa: ARG001 - every block has this signature
    """Show the nearest entries of its own kind, and those from elsewhere."""
    say = context.display.say
    groups = []
    found = context.inputs.facts[related_fact].get(context.entry.key, ())
    for name, crossover in (("near", False), ("far", True)):
        cards = tuple(
            context.display.card(each.key, note=_reason(each.shares, context))
            for each in found
            if each.crossover is crossover
        )
        if cards:
            groups.append(Group(id=f"_related-{name}", label=say(f"related.{name}"), cards=cards))
    return Groups(groups=tuple(groups), heading=say("related.title")) if groups else None


def _reason(shares: tuple[Shared, ...], context: Context) -> str:
    names = tuple(name for name in (_name(each, context) for each in shares) if name)
    return context.display.say("related.shares", names=" · ".join(names), count=len(names))


def _name(shared: Shared, context: Context) -> str:
    if shared.key is not None:
        return context.display.card(shared.key, part=shared.part).title
    term = context.inputs.vocabularies[shared.vocabulary].terms.get(shared.term)
    return context.display.label(term.label) if term else ""
