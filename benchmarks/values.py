"""A value for each kind of field that a model may declare."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.outline import Spec
from benchmarks.prose import Prose, slug

# Any value that YAML can hold.
Value = Any

SHORT = 80
MINUTES = (15, 30, 45, 60, 90, 120)


class Values:
    """Fills the fields of one entry; dates come later from one field to the next."""

    def __init__(self, prose: Prose, terms: Mapping[str, Sequence[str]], position: int) -> None:
        self.prose = prose
        self.rng = prose.rng
        self.terms = terms
        self.position = position
        self._months = self.rng.randrange(24)

    def of(self, field: Spec, limit: int) -> Value:
        """Return a value of the field's kind, a list where it takes many; `limit` counts characters of a text."""
        count = self.rng.randint(1, 2)
        if field["kind"] == "choice":
            chosen = self.rng.sample(self.terms[field["vocabulary"]], count)
            return chosen if field.get("many") else chosen[0]
        if field.get("many"):
            return [self._one(field, limit) for _ in range(count)]
        return self._one(field, limit)

    def _one(self, field: Spec, limit: int) -> Value:
        kinds: dict[str, Callable[[], Value]] = {
            "text": lambda: self.prose.phrase(limit) if limit <= SHORT else self.prose.text(limit),
            "markdown": lambda: self.prose.paragraph(40),
            "number": lambda: self._number(field),
            "date": self._date,
            "url": self._link if field.get("many") else lambda: self._link()["url"],
            "estimate": lambda: {"value": self.rng.choice(MINUTES), "basis": "estimate"},
            "boolean": lambda: self.rng.random() < 1 / 2,
        }
        return kinds[field["kind"]]()

    def _number(self, field: Spec) -> int:
        if "max" not in field:
            return int(field.get("min", 1)) + self.position
        low, high = int(field["min"]), int(field["max"])
        return (low + high) // 2 + self.position % ((high - low) // 4 + 1)

    def _date(self) -> str:
        self._months += self.rng.randint(1, 6)
        return f"{2019 + self._months // 12}-{self._months % 12 + 1:02}"

    def _link(self) -> dict[str, str]:
        title = self.prose.phrase(SHORT)
        return {"url": f"https://www.example.org/{slug(title)}/{self.position}", "title": title}
