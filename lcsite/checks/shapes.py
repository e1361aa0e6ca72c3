"""The links of a relation have the shape that the model asks for."""

from collections.abc import Iterator

from lcsite.address import Key
from lcsite.diagnostics import Diagnostic, Rule, Severity
from lcsite.graph import Link
from lcsite.inputs import Inputs
from lcsite.model import base
from lcsite.model.model import Relation

SELF_REFERENCE = Rule("LC307", "self-reference", Severity.ERROR)
CIRCLE = Rule("LC308", "circle", Severity.ERROR)
DESCENDING_LINK = Rule("LC309", "descending-link", Severity.ERROR)


def self_reference(inputs: Inputs) -> Iterator[Diagnostic]:
    """No entry has a relation with itself."""
    for origin, links in inputs.graph.links.items():
        for link in links:
            if link.target == origin and link.relation.id != base.MENTIONS and link.origin_part is None:
                yield SELF_REFERENCE.at(link.place, relation=link.relation.id)


def circle(inputs: Inputs) -> Iterator[Diagnostic]:
    """A relation that is acyclic in the model never leads back to where it started.

    "Larger" and "part of" mean nothing in a circle. Each circle is reported
    once, at the link that closes it in the order of the ids.
    """
    for collection in inputs.model.collections.values():
        for relation in collection.relations:
            if relation.acyclic:
                yield from _circles(relation, inputs)


def _circles(relation: Relation, inputs: Inputs) -> Iterator[Diagnostic]:
    """Walk depth first, without recursion, and report each link back into the present walk."""
    done: set[Key] = set()
    for start in inputs.library.entries:
        if start in done or start.collection != relation.owner:
            continue
        walk: list[tuple[Key, Iterator[Link]]] = [(start, iter(inputs.graph.of(start, relation.id)))]
        inside = {start: 0}
        while walk:
            key, links = walk[-1]
            link = next(links, None)
            if link is None:
                done.add(key)
                del inside[key]
                walk.pop()
            elif link.target in inside and link.target != key:
                names = [str(each.id) for each, _ in walk[inside[link.target] :]]
                yield CIRCLE.at(link.place, relation=relation.id, path=" → ".join([*names, link.target.id]))
            elif link.target not in done and link.target != key:
                inside[link.target] = len(walk)
                walk.append((link.target, iter(inputs.graph.of(link.target, relation.id))))


def descending_link(inputs: Inputs) -> Iterator[Diagnostic]:
    """A relation that ascends leads to the same step of its vocabulary, or an earlier one."""
    for collection in inputs.model.collections.values():
        for relation in collection.relations:
            if relation.ascending:
                yield from _descents(relation, relation.ascending, inputs)


def _descents(relation: Relation, name: str, inputs: Inputs) -> Iterator[Diagnostic]:
    field = inputs.model.collections[relation.owner].field(name)
    vocabulary = inputs.vocabularies.get(field.vocabulary or "") if field else None
    order = {term: index for index, term in enumerate(vocabulary.terms)} if vocabulary else {}
    for entry in inputs.library.collection(relation.owner):
        own = order.get(str(entry.values.get(name)))
        for link in inputs.graph.of(entry.key, relation.id):
            target = inputs.library.entries.get(link.target)
            other = order.get(str(target.values.get(name))) if target else None
            if own is not None and other is not None and other > own:
                yield DESCENDING_LINK.at(link.place, relation=relation.id, target=link.target.id, field=name)
