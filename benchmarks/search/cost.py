"""What the index of a toolkit costs to make, and how large it is."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from lcsite.cli.site import prepare
from lcsite.exports.search import search_index

RUNS = 3
MOST_MS, MOST_BYTES = 1.0, 3_000
"""What is promised for an entry: milliseconds of CPU time, and bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of CPU time, lowest of the runs, and bytes; both an entry."""

    ms: float
    size: float

    def __str__(self) -> str:
        """Say both beside what is promised."""
        kept = "met" if self.ms <= MOST_MS and self.size <= MOST_BYTES else "MISSED"
        return (
            f"Index, an entry: {self.ms:.2f} ms of CPU time, at most {MOST_MS:g}; "
            f"{self.size:,.0f} bytes, at most {MOST_BYTES:,}: {kept}"
        )


def index_cost(project: Path) -> Cost:
    """Make the index of a project a few times over."""
    config = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8")) | {"site_dir": str(project / "site")}
    options: dict[str, Any] = next((each["lcsite"] for each in config["plugins"] if isinstance(each, dict)), {})
    inputs = prepare(project, config, options, serving=False).project.site.inputs
    assert inputs is not None, "the toolkit has errors"  # noqa: S101 - the site has just been built
    (file,) = search_index(inputs)
    spent = []
    for _ in range(RUNS):
        begin = time.process_time()
        data = file.make(file.given)
        spent.append(time.process_time() - begin)
    entries = len(inputs.library.entries)
    return Cost(ms=min(spent) * 1000 / entries, size=len(data) / entries)
