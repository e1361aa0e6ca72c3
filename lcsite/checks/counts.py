"""A relation has as many links as the model asks for, at either end."""

from collections import Counter
from collections.abc import Iterator

from lcsite.address import Key
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.library import Entry, Library
from lcsite.model.model import Limits, Relation

TOO_FEW_LINKS = Rule("LC305", "too-few-links", Severity.ERROR)
TOO_MANY_LINKS = Rule("LC306", "too-many-links", Severity.ERROR)
DUPLICATE_LINK = Rule("LC315", "duplicate-link", Severity.WARNING)
INCOMING_LINKS = Rule("LC317", "incoming-links", Severity.ERROR)


def link_count(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every relation has enough links, not too many, and each once."""
    for entry in inputs.library.entries.values():
        collection = inputs.model.collections[entry.key.collection]
        made = Counter((reference.origin_part, reference.relation) for reference in entry.references)
        for relation in collection.relations:
            yield from _outgoing(entry, relation, made[None, relation.id], "")
        for field in collection.fields:
            for index, part in enumerate(entry.values.get(field.id, ()) if field.relations else ()):
                for relation in field.relations:
                    yield from _outgoing(entry, relation, made[part.id, relation.id], f"/{field.id}/{index}")
        yield from _repeated(entry)
    yield from _incoming(inputs)


def _outgoing(entry: Entry, relation: Relation, count: int, within: str) -> Iterator[Diagnostic]:
    place = Place(path=entry.path, pointer=f"{within}/{relation.id}", key=True)
    limits = relation.links
    if count < limits.minimum:
        yield TOO_FEW_LINKS.at(place, relation=relation.id, count=count, limit=limits.minimum)
    if limits.maximum is not None and count > limits.maximum:
        yield TOO_MANY_LINKS.at(place, relation=relation.id, count=count, limit=limits.maximum)


def _repeated(entry: Entry) -> Iterator[Diagnostic]:
    seen = set()
    for reference in entry.references:
        if reference.sentence or reference.place.pointer is None or reference.target.id is None:
            continue  # a text may name the same entry twice
        once = (reference.relation, reference.origin_part, reference.target)
        if once in seen:
            yield DUPLICATE_LINK.at(reference.place, relation=reference.relation, written=reference.written)
        seen.add(once)


def _incoming(inputs: Inputs) -> Iterator[Diagnostic]:
    for collection in inputs.model.collections.values():
        for relation in collection.all_relations():
            if relation.incoming != Limits():
                yield from _incoming_of(relation, inputs)


def _incoming_of(relation: Relation, inputs: Inputs) -> Iterator[Diagnostic]:
    """Judge the links that arrive; silent where a broken entry could be the cause."""
    limits = relation.incoming
    broken = named_by_broken(inputs.library)
    for target in relation.targets:
        for entry in inputs.library.collection(target):
            count = len(inputs.graph.to(entry.key, relation.name))
            few = count < limits.minimum and entry.key not in broken
            if few or (limits.maximum is not None and count > limits.maximum):
                limit = limits.minimum if few else limits.maximum
                place = Place(path=entry.path, line=1)
                yield INCOMING_LINKS.at(place, relation=relation.name, count=count, limit=limit, few=few)


def named_by_broken(library: Library) -> frozenset[Key]:
    """Return the keys that entries which were left out name: their backlinks are missing for now."""
    references = (reference for item in library.broken.values() for reference in item.references)
    targets = (reference.target for reference in references)
    return frozenset(Key(collection=each.collection, id=each.id) for each in targets if each.collection and each.id)
