"""One synthetic entry: front matter after the model, and a body of Markdown that mentions other entries."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from benchmarks.bodies import body
from benchmarks.outline import Outline, Spec, Stub
from benchmarks.prose import Prose
from benchmarks.values import Values

Data = dict[str, Any]

LINKS = 8
ADDED = date(2026, 11, 12)

# How often a field is filled that may stay empty.
FILLED = 0.7

# Characters of a text that the model does not limit.
TEXT = 200


class Writer:
    """Writes the entries of one toolkit; its targets go round, so that every entry is linked to."""

    def __init__(self, plan: Outline, prose: Prose) -> None:
        self.plan = plan
        self.prose = prose
        self.rng = prose.rng
        everything = list(plan.stubs())
        self._all = tuple(self.rng.sample(everything, len(everything)))

    def entry(self, stub: Stub) -> tuple[Data, str]:
        """Return the front matter and the body of an entry."""
        spec = self.plan.model["collections"][stub.collection]
        data: Data = {
            "title": stub.title,
            "summary": self.prose.text(spec["card"].get("summary", TEXT)),
            "added": ADDED,
        }
        if self.rng.randrange(3) == 0:
            data["also_known_as"] = [self.prose.title()]
        data |= self._fields(stub, spec)
        taken = {stub.key}
        data |= self._relations(stub, spec, taken)
        mentions = max(self.rng.randint(2, 3), min(5, LINKS + 1 - len(taken)))
        return data, body(spec, self.prose, list(self._mentions(mentions, taken)))

    def _fields(self, stub: Stub, spec: Spec) -> Data:
        values = Values(self.prose, self.plan.terms, stub.position)
        data: Data = {}
        for name, field in spec.get("fields", {}).items():
            if name in stub.parts:
                data[name] = [self._part(part, field, values) for part in stub.parts[name]]
            elif field.get("required") or self.rng.random() < FILLED:
                data[name] = values.of(field, min(field.get("max", TEXT), spec["card"].get(name, TEXT)))
        return data | self._bands(stub, spec)

    def _part(self, part: str, spec: Spec, values: Values) -> Data:
        fields = {name: values.of(field, field.get("max", TEXT)) for name, field in spec["fields"].items()}
        relations = {
            name: [stub.id for stub in [self._next(relation["to"], set())] if stub]
            for name, relation in spec.get("relations", {}).items()
        }
        return {"id": part} | fields | relations

    def _bands(self, stub: Stub, spec: Spec) -> Data:
        """Return the fields along which a relation ascends: a part of a whole is never on a greater scale."""
        bands: Data = {}
        for relation in spec.get("relations", {}).values():
            if name := relation.get("ascending"):
                terms = self.plan.terms[spec["fields"][name]["vocabulary"]]
                bands[name] = terms[stub.position * len(terms) // len(self.plan.shelves[stub.collection])]
        return bands

    def _relations(self, stub: Stub, spec: Spec, taken: set[str]) -> Data:
        """Return references through the entry's relations until it has links enough with the mentions to come."""
        relations: dict[str, Spec] = dict(spec.get("relations", {}))
        if "bibliography" not in spec.get("traits", {}):
            relations["sources"] = {"to": "sources", "min": 1, "fields": {"at": {"kind": "text", "max": 40}}}
        data: Data = {}
        needed = [name for name, relation in relations.items() for _ in range(relation.get("min", 0))]
        more = self.rng.choices(list(spec.get("relations") or relations), k=3 * LINKS) if relations else []
        for name in needed + more:
            relation, filled = relations[name], data.get(name, [])
            wanted = len(filled) < relation.get("min", 0) or len(taken) < LINKS - 1
            if wanted and len(filled) < relation.get("max", 3) and (found := self._target(stub, relation, taken)):
                data[name] = [*filled, self._reference(found, relation)]
        return data

    def _target(self, stub: Stub, relation: Spec, taken: set[str]) -> Stub | None:
        if not relation.get("acyclic"):
            return self._next(relation["to"], taken)
        earlier = [other for other in self.plan.shelves[relation["to"]] if other.position < stub.position]
        found = self.rng.choice(earlier) if earlier else stub
        if found.key in taken:
            return None
        taken.add(found.key)
        return found

    def _next(self, to: str | list[str], taken: set[str]) -> Stub | None:
        """Return an entry of the collection, of the collection that holds the parts, or of one of several."""
        name = (to if isinstance(to, str) else self.rng.choice(to)).partition("#")[0]
        found = self.plan.deal(name, self.plan.shelves[name], taken)
        if found:
            taken.add(found.key)
        return found

    def _reference(self, target: Stub, relation: Spec) -> str | Data:
        """Return the short form, or the long one where the relation has fields of its own."""
        to = relation["to"]
        reference = target.id if isinstance(to, str) else target.key
        if "#" in to:
            reference += f"#{self.rng.choice(target.parts[to.partition('#')[2]])}"
        own = relation.get("fields", {})
        values = Values(self.prose, self.plan.terms, target.position)
        return (
            {"to": reference} | {name: values.of(spec, spec["max"]) for name, spec in own.items()} if own else reference
        )

    def _mentions(self, count: int, taken: set[str]) -> Iterator[str]:
        for _ in range(count):
            if found := self.plan.deal("", self._all, taken):
                taken.add(found.key)
                yield f"[{found.title[0].lower()}{found.title[1:]}](../{found.key}.md)"
