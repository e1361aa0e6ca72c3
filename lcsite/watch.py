"""What a command is told while the stages run: which one, how far, how long."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import times
from typing import TypeVar

Item = TypeVar("Item")


class Watch:
    """Times each stage; a command that shows progress overrides `moved`."""

    def __init__(self) -> None:
        self._spent: dict[str, list[float]] = {}
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage; the processes that it waited for count as its own."""
        outer, self._stage = self._stage, name
        start = (time.perf_counter(), _cpu())
        self.moved(name, 0, 0)
        try:
            yield
        finally:
            spent = self._spent.setdefault(name, [0.0, 0.0])
            spent[0] += time.perf_counter() - start[0]
            spent[1] += _cpu() - start[1]
            self._stage = outer

    def each(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """Yield the items of a stage, and tell how far it is."""
        for done, item in enumerate(items):
            self.moved(self._stage, done, total)
            yield item

    def moved(self, stage: str, done: int, total: int) -> None:
        """Hear that a stage has done so many of its items."""

    def timings(self) -> str:
        """Return the seconds spent in each stage, as JSON: wall and CPU."""
        rows = {name: {"wall": round(wall, 4), "cpu": round(cpu, 4)} for name, (wall, cpu) in self._spent.items()}
        return json.dumps(rows, indent=2) + "\n"


def _cpu() -> float:
    """Return the CPU seconds of this process and of those that have ended."""
    spent = times()
    return spent.user + spent.system + spent.children_user + spent.children_system
