"""The index as the search script reads it, and as nobody else should.

lunr weighs the words (BM25 in every field). What it would ship says each word
once per field; here the fields are added up, and an index is a third as large.
The script has the other half of this format: `scripts/find.js` of the theme.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lunr.builder import Builder

from lcsite.exports.search.compounds import Compounds
from lcsite.exports.search.texts import Item
from lcsite.exports.search.words import Stems, language, pieces, words

_BOOSTS = {
    "title": 8,
    "names": 6,
    "summary": 3,
    "essence": 3,
    "headings": 2,
    "labels": 1,
    "name_parts": 3,
    "other_parts": 1,
}
_PRECISION = 10
"""Weights are whole numbers of tenths."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """All that an index is made of; it travels to another process."""

    language: str
    items: tuple[Item, ...]
    texts: Mapping[str, Any]


class _Builder(Builder):  # type: ignore[misc]  # lunr brings no types
    """lunr's builder, given words that have been stemmed already: its own tokens cost ten times the rest."""

    def add_terms(self, number: int, fields: Mapping[str, Sequence[str]], weight: float) -> None:
        self._documents[str(number)] = {"boost": weight}
        self.document_count += 1
        for name, terms in fields.items():
            place = f"{name}/{number}"
            self.field_term_frequencies[place] = Counter(terms)
            self.field_lengths[place] = len(terms)
            for term in self.field_term_frequencies[place]:
                posting = self.inverted_index.get(term)
                if posting is None:
                    posting = {each: {} for each in self._fields}
                    posting["_index"] = len(self.inverted_index)
                    self.inverted_index[term] = posting
                posting[name][str(number)] = {}


class _Reader:
    """Reads the words of a site, and remembers the stem of each."""

    def __init__(self, name: str) -> None:
        self._stem, self._split = Stems(name), Compounds(name)
        self._stop = frozenset(language(name).stop)
        self.stems: dict[str, str] = {}

    def fields(self, item: Item) -> Mapping[str, Sequence[str]]:
        """Return the stems in every field of an item."""
        named, told = (item.title, *item.names), (item.summary, *item.essence, *item.headings, *item.labels)
        return {
            "title": self._stems((item.title,)),
            "names": self._stems(item.names),
            "summary": self._stems((item.summary,), self._stop),
            "essence": self._stems(item.essence, self._stop),
            "headings": self._stems(item.headings),
            "labels": self._stems(item.labels),
            "name_parts": self._parts(named),
            "other_parts": self._parts(told),
        }

    def _stems(self, texts: Iterable[str], without: frozenset[str] = frozenset()) -> list[str]:
        return [self._known(word) for text in texts for word in words(text) if word not in without]

    def _parts(self, texts: Sequence[str]) -> list[str]:
        parts = [part for text in texts for word in words(text) for part in self._split(word)]
        return [self._known(part) for part in (*parts, *(piece for text in texts for piece in pieces(text)))]

    def _known(self, word: str) -> str:
        stem = self.stems.get(word)
        if stem is None:
            stem = self.stems[word] = self._stem(word)
        return stem


def index(searched: Searched) -> bytes:
    """Return the index as a script that only holds data."""
    reader, builder = _Reader(searched.language), _Builder()
    for name, boost in _BOOSTS.items():
        builder.field(name, boost=boost)
    for number, item in enumerate(searched.items):
        builder.add_terms(number, reader.fields(item), item.weight)
    weights = _weights(builder) if searched.items else {}
    terms = sorted(weights)
    numbers = {term: number for number, term in enumerate(terms)}
    others = sorted(word for word, stem in reader.stems.items() if word != stem)
    known = language(searched.language)
    kinds = list(dict.fromkeys(item.kind for item in searched.items))
    data = {
        "language": searched.language,
        "texts": searched.texts,
        "stop": " ".join(known.stop),
        "together": dict(sorted(known.together.items())),
        "links": known.links,
        "kinds": [[kind.word, kind.hue] for kind in kinds],
        "items": [
            [item.title, item.path, kinds.index(item.kind), item.summary, *item.names] for item in searched.items
        ],
        "terms": " ".join(terms),
        "found": [list(_gaps(weights[term])) for term in terms],
        "words": " ".join(others),
        "stems": [numbers[reader.stems[word]] for word in others],
    }
    return f"lcsiteIndex={json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n".encode()


def _weights(builder: _Builder) -> dict[str, dict[int, float]]:
    """Return what each term weighs in each item, all fields together."""
    builder.build()
    by_number = {posting["_index"]: term for term, posting in builder.inverted_index.items()}
    weights: dict[str, dict[int, float]] = {term: {} for term in builder.inverted_index}
    for place, vector in builder.field_vectors.items():
        number = int(place.partition("/")[2])
        elements = iter(vector.elements)
        for term, weight in zip(elements, elements, strict=True):
            found = weights[by_number[term]]
            found[number] = found.get(number, 0) + weight
    return weights


def _gaps(weights: Mapping[int, float]) -> Iterator[int]:
    """Yield the items that a term is in, each as the distance from the one before, with its weight."""
    before = 0
    for number, weight in sorted(weights.items()):
        yield number - before
        yield max(1, round(weight * _PRECISION))
        before = number
