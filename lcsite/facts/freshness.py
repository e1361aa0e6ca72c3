"""What is new and what has grown old, without a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lcsite.address import Key
from lcsite.facts.as_of import as_of
from lcsite.facts.linked import Linked
from lcsite.library import Entry
from lcsite.model.values import PartialDate

OLD = 12
"""Months without a look at an entry after which somebody is asked for one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """When entries came, the newest first; when each was last looked at; which ones too long ago, the oldest first."""

    newest: tuple[Key, ...]
    changed: Mapping[Key, PartialDate]
    old: tuple[Key, ...]


def freshness(linked: Linked, facts: Any) -> Freshness:
    """Return what is new and what is old, counted from the newest date in the content.

    Entries of one day take turns by collection, so that a day on which much
    came does not show one kind only.
    """
    entries = tuple(linked.library.current())
    changed = {entry.key: date for entry in entries if (date := changed_on(entry))}
    today = facts[as_of]
    old = [key for key, date in changed.items() if today and _months(today) - _months(date) > OLD]
    return Freshness(
        newest=_newest(entries),
        changed=changed,
        old=tuple(sorted(old, key=lambda key: (changed[key], key))),
    )


def changed_on(entry: Entry) -> PartialDate | None:
    """Return when somebody last looked at an entry, or added it."""
    return max((entry.values[name] for name in ("added", "reviewed") if name in entry.values), default=None)


def _newest(entries: tuple[Entry, ...]) -> tuple[Key, ...]:
    dates: dict[Key, PartialDate] = {each.key: each.values["added"] for each in entries if "added" in each.values}
    turns: dict[tuple[PartialDate, str], int] = {}
    ranked = []
    for key, date in sorted(dates.items()):
        turn = turns[date, key.collection] = turns.get((date, key.collection), -1) + 1
        ranked.append((turn, key))
    ranked.sort()
    return tuple(key for _, key in sorted(ranked, key=lambda each: dates[each[1]], reverse=True))


def _months(date: PartialDate) -> int:
    """Count months; a year alone ends with its last one, so that nothing is called old too soon."""
    return date.year * 12 + (date.month or 12)
