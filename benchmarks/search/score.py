"""What a list of results is worth: nDCG of the first ten, and whether an answer stands among the first three."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

import yaml

TEN, THREE = 10, 3
ANSWER, HELP = 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody types, and what each entry is worth to them."""

    ask: str
    worth: dict[str, int]

    def ndcg(self, found: Sequence[str]) -> float:
        """Return the discounted gain of the first ten results, as a share of the best that is possible."""
        best = sorted(self.worth.values(), reverse=True)[:TEN]
        return _gain([self.worth.get(name, 0) for name in found[:TEN]]) / _gain(best)

    def succeeds(self, found: Sequence[str]) -> bool:
        """Tell whether an answer stands among the first three results."""
        return any(self.worth.get(name) == ANSWER for name in found[:THREE])


def read_questions() -> list[Question]:
    """Read the questions that lie beside this module."""
    data = yaml.safe_load((Path(__file__).parent / "questions.yml").read_text("utf-8"))
    return [
        Question(ask=each["ask"], worth=dict.fromkeys(each["useful"], HELP) | dict.fromkeys(each["wanted"], ANSWER))
        for each in data
    ]


def _gain(worth: Sequence[int]) -> float:
    return sum(((1 << each) - 1) / log2(place + 2) for place, each in enumerate(worth))
