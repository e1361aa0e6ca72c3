"""Compounds taken apart, in languages that write them as one word.

A word list says what may be a part. Words that are themselves made of others
have been left out of it, so that `gezondheidsplan` gives both its parts.
"""

import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from lcsite.exports.search.words import language

_SHORTEST = 4
"""Letters of a part: shorter ones are found in every other word."""


class Compounds:
    """Takes the compounds of one language apart, each once."""

    def __init__(self, name: str) -> None:
        known = language(name)
        self._words = word_list(name)
        self._never_first, self._links = known.never_first, known.links
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound, nothing if the word is none."""
        if word not in self._known:
            self._known[word] = self._split(word) if self._words and len(word) >= 2 * _SHORTEST else ()
        return self._known[word]

    def _split(self, word: str) -> tuple[str, ...]:
        """Take a word apart into as few parts as possible; of equals, the one with most letters that only link."""
        best: dict[int, tuple[int, int, tuple[str, ...]]] = {0: (0, 0, ())}
        for end in range(_SHORTEST, len(word) + 1):
            for start in [start for start in best if end - start >= _SHORTEST]:
                count, linking, parts = best[start]
                for part, links in self._parts(word, start, end):
                    found = (count + 1, linking - links, (*parts, part))
                    best[end] = min(found, best.get(end, found))
        parts = best.get(len(word), (0, 0, ()))[2]
        return parts if len(parts) > 1 else ()

    def _parts(self, word: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Yield what may stand between two places of a word, and how many letters only link it to the next part."""
        if end - start == len(word):
            return
        written = word[start:end]
        for link in ("", *self._links) if end < len(word) else ("",):
            part = written.removesuffix(link) if written.endswith(link) else ""
            if len(part) >= _SHORTEST and part in self._words and (start or part not in self._never_first):
                yield part, len(link)


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words that may be parts of others; none in a language without such words."""
    file = files("lcsite.exports.search") / "languages" / f"{name}.words.xz"
    return frozenset(lzma.decompress(file.read_bytes()).decode().split("\n")) if file.is_file() else frozenset()
