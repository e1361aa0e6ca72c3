"""The home page: what this is, where one stands, and what there is."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from lcsite.facts import as_of, freshness
from lcsite.inputs import Inputs
from lcsite.model.traits import Axis
from lcsite.views.blocks.notes import steps_of
from lcsite.views.display import Card, Display
from lcsite.views.doors import Door, questions, routes
from lcsite.views.page import Announced, Page
from lcsite.views.paths import HOME, HOME_TEXT, everything_path, helping_path, news_path
from lcsite.views.ways import Way, ways

_NEWEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyStep:
    """A step of the axis, with its number."""

    number: int
    title: str
    href: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A collection, with how much it holds."""

    title: str
    href: str
    icon: str
    hue: int
    help: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that `home.html` may show."""

    title: str
    summary: str
    lead: Markup
    sections: tuple[tuple[str, str, Markup], ...]
    journey_title: str
    journey_href: str
    journey: tuple[JourneyStep, ...]
    journey_ways: tuple[Way, ...]
    newest: tuple[Card, ...]
    news: str
    questions: tuple[Door, ...]
    routes: tuple[Door, ...]
    helping: str
    shelves: tuple[Shelf, ...]
    everything: str
    as_of: str


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the home page; `content/index.md` is its text."""
    yield Announced(path=HOME, title=inputs.settings.title, kind="home", source=HOME_TEXT)


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the home page."""
    view = home_page(Display(inputs, HOME))
    yield Page(
        path=HOME,
        title=inputs.settings.title,
        template="home.html",
        view=view,
        description=view.summary,
        active=HOME,
    )


def home_page(display: Display) -> HomePage:
    """Make the view of the home page."""
    inputs = display.inputs
    text = inputs.library.pages.get(HOME_TEXT)
    journey_title, journey_href, journey = _journey(display)
    fresh = inputs.facts[as_of]
    return HomePage(
        title=text.title if text else inputs.settings.title,
        summary=str(text.values.get("summary", "")) if text else inputs.settings.description,
        lead=display.html(text.lead, text.path) if text else Markup(),
        sections=tuple((each.id, each.heading, display.html(each.html, text.path)) for each in text.sections)
        if text
        else (),
        journey_title=journey_title,
        journey_href=journey_href,
        journey=journey,
        journey_ways=_journey_ways(display),
        newest=tuple(display.card(key, full=True) for key in inputs.facts[freshness].newest[:_NEWEST]),
        news=display.href(news_path(inputs.messages)),
        questions=tuple(questions(display)),
        routes=tuple(routes(display)),
        helping=display.href(helping_path(inputs.messages)),
        shelves=tuple(_shelves(display)),
        everything=display.href(everything_path(inputs.messages)),
        as_of=display.date(fresh) if fresh else "",
    )


def _journey_ways(display: Display) -> tuple[Way, ...]:
    axis = next((collection for collection, _ in display.inputs.model.with_trait(Axis)), None)
    return tuple(ways(axis, display)) if axis else ()


def _journey(display: Display) -> tuple[str, str, tuple[JourneyStep, ...]]:
    inputs = display.inputs
    for collection, axis in inputs.model.with_trait(Axis):
        steps = tuple(
            JourneyStep(
                number=number,
                title=entry.title,
                href=display.href(inputs.addresses.entries[entry.key]),
                text=display.card_text(entry, collection),
            )
            for number, entry in enumerate(steps_of(axis, collection, inputs), start=1)
        )
        return display.label(collection.plural), display.href(inputs.addresses.indexes[collection.id]), steps
    return "", "", ()


def _shelves(display: Display) -> Iterator[Shelf]:
    inputs = display.inputs
    counts: dict[str, int] = {}
    for entry in inputs.library.current():
        counts[entry.key.collection] = counts.get(entry.key.collection, 0) + 1
    for collection in inputs.model.collections.values():
        yield Shelf(
            title=display.label(collection.plural),
            href=display.href(inputs.addresses.indexes[collection.id]),
            icon=collection.icon,
            hue=collection.hue,
            help=display.label(collection.help),
            count=counts.get(collection.id, 0),
        )
