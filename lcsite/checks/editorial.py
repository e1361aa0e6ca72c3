"""What is allowed, but what an editor wants to know."""

from collections.abc import Iterator

from lcsite.checks.counts import named_by_broken
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.model.traits import Axis, Route
from lcsite.model.values import PartialDate

NOBODY_LINKS = Rule("LC401", "nobody-links", Severity.NOTICE)
DUPLICATE_TITLE = Rule("LC402", "duplicate-title", Severity.WARNING)
FUTURE_DATE = Rule("LC403", "future-date", Severity.WARNING)


def nobody_links(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every entry is named by another, or readers will not come across it.

    The steps of an axis stand in the frame, and a route is entered from its index.
    """
    entrances = {collection.id for trait in (Axis, Route) for collection, _ in inputs.model.with_trait(trait)}
    broken = named_by_broken(inputs.library)
    for entry in inputs.library.current():
        key = entry.key
        if key.collection in entrances or key in broken:
            continue
        if all(link.origin == key for link in inputs.graph.backlinks.get(key, ())):
            yield NOBODY_LINKS.at(Place(path=entry.path, line=1), title=entry.title)


def duplicate_title(inputs: Inputs) -> Iterator[Diagnostic]:
    """No two entries of a collection have the same title: readers cannot tell them apart."""
    seen: dict[tuple[str, str], str] = {}
    for entry in inputs.library.current():
        key = entry.key
        name = (key.collection, entry.title.casefold())
        if name in seen:
            yield DUPLICATE_TITLE.at(Place(path=entry.path, pointer="/title"), title=entry.title, path=seen[name])
        seen.setdefault(name, entry.path)


def future_date(inputs: Inputs) -> Iterator[Diagnostic]:
    """No date of the toolkit lies after today: the site would claim to be newer than it is."""
    if inputs.today is None:
        return
    for entry in inputs.library.entries.values():
        for name in ("added", "reviewed"):
            date = entry.values.get(name)
            if isinstance(date, PartialDate) and date > inputs.today:
                yield FUTURE_DATE.at(Place(path=entry.path, pointer=f"/{name}"), name=name, date=str(date))
