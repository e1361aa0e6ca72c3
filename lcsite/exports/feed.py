"""What is new, as an Atom feed; its dates and ids come from the content and the settings alone."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lcsite.address import absolute
from lcsite.exports.file import File
from lcsite.facts import freshness
from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model.model import say
from lcsite.model.values import PartialDate

_NEWEST = 40
_ATOM = "http://www.w3.org/2005/Atom"


def feed(inputs: Inputs) -> Iterator[File]:
    """Yield the feed, if any entry says when it was added."""
    fresh = inputs.facts[freshness]
    newest = [inputs.library.entries[key] for key in fresh.newest[:_NEWEST]]
    if not newest:
        return
    settings, path = inputs.settings, inputs.messages("news.feed")
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": settings.language})
    _text(root, "id", _id(path, inputs))
    _text(root, "title", settings.title)
    if settings.description:
        _text(root, "subtitle", settings.description)
    _text(root, "updated", _moment(max(fresh.changed[entry.key] for entry in newest)))
    _text(SubElement(root, "author"), "name", settings.title)
    if settings.url:
        SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _link(path, inputs)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _link("index.html", inputs)})
    _text(root, "rights", settings.text_licence)
    for entry in newest:
        _entry(root, entry, fresh.changed[entry.key], inputs)
    indent(root, space=" ")
    yield File(path=path, data=b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "utf-8") + b"\n")


def _entry(root: Element, entry: Entry, changed: PartialDate, inputs: Inputs) -> None:
    path = inputs.addresses.entries[entry.key]
    node = SubElement(root, "entry")
    _text(node, "id", _id(path, inputs))
    _text(node, "title", entry.title)
    _text(node, "updated", _moment(changed))
    _text(node, "published", _moment(entry.values["added"]))
    for name in entry.values.get("contributors", ()):
        _text(SubElement(node, "author"), "name", name)
    SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": _link(path, inputs)})
    kind = say(inputs.model.collections[entry.key.collection].singular, inputs.settings.language)
    SubElement(node, "category", {"term": kind})
    _text(node, "summary", entry.summary)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _id(path: str, inputs: Inputs) -> str:
    """Return a lasting name: the address, or one made of the toolkit's title where it has no address."""
    return absolute(path, inputs.settings.url) or f"urn:uuid:{uuid5(NAMESPACE_URL, f'{inputs.settings.title}/{path}')}"


def _link(path: str, inputs: Inputs) -> str:
    """Return where a page is: relative to the feed, which lies at the root, where the site has no address."""
    return absolute(path, inputs.settings.url) or path


def _moment(date: PartialDate) -> str:
    """Return the first moment of a day, a month or a year."""
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"
