"""The words that texts explain in place: one pattern that finds them all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from lcsite.address import Key
from lcsite.facts.linked import Linked
from lcsite.model.traits import Glossary as GlossaryTrait

_LEAST = 2
_LEFT_ALONE = r"<(?P<skipped>a|h[1-6]|code|pre|button)\b.*?</(?P=skipped)>"
_TAG = r"<[^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """Each word in lower case, as HTML writes it, with the term that it is a name of.

    `pattern` goes over HTML in lower case: what it finds is a word, in the
    group of that name, or something in which no word is to be explained.
    """

    words: Mapping[str, Key]
    pattern: re.Pattern[str] | None


def glossary(linked: Linked, facts: Any) -> Glossary:  # noqa: ARG001
    """Return the titles and synonyms of all terms; a title goes before a synonym that is the same word."""
    words: dict[str, Key] = {}
    for synonymous in (False, True):
        for collection, trait in linked.model.with_trait(GlossaryTrait):
            for entry in linked.library.collection(collection.id):
                names = entry.values.get(trait.synonyms, ()) if synonymous else (entry.title,)
                for name in names:
                    word = escape(" ".join(name.lower().split()), quote=False)
                    if len(word) >= _LEAST:
                        words.setdefault(word, entry.key)
    if not words:
        return Glossary(words={}, pattern=None)
    word = rf"(?<![\w&])(?<!\w-)(?P<word>{_branches(words)})(?!\w|-\w)"
    return Glossary(words=words, pattern=re.compile(f"{_LEFT_ALONE}|{_TAG}|{word}", re.DOTALL))


def _branches(words: Iterable[str]) -> str:
    """Write a pattern of many words as a tree, so that looking for a thousand costs no more than for ten."""
    tree: dict[str, list[str]] = {}
    for word in sorted(words):
        tree.setdefault(word[:1], []).append(word[1:])
    made = []
    for letter, rests in tree.items():
        if letter:
            more = [rest for rest in rests if rest]
            rest = "" if not more else re.escape(more[0]) if len(rests) == 1 else _branches(rests)
            made.append(re.escape(letter) + rest)
    return f"(?:{'|'.join(made)}){'?' if '' in tree else ''}" if made else ""
