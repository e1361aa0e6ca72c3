"""The page with what is new: the newest entries, by month and by kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from lcsite.address import Key
from lcsite.facts import as_of, freshness
from lcsite.inputs import Inputs
from lcsite.model.values import PartialDate
from lcsite.views.display import Card, Display
from lcsite.views.facets import capital
from lcsite.views.page import Announced, Page
from lcsite.views.paths import news_path

_NEWEST = 100
_AT_ONCE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """The new entries of one kind in a month; `more` of them are not named here."""

    title: str
    href: str
    icon: str
    hue: int
    count: int
    cards: tuple[Card, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, or a year of which no month is known."""

    id: str
    title: str
    count: str
    arrivals: tuple[Arrivals, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPage:
    """All that `news.html` may show; `feed` is empty where there is none."""

    as_of: str
    feed: str
    months: tuple[Month, ...]
    older: bool


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=news_path(inputs.messages), title=inputs.messages("news.title"), kind="news")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    path, say = news_path(inputs.messages), inputs.messages
    view = news_page(Display(inputs, path))
    description = say("news.lead")
    yield Page(
        path=path, title=say("news.title"), template="news.html", view=view, description=description, active=path
    )


def news_page(display: Display) -> NewsPage:
    """Make the view of what is new."""
    inputs = display.inputs
    newest = inputs.facts[freshness].newest
    fresh = inputs.facts[as_of]

    def month(key: Key) -> PartialDate:
        added: PartialDate = inputs.library.entries[key].values["added"]
        return PartialDate(year=added.year, month=added.month)

    months: list[Month] = []
    seen, older = 0, False
    for when, keys in groupby(newest, month):
        older = seen >= _NEWEST
        if older:
            break
        months.append(_month(when, tuple(keys), display))
        seen += sum(len(each.cards) for each in months[-1].arrivals)
    return NewsPage(
        as_of=display.date(fresh) if fresh else "",
        feed=display.href(display.say("news.feed")) if newest else "",
        months=tuple(months),
        older=older,
    )


def _month(when: PartialDate, keys: tuple[Key, ...], display: Display) -> Month:
    return Month(
        id=f"_{when}",
        title=capital(display.date(when)),
        count=display.say("index.count", count=len(keys)),
        arrivals=tuple(_arrivals(keys, display)),
    )


def _arrivals(keys: Iterable[Key], display: Display) -> Iterator[Arrivals]:
    """Yield the new entries by kind, in the order of the model."""
    found: dict[str, list[Key]] = {}
    for key in keys:
        found.setdefault(key.collection, []).append(key)
    for collection in display.inputs.model.collections.values():
        of_kind = found.get(collection.id, [])
        if of_kind:
            shown = of_kind if len(of_kind) == _AT_ONCE + 1 else of_kind[:_AT_ONCE]
            yield Arrivals(
                title=capital(display.label(collection.plural if len(of_kind) > 1 else collection.singular)),
                href=display.href(display.inputs.addresses.indexes[collection.id]),
                icon=collection.icon,
                hue=collection.hue,
                count=len(of_kind),
                cards=tuple(display.card(key, full=True) for key in shown),
                more=len(of_kind) - len(shown),
            )
