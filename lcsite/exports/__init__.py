"""What a site publishes beside its pages; each export is listed here."""

from collections.abc import Callable, Iterator

from lcsite.exports.as_of import as_of_script
from lcsite.exports.file import File
from lcsite.exports.tokens import tokens
from lcsite.inputs import Inputs

Export = Callable[[Inputs], Iterator[File]]

EXPORTS: tuple[Export, ...] = (tokens, as_of_script)

__all__ = ["EXPORTS", "Export", "File"]
