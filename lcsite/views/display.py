"""Values and entries as a template shows them; links are relative to one page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any, Protocol

from markupsafe import Markup

from lcsite.address import Key, Origin, relative, resolve
from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.messages import date_in_words
from lcsite.model.model import Collection, Field, Label, say
from lcsite.model.values import Estimate, Image, Markdown, PartialDate, Url
from lcsite.views.terms import Terms

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One value: text, perhaps a link, perhaps an explanation."""

    text: str
    href: str = ""
    title: str = ""
    html: Markup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A field with its values."""

    label: str
    values: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An entry as a card, a pill or a line in a list.

    `note` is what the link to it says, `sentence` where a text mentions it.
    """

    kind: str
    icon: str
    hue: int
    title: str
    href: str
    text: str = ""
    note: str = ""
    sentence: str = ""
    wanted: bool = False


class HasValues(Protocol):
    """Something with values, from a text: an entry, a page, a part."""

    @property
    def path(self) -> str:
        """The path of the text in content/."""

    @property
    def values(self) -> Mapping[str, Any]:
        """The typed values by field."""


class Display:
    """Shows things on one page: it knows where that page is."""

    def __init__(self, inputs: Inputs, path: str) -> None:
        self.inputs = inputs
        self.path = path
        self.language = inputs.settings.language
        self.say = inputs.messages
        self._terms = Terms(inputs, path)

    def href(self, path: str) -> str:
        """Return the link from this page to a path from the site's root."""
        return relative(path, self.path)

    def html(self, html: str, source: str) -> Markup:
        """Return rendered text with its references resolved and its terms explained; nh3 has cleaned it."""
        return Markup(self._terms.explain(resolve(html, source, self.path, self.inputs.addresses)))  # noqa: S704

    def label(self, label: Label) -> str:
        """Return a label of the model in the site's language."""
        return say(label, self.language)

    def collection(self, key: Key) -> Collection:
        """Return the collection that a key belongs to."""
        return self.inputs.model.collections[key.collection]

    def card(
        self, key: Key, *, note: str = "", sentence: str = "", part: str | None = None, full: bool = False
    ) -> Card:
        """Return an entry as a card; with its text if `full`."""
        collection = self.collection(key)
        entry = self.inputs.library.entries.get(key)
        path = self.inputs.addresses.entries.get(key, "")
        title = entry.title if entry else key.id.replace("-", " ").capitalize()
        if entry and part:
            title = f"{title}: {_part_title(entry, collection, part)}"
        return Card(
            kind=self.label(collection.singular),
            icon=collection.icon,
            hue=collection.hue,
            title=title,
            href=self.href(f"{path}#{part}" if part else path),
            text=self.card_text(entry, collection) if entry and full else "",
            note=note,
            sentence=sentence,
            wanted=entry is None,
        )

    def origin(
        self, origin: Origin, *, note: str = "", sentence: str = "", part: str | None = None, full: bool = False
    ) -> Card:
        """Return whatever a link starts from: an entry, or a plain page."""
        if isinstance(origin, Key):
            return self.card(origin, note=note, sentence=sentence, part=part, full=full)
        page = self.inputs.library.pages[origin]
        href = self.href(self.inputs.addresses.pages[origin])
        return Card(kind=self.say("page.plain"), icon="", hue=0, title=page.title, href=href, sentence=sentence)

    def card_text(self, entry: Entry, collection: Collection) -> str:
        """Return the text of an entry's card, cut to the length that the model gives."""
        for name, length in collection.card.items():
            field = collection.field(name)
            named = self.field(entry, field) if field else None
            text = ", ".join(filter(None, map(_words, named.values))) if named else ""
            if text:
                return shorten(text, length)
        return entry.summary

    def field(self, item: HasValues, field: Field) -> Named | None:
        """Return a field with its values, None if it is empty."""
        value = item.values.get(field.id)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        shown = tuple(self._shown(each, field, item.path) for each in values)
        return Named(label=self.label(field.label), values=shown) if shown else None

    def note(self, values: Mapping[str, object], fields: Iterable[Field]) -> str:
        """Return what a link itself says, in one line."""
        said = _Said(values=values)
        known = [named for named in (self.field(said, field) for field in fields) if named]
        return " · ".join(", ".join(filter(None, map(_words, named.values))) for named in known)

    def _shown(self, value: object, field: Field, source: str) -> Shown:
        match value:
            case bool():
                return Shown(text=self.say("value.yes" if value else "value.no"))
            case int() | float():
                return Shown(text=self.number(value))
            case PartialDate():
                return Shown(text=self.date(value))
            case Url():
                return Shown(text=value.title or value.url.partition("//")[2].rstrip("/"), href=value.url)
            case Estimate():
                unit = self.label(field.unit)
                name = "value.estimate" if value.estimated else "value.measured"
                numbers = dict.fromkeys((self.number(value.least), self.number(value.most)))
                return Shown(text=self.say(name, value="–".join(numbers), unit=unit).strip())
            case Markdown():
                return Shown(text="", html=self.html(value.html, source))
            case Image():
                picture = self.inputs.addresses.files.get(f"{source.rpartition('.')[0]}/{value.file}")
                return Shown(text=value.alt, href=self.href(picture.path) if picture else "")
            case str() if field.vocabulary:
                term = self.inputs.vocabularies[field.vocabulary].terms.get(value)
                if term is None:  # its vocabulary is broken
                    return Shown(text=value)
                return Shown(text=self.label(term.label), title=self.label(term.definition))
            case _:
                return Shown(text=str(value))

    def date(self, value: PartialDate) -> str:
        """Return a year, a month or a day as people write it."""
        return date_in_words(self.language, value.year, value.month, value.day)

    def number(self, value: float) -> str:
        """Return a number as this language writes it."""
        text = str(value) if isinstance(value, int) else f"{value:.15g}"
        return text.replace(".", ",") if self.language == "nl" else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a link itself says; nothing in it is relative to a text."""

    values: Mapping[str, Any]
    path: str = ""


def _words(shown: Shown) -> str:
    """Return a value as words alone, for where there is no room for more."""
    return shown.text if shown.html is None else " ".join(unescape(_TAG.sub("", shown.html)).split())


def shorten(text: str, length: int) -> str:
    """Cut a text at a word, with an ellipsis, to at most `length` characters."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def _part_title(entry: Entry, collection: Collection, part: str) -> str:
    for field in collection.fields:
        for each in entry.values.get(field.id, ()) if field.kind == "parts" else ():
            if each.id == part:
                return str(each.values.get(field.naming, part))
    return part
