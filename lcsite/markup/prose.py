"""How long the sentences and words of a text are, in counts that can be added up."""

import re
from dataclasses import dataclass
from functools import lru_cache

LONG = 6
"""Letters; a word with more is long (LIX: Björnsson, *Läsbarhet*, 1968)."""

SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'’”)]*\s+(?=[\"'‘“(]*[A-ZÀ-Þ0-9])")
_TAIL = 9  # characters: more marks than that end no sentence
_LAST = re.compile(r"[.!?…:][\"'’”)]*\s*\Z")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Dutch vowels are written with one to three letters; two dots begin a syllable.
_VOWEL = re.compile(
    r"aai|ooi|oei|eeu|ieu|a[aiu]|e[eiu]|i[ej]|o[oeiu]|u[ui]|y(?![aeiou])|[aeiouáéíóúàèâêîôûäëïöü]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """What is counted in running text; headings, tables and code are none."""

    sentences: int = 0
    words: int = 0
    long_words: int = 0
    syllables: int = 0

    def __add__(self, other: "Prose") -> "Prose":
        """Return both texts as one."""
        return Prose(
            sentences=self.sentences + other.sentences,
            words=self.words + other.words,
            long_words=self.long_words + other.long_words,
            syllables=self.syllables + other.syllables,
        )

    @property
    def sentence_length(self) -> float:
        """Words in a sentence, on average."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def lix(self) -> float:
        """Return LIX: words in a sentence, and long words in a hundred."""
        return self.sentence_length + 100 * self.long_words / self.words if self.words else 0.0

    @property
    def flesch_douma(self) -> float:
        """Return how easy Dutch text reads, about 0 to 100 (Douma, *De leesbaarheid van landbouwbladen*, 1960)."""
        return 206.84 - 0.93 * self.sentence_length - 77 * self.syllables / self.words if self.words else 100.0


def measured(paragraph: str) -> Prose:
    """Count one paragraph, or one item of a list; what does not end as a sentence is a name or a label."""
    if not _LAST.search(paragraph[-_TAIL:]):
        return Prose()
    words = _WORD.findall(paragraph)
    return Prose(
        sentences=len(SENTENCE_END.findall(paragraph.strip())) + 1 if words else 0,
        words=len(words),
        long_words=sum(len(word) > LONG for word in words),
        syllables=sum(map(_syllables, words)),
    )


@lru_cache(maxsize=1 << 16)  # a toolkit says the same words again and again
def _syllables(word: str) -> int:
    return len(_VOWEL.findall(word)) or 1
