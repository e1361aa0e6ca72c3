"""robots.txt: everything may be read, and where the map of the site is."""

from collections.abc import Iterator

from lcsite.address import absolute
from lcsite.exports.file import File
from lcsite.inputs import Inputs


def robots(inputs: Inputs) -> Iterator[File]:
    """Yield the file, if the site has an address."""
    if inputs.settings.url:
        text = f"User-agent: *\nAllow: /\n\nSitemap: {absolute('sitemap.xml', inputs.settings.url)}\n"
        yield File(path="robots.txt", data=text.encode())
