"""Documents given their meaning by the model: entries, plain pages, the library."""

from lcsite.library.collect import Library, collect
from lcsite.library.entry import Entry, PlainPage, Reference
from lcsite.library.to_entry import Compiled, Schemas, to_entry

__all__ = ["Compiled", "Entry", "Library", "PlainPage", "Reference", "Schemas", "collect", "to_entry"]
