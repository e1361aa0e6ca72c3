"""How fresh the toolkit is, without a clock."""

from typing import Any

from lcsite.facts.linked import Linked
from lcsite.model.values import PartialDate


def as_of(linked: Linked, facts: Any) -> PartialDate | None:  # noqa: ARG001 - every fact has this signature
    """Return the newest complete `added` or `reviewed` of a published entry."""
    dates = (
        entry.values[name]
        for entry in linked.library.current()
        for name in ("added", "reviewed")
        if name in entry.values and entry.values[name].day
    )
    return max(dates, default=None)
