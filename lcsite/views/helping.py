"""The page with what is lacking: each gap is an invitation, with the way to take part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lcsite.address import Key
from lcsite.facts import freshness, gaps
from lcsite.facts.gaps import Blank, ByCollection
from lcsite.inputs import Inputs
from lcsite.model.model import Collection
from lcsite.model.traits import Evidence
from lcsite.views.contact import mail_link
from lcsite.views.display import Card, Display
from lcsite.views.facets import capital, label_of
from lcsite.views.page import Announced, Page
from lcsite.views.paths import helping_path

_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Entries of one kind that lack the same; `more` of them are not named."""

    title: str
    href: str
    icon: str
    hue: int
    count: int
    cards: tuple[Card, ...]
    more: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One kind of gap, what a reader can do about it, and where an example stands."""

    id: str
    title: str
    help: str
    count: int
    lists: tuple[Lacking, ...]
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpingPage:
    """All that `helping.html` may show."""

    how: tuple[str, ...]
    mail: str
    gaps: tuple[Gap, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=helping_path(inputs.messages), title=inputs.messages("helping.title"), kind="helping")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    path, say = helping_path(inputs.messages), inputs.messages
    yield Page(
        path=path,
        title=say("helping.title"),
        template="helping.html",
        view=helping_page(Display(inputs, path)),
        description=say("helping.lead"),
        active=path,
    )


def helping_page(display: Display) -> HelpingPage:
    """Make the view of what is lacking."""
    inputs, say = display.inputs, display.say
    found = inputs.facts[gaps]
    ways = [inputs.settings.edit_url and say("helping.how_edit"), inputs.settings.mail and say("helping.how_mail")]
    told = tuple(_told(display))
    made = (
        _gap("wanted", found.wanted, display),
        _gap("untold", found.untold, display, examples=told),
        _gap("thin", found.thin, display, examples=told),
        _blanks(found.blanks, display),
        _gap("old", found.old, display),
    )
    return HelpingPage(
        how=tuple(way for way in ways if way) or (say("helping.how_ask"),),
        mail=mail_link(inputs, say("helping.title")),
        gaps=tuple(gap for gap in made if gap.lists),
    )


def _gap(name: str, found: ByCollection, display: Display, examples: tuple[tuple[str, str], ...] = ()) -> Gap:
    collections = display.inputs.model.collections
    lists = tuple(
        _lacking(collection, found[collection.id], display, dated=name == "old")
        for collection in collections.values()
        if collection.id in found
    )
    return _made(name, lists, display, examples)


def _blanks(blanks: Sequence[Blank], display: Display) -> Gap:
    collections = display.inputs.model.collections
    lists = tuple(
        _lacking(collections[blank.collection], blank.keys, display, note=_note(blank, display)) for blank in blanks
    )
    return _made("blanks", lists, display)


def _made(name: str, lists: tuple[Lacking, ...], display: Display, examples: tuple[tuple[str, str], ...] = ()) -> Gap:
    return Gap(
        id=f"_{name}",
        title=display.say(f"helping.{name}"),
        help=display.say(f"helping.{name}_help"),
        count=sum(each.count for each in lists),
        lists=lists,
        examples=examples,
    )


def _lacking(
    collection: Collection, keys: Sequence[Key], display: Display, *, note: str = "", dated: bool = False
) -> Lacking:
    shown = keys if len(keys) == _AT_ONCE + 1 else keys[:_AT_ONCE]
    changed = display.inputs.facts[freshness].changed
    return Lacking(
        title=capital(display.label(collection.plural if len(keys) > 1 else collection.singular)),
        href=display.href(display.inputs.addresses.indexes[collection.id]),
        icon=collection.icon,
        hue=collection.hue,
        count=len(keys),
        cards=tuple(
            display.card(key, note=display.say("helping.seen", date=display.date(changed[key])) if dated else "")
            for key in shown
        ),
        more=len(keys) - len(shown),
        note=note,
    )


def _note(blank: Blank, display: Display) -> str:
    collection = display.inputs.model.collections[blank.collection]
    item = collection.field(blank.name) or collection.relation(blank.name)
    name = label_of(item, display, short=False) if item else ""
    return display.say("helping.blank", name=name, count=len(blank.keys), total=blank.total)


def _told(display: Display) -> Iterator[tuple[str, str]]:
    """Yield the kinds of entry in which experience is told, with their address."""
    inputs = display.inputs
    relations = {
        name: None
        for _, trait in inputs.model.with_trait(Evidence)
        for name in (*trait.supported_through, *trait.contradicted_through)
    }
    owners = dict.fromkeys(relation.owner for name in relations if (relation := inputs.model.relation(name)))
    for name in owners:
        collection = inputs.model.collections[name]
        yield display.label(collection.plural), display.href(inputs.addresses.indexes[name])
