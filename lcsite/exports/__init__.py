"""What a site publishes beside its pages; each export is listed here."""

from collections.abc import Callable, Iterator

from lcsite.exports.as_of import as_of_script
from lcsite.exports.feed import feed
from lcsite.exports.file import File, SlowFile
from lcsite.exports.previews import icon, previews
from lcsite.exports.robots import robots
from lcsite.exports.search import search_index
from lcsite.exports.sitemap import sitemap
from lcsite.exports.tokens import tokens
from lcsite.inputs import Inputs

Export = Callable[[Inputs], Iterator[File | SlowFile]]

EXPORTS: tuple[Export, ...] = (tokens, as_of_script, feed, sitemap, robots, search_index, icon, previews)

__all__ = ["EXPORTS", "Export", "File", "SlowFile"]
