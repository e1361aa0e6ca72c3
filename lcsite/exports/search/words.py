"""Words as both sides of the search read them: what the script does with a question, done with the texts.

`scripts/find.js` of the theme does the same, and a test compares the two.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import snowballstemmer
import yaml

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_STEMMERS = {"nl": "dutch", "en": "english"}
_SHORTEST_PIECE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the search knows about a language: `together` maps a word to the stem that it is given."""

    stop: tuple[str, ...] = ()
    together: Mapping[str, str]
    never_first: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Return a text in lower case, without accents and apostrophes."""
    plain = text.lower().translate(_APOSTROPHES)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(each for each in decomposed if not unicodedata.category(each).startswith("M"))
    return plain


def words(text: str) -> list[str]:
    """Return the words of a text; a word with hyphens is written as one."""
    return [found.replace("-", "") for found in _WORD.findall(fold(text))]


def pieces(text: str) -> Iterator[str]:
    """Yield what stands between the hyphens of words."""
    for found in _WORD.findall(fold(text)):
        if "-" in found:
            yield from (piece for piece in found.split("-") if len(piece) >= _SHORTEST_PIECE)


@cache
def language(name: str) -> Language:
    """Return what is known about a language; of one that we have no data for that is nothing."""
    file = files("lcsite.exports.search") / "languages" / f"{name}.yml"
    data: dict[str, Any] = yaml.safe_load(file.read_text("utf-8")) if file.is_file() else {}
    groups: Sequence[str] = data.get("together", ())
    return Language(
        stop=tuple(data.get("stop", "").split()),
        together={word: group.split()[0] for group in groups for word in group.split()},
        never_first=frozenset(data.get("never_first", "").split()),
        links=tuple(data.get("links", ())),
    )


class Stems:
    """Finds the stems of words, each word once."""

    def __init__(self, name: str) -> None:
        self._known: dict[str, str] = dict(language(name).together)
        self._stemmer = snowballstemmer.stemmer(_STEMMERS[name]) if name in _STEMMERS else None

    def __call__(self, word: str) -> str:
        """Return the stem of a word."""
        stem = self._known.get(word)
        if stem is None:
            stem = str(self._stemmer.stemWord(word)) if self._stemmer else word
            self._known[word] = stem
        return stem
