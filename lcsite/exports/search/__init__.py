"""The search: an index of what entries are called and what they are about, shipped as a script."""

from collections.abc import Iterator
from typing import Any

from lcsite.cache import code_digest
from lcsite.exports.file import SlowFile
from lcsite.exports.search.index import Searched, index
from lcsite.exports.search.texts import items
from lcsite.inputs import Inputs
from lcsite.messages import Messages
from lcsite.source import digest

PATH = "assets/search-index.js"
SAID = ("search.found", "search.none", "search.near", "search.all", "search.ask", "search.matched")
"""What the scripts say; they fill in the parameters themselves."""


def search_index(inputs: Inputs) -> Iterator[SlowFile]:
    """Yield the index of all that can be found."""
    searched = Searched(
        language=inputs.settings.language,
        items=tuple(items(inputs)),
        texts={name.partition(".")[2]: _wording(name, inputs.messages) for name in SAID},
    )
    yield SlowFile(path=PATH, key=digest(code_digest(), repr(searched)), make=index, given=searched)


def _wording(name: str, messages: Messages) -> Any:
    """Return a text as the catalogue has it, with the places for its parameters."""
    text: Any = messages.texts
    for step in name.split("."):
        text = text[step]
    return text
