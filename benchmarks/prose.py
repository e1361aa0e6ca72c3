"""Text that looks like Dutch: sentences from a fixed list of words, made by a seeded generator.

Compounds of two nouns, as Dutch makes them, let the vocabulary grow with the number of texts, which a search
index must bear in a real toolkit too.
"""

import re
import unicodedata
from itertools import accumulate
from pathlib import Path
from random import Random

import yaml

# One noun in this many is a compound.
COMPOUNDS = 7

_WORDS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "words.yml").read_text(encoding="utf-8"))
NOUNS, ADJECTIVES, VERBS, ADVERBS, PREPOSITIONS, CONNECTIVES = (
    _WORDS[kind].split() for kind in ("nouns", "adjectives", "verbs", "adverbs", "prepositions", "connectives")
)


class Prose:
    """Makes words, titles, sentences and paragraphs; the same seed gives the same text."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._taken: set[str] = set()
        # As in any language: a few words do most of the work.
        self._ranks = list(accumulate(1 / (rank + 8) for rank in range(len(NOUNS))))
        self._nouns = rng.sample(NOUNS, len(NOUNS))

    def noun(self) -> str:
        """Return a noun, now and then a compound of two."""
        first, second = self.rng.choices(self._nouns, cum_weights=self._ranks, k=2)
        return first + second if self.rng.randrange(COMPOUNDS) == 0 else first

    def title(self, limit: int = 80) -> str:
        """Return a title of at most `limit` characters that was not returned before."""
        while True:
            words = [self.rng.choice(ADJECTIVES), self.noun(), self.rng.choice(PREPOSITIONS), "de", self.noun()]
            text = " ".join(words[: self.rng.choice((2, 5, 5))]).capitalize()
            if len(text) <= limit and slug(text) not in self._taken:
                self._taken.add(slug(text))
                return text

    def phrase(self, limit: int) -> str:
        """Return two or three words of at most `limit` characters."""
        words = [self.rng.choice(ADJECTIVES), self.noun()]
        text = " ".join(words).capitalize()
        return text if len(text) <= limit else self.rng.choice(ADVERBS).capitalize()

    def sentence(self) -> str:
        """Return a sentence of 9 to 19 words."""
        choice = self.rng.choice
        words = ["De", choice(ADJECTIVES), self.noun(), choice(VERBS), choice(ADVERBS), choice(PREPOSITIONS)]
        words += ["een", choice(ADJECTIVES), self.noun()]
        if self.rng.randrange(2):
            words[-1] += ","
            words += [choice(CONNECTIVES), "de", self.noun(), choice(PREPOSITIONS), "de", self.noun(), choice(VERBS)]
        if self.rng.randrange(8) == 0:
            words[1] = f"**{words[1]}**"
        return " ".join(words) + "."

    def paragraph(self, words: int) -> str:
        """Return whole sentences of about this many words together."""
        sentences: list[str] = []
        while words > 0:
            sentences.append(self.sentence())
            words -= sentences[-1].count(" ") + 1
        return " ".join(sentences)

    def text(self, limit: int) -> str:
        """Return one plain sentence of at most `limit` characters."""
        text = self.sentence().replace("*", "")
        return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",") + "."


def slug(text: str) -> str:
    """Return the text as an id: kebab-case ASCII."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
