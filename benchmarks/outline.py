"""The plan of a synthetic toolkit: how many entries of which collection, and their names."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import yaml

from benchmarks.prose import Prose, slug

# Part of the YAML of a model, as PyYAML gives it.
Spec = Mapping[str, Any]

# Hubs and axes stay few in a toolkit that grows.
FIXED = {"phases": 4}

# Shares of the other collections, in parts per hundred.
SHARES = {
    "questions": 2,
    "recommendations": 12,
    "patterns": 14,
    "instruments": 16,
    "lessons": 26,
    "communities": 10,
    "frameworks": 1,
    "organisations": 6,
    "sources": 6,
    "terms": 6,
    "pathways": 1,
}

# Terms in a vocabulary that the model leaves to the content.
TERMS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """An entry to come."""

    collection: str
    id: str
    title: str
    position: int
    parts: Mapping[str, tuple[str, ...]]

    @property
    def key(self) -> str:
        """Return collection and id, as a reference writes them."""
        return f"{self.collection}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The model, the terms of its vocabularies and the entries to come, by collection."""

    model: Spec
    terms: Mapping[str, tuple[str, ...]]
    opened: Mapping[str, Spec]
    shelves: Mapping[str, tuple[Stub, ...]]
    _queues: dict[str, deque[Stub]] = field(default_factory=dict)

    def stubs(self) -> Iterator[Stub]:
        """Yield every entry to come."""
        for shelf in self.shelves.values():
            yield from shelf

    def deal(self, name: str, stubs: tuple[Stub, ...], taken: set[str]) -> Stub | None:
        """Return the next of `stubs` in turn whose key is not taken, so that each is dealt equally often."""
        queue = self._queues.setdefault(name, deque(stubs))
        for index, stub in enumerate(queue):
            if stub.key not in taken:
                del queue[index]
                queue.append(stub)
                return stub
        return None


def load_model() -> Spec:
    """Return the built-in model."""
    source = files("lcsite.model") / "models" / "learning-communities.yml"
    model: Spec = yaml.safe_load(source.read_text(encoding="utf-8"))
    return model


def counts(total: int) -> dict[str, int]:
    """Divide `total` entries over the collections, one of each at least."""
    left = total - sum(FIXED.values())
    if left < sum(SHARES.values()):
        message = (
            f"a toolkit with all collections in proportion needs {sum(SHARES.values()) + sum(FIXED.values())} entries"
        )
        raise ValueError(message)
    divided = {name: left * share // 100 for name, share in SHARES.items()}
    divided[max(SHARES, key=SHARES.__getitem__)] += left - sum(divided.values())
    return FIXED | divided


def outline(total: int, prose: Prose) -> Outline:
    """Name `total` entries of the built-in model and the terms of its open vocabularies."""
    model = load_model()
    opened = {
        name: {"terms": dict(_term(prose) for _ in range(TERMS))}
        for name, vocabulary in model["vocabularies"].items()
        if not vocabulary["terms"]
    }
    terms = {
        name: tuple((opened.get(name) or vocabulary)["terms"]) for name, vocabulary in model["vocabularies"].items()
    }
    shelves = {
        collection: tuple(_stub(collection, model["collections"][collection], at, prose) for at in range(count))
        for collection, count in counts(total).items()
    }
    return Outline(model=model, terms=terms, opened=opened, shelves=_shuffled(shelves, prose))


def _term(prose: Prose) -> tuple[str, Spec]:
    label = prose.title(30)
    return slug(label), {"label": {"nl": label.lower(), "en": label.lower()}}


def _stub(collection: str, spec: Spec, position: int, prose: Prose) -> Stub:
    title = prose.title()
    parts = {
        name: tuple(f"deel-{number}" for number in range(1, prose.rng.randint(3, 5)))
        for name, declared in spec.get("fields", {}).items()
        if declared["kind"] == "parts"
    }
    return Stub(collection=collection, id=slug(title), title=title, position=position, parts=parts)


def _shuffled(shelves: Mapping[str, tuple[Stub, ...]], prose: Prose) -> dict[str, tuple[Stub, ...]]:
    """Return each shelf in an order that says nothing about the positions."""
    return {name: tuple(prose.rng.sample(shelf, len(shelf))) for name, shelf in shelves.items()}
