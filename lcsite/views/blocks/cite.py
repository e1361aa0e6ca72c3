"""The block with the words in which to cite: a source as itself, any other entry as a page of this toolkit."""

from dataclasses import dataclass
from typing import Any

from lcsite.address import absolute
from lcsite.facts.freshness import changed_on
from lcsite.model.traits import Bibliography
from lcsite.model.values import Url
from lcsite.views.blocks.context import Context

_DOI = "https://doi.org/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A citation: who and when, the title, where it appeared, and its address; what is not known is empty."""

    heading: str
    who: str
    title: str
    where: str
    href: str


def cite(context: Context, of: tuple[str, ...]) -> Citation:  # noqa: ARG001 - every block has this signature
    """Show how to cite the entry."""
    trait = context.collection.trait(Bibliography)
    return _source(context, trait) if trait else _page(context)


def _page(context: Context) -> Citation:
    entry, settings, display = context.entry, context.inputs.settings, context.display
    changed = changed_on(entry)
    where = [display.say("cite.within", toolkit=settings.title), display.date(changed) if changed else ""]
    return Citation(
        heading=display.say("cite.page"),
        who=_names(entry.values.get("contributors", ())),
        title=entry.title,
        where=", ".join(filter(None, where)),
        href=absolute(display.path, settings.url),
    )


def _source(context: Context, trait: Bibliography) -> Citation:
    values = context.entry.values

    def value(name: str) -> Any:
        return values.get(name) if name else None

    doi, url = value(trait.doi), value(trait.url)
    address = url[0] if isinstance(url, tuple) and url else url
    parts = (context.entry.title.rstrip("."), value(trait.subtitle))
    year = value(trait.year)
    return Citation(
        heading=context.display.say("cite.source"),
        who=" ".join(filter(None, (_names(value(trait.authors)), f"({year})" if year else ""))),
        title=": ".join(str(part) for part in parts if part),
        where=_names(value(trait.publisher)),
        href=f"{_DOI}{str(doi).removeprefix(_DOI)}" if doi else address.url if isinstance(address, Url) else "",
    )


def _names(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")
