"""A list of cards in groups that one can go to: by a facet, or by first letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcsite.library import Entry
from lcsite.model.model import Collection
from lcsite.model.traits import Axis
from lcsite.views.display import Card, Display
from lcsite.views.facets import UNKNOWN, Facet, Narrowing, Option, plain

_GROUPS = 12
_A_SCREEN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A card with what the script needs to find it: its place, its values by facet, its other words."""

    card: Card
    place: int
    values: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """An entry that fits here too, and whose card stands in an earlier group."""

    card: Card
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cards under a heading; a list without groups is one with no title."""

    id: str
    value: str
    title: str
    count: int
    listed: tuple[Listed, ...]
    also: tuple[Also, ...] = ()
    note: str = ""
    href: str = ""
    icon: str = ""
    hue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Browse:
    """A list that can be narrowed: complete and in groups without a script.

    `by` is the place of the facet that makes the groups, -1 if none does.
    """

    facets: tuple[Facet, ...]
    groups: tuple[Group, ...]
    by: int
    total: int


def browse(
    entries: Sequence[Entry], narrowings: Sequence[Narrowing], display: Display, *, by: int, ordered: bool = False
) -> Browse:
    """Make the list of some entries, in their order; one that is `ordered` is not put in groups by letter."""
    listed = tuple(_listed(entry, place, narrowings, display) for place, entry in enumerate(entries))
    if by >= 0:
        groups = tuple(_by_facet(entries, listed, narrowings[by]))
    elif ordered or len(entries) <= _A_SCREEN:
        groups = (Group(id="", value="", title="", count=len(listed), listed=listed),)
    else:
        groups = tuple(_by_letter(entries, listed))
    return Browse(facets=tuple(each.facet for each in narrowings), groups=groups, by=by, total=len(entries))


def most_useful(narrowings: Sequence[Narrowing]) -> int:
    """Return the place of the facet to make groups by: the first that makes not too many; -1 for none."""
    return next((place for place, each in enumerate(narrowings) if _size(each.facet) <= _GROUPS), -1)


def in_order(entries: Sequence[Entry], collection: Collection) -> list[Entry]:
    """Sort the steps of an axis by their order, everything else by title."""
    axis = collection.trait(Axis)
    return sorted(
        entries,
        key=lambda entry: (
            entry.values.get(axis.order, 0) if axis else 0,
            _sorted_as(entry.title),
            entry.key.id,
        ),
    )


def _size(facet: Facet) -> int:
    return len(facet.options) + len(facet.more)


def _listed(entry: Entry, place: int, narrowings: Sequence[Narrowing], display: Display) -> Listed:
    card = display.card(entry.key, full=True)
    words = [*entry.values.get("also_known_as", ()), *([entry.summary] if entry.summary != card.text else ())]
    values = "|".join(" ".join(each.values.get(entry.key, ())) for each in narrowings)
    return Listed(card=card, place=place, values=values, words=" · ".join(words))


def _by_facet(entries: Sequence[Entry], listed: Sequence[Listed], narrowing: Narrowing) -> Iterator[Group]:
    """Yield a group for each value; a card stands in the first that fits, and is named in the others."""
    at_home: dict[str, list[Listed]] = {}
    guests: dict[str, list[Also]] = {}
    for entry, each in zip(entries, listed, strict=True):
        first, *others = narrowing.values[entry.key]
        at_home.setdefault(first, []).append(each)
        for value in others:
            guests.setdefault(value, []).append(Also(card=each.card, place=each.place))
    for option in (*narrowing.facet.options, *narrowing.facet.more):
        yield Group(
            id=f"_in-{option.value}",
            value=option.value,
            title=_heading(option, narrowing.facet),
            count=option.count,
            listed=tuple(at_home.get(option.value, ())),
            also=tuple(guests.get(option.value, ())),
            note=option.definition,
        )


def _heading(option: Option, facet: Facet) -> str:
    return f"{facet.label}: {option.label}" if option.value == UNKNOWN else option.label


def _by_letter(entries: Sequence[Entry], listed: Sequence[Listed]) -> Iterator[Group]:
    letters: dict[str, list[Listed]] = {}
    for entry, each in zip(entries, listed, strict=True):
        letters.setdefault(_letter(entry.title), []).append(each)
    for letter, cards in letters.items():
        yield Group(id=f"_in-{letter.lower()}", value=letter, title=letter, count=len(cards), listed=tuple(cards))


def _sorted_as(title: str) -> str:
    """Return a title without accents, capitals, and whatever stands before its first letter or number."""
    text = plain(title)
    return text[next((place for place, letter in enumerate(text) if letter.isalnum()), 0) :]


def _letter(title: str) -> str:
    first = _sorted_as(title)[:1]
    return first.upper() if first.isalpha() else "0–9"
