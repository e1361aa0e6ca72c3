"""sitemap.xml: every page that a search engine may show, with the date that its content bears."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from lcsite.address import absolute
from lcsite.exports.file import File
from lcsite.facts import as_of, freshness
from lcsite.inputs import Inputs
from lcsite.model.values import PartialDate

_LEFT_OUT = {"wanted", "redirect", "not-found", "search"}
_OF_EVERYTHING = {"home", "everything", "news", "helping"}


def sitemap(inputs: Inputs) -> Iterator[File]:
    """Yield the map, if the site has an address: one with relative addresses is not allowed."""
    if not inputs.settings.url:
        return
    dates = _dates(inputs)
    root = Element("urlset", {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    for path, kind in sorted(inputs.addresses.kinds.items()):
        if kind not in _LEFT_OUT:
            page = SubElement(root, "url")
            SubElement(page, "loc").text = absolute(path, inputs.settings.url)
            if path in dates:
                SubElement(page, "lastmod").text = str(dates[path])
    indent(root, space=" ")
    yield File(path="sitemap.xml", data=b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, "utf-8") + b"\n")


def _dates(inputs: Inputs) -> Mapping[str, PartialDate]:
    """Return when pages changed, as far as the content tells: an index changes with its newest entry."""
    changed, addresses = inputs.facts[freshness].changed, inputs.addresses
    dates = {addresses.entries[key]: date for key, date in changed.items()}
    for key, date in changed.items():
        path = addresses.indexes[key.collection]
        dates[path] = max(date, dates.get(path, date))
    fresh = inputs.facts[as_of]
    if fresh:
        dates |= {path: fresh for path, kind in addresses.kinds.items() if kind in _OF_EVERYTHING}
    return dates
