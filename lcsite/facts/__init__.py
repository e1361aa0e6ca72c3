"""What follows from the whole, derived once and used by everything after it.

A fact is a function of what is linked and of the facts that it needs; `FACTS`
lists them, each after those.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from lcsite.facts.as_of import as_of
from lcsite.facts.evidence import evidence
from lcsite.facts.freshness import freshness
from lcsite.facts.gaps import gaps
from lcsite.facts.glossary import glossary
from lcsite.facts.linked import Linked
from lcsite.facts.related import related
from lcsite.facts.synonyms import synonyms

Result = TypeVar("Result")
Derive = Callable[[Linked, "Facts"], Result]


class Facts:
    """From a fact's function to its result: `facts[evidence]`."""

    def __init__(self, results: Mapping[Derive[Any], Any]) -> None:
        self._results = results

    def __getitem__(self, fact: "Derive[Result]") -> Result:
        """Return the result of a fact that has been derived."""
        result: Result = self._results[fact]
        return result

    def __iter__(self) -> Iterator["Derive[Any]"]:
        """Yield the facts that have been derived."""
        return iter(self._results)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's function, and the facts that it may ask for."""

    derive: Derive[Any]
    needs: tuple[Derive[Any], ...] = ()


FACTS: tuple[Fact, ...] = (
    Fact(as_of),
    Fact(synonyms),
    Fact(glossary),
    Fact(evidence),
    Fact(related),
    Fact(freshness, needs=(as_of,)),
    Fact(gaps, needs=(evidence, freshness)),
)


def derive(linked: Linked, facts: tuple[Fact, ...] = FACTS) -> Facts:
    """Derive every fact in its order; each sees only the facts that it needs."""
    results: dict[Derive[Any], Any] = {}
    for fact in facts:
        seen = Facts({need: results[need] for need in fact.needs})
        results[fact.derive] = fact.derive(linked, seen)
    return Facts(results)


__all__ = [
    "FACTS",
    "Fact",
    "Facts",
    "Linked",
    "as_of",
    "derive",
    "evidence",
    "freshness",
    "gaps",
    "glossary",
    "related",
    "synonyms",
]
