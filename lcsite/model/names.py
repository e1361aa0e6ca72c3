"""Every name that a model uses must be one that it defines, and mean what is needed there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from lcsite.model import base
from lcsite.model.kinds import FIELD_KINDS
from lcsite.model.model import Collection, Field, Model, Relation, Vocabulary
from lcsite.model.traits import Axis, Bibliography, Evidence, Glossary, Hub, Map, Route

Unknown = tuple[str, str]
"""A JSON pointer into the model file, and the name that means nothing."""


def unknown_names(model: Model) -> Iterator[Unknown]:
    """Yield the names in a model that it does not define, or that mean something else there."""
    for vocabulary in model.vocabularies.values():
        yield from unknown_terms(vocabulary, f"/vocabularies/{vocabulary.id}/terms")
    for collection in model.collections.values():
        here = f"/collections/{collection.id}"
        yield from _fields(model, collection.fields, f"{here}/fields")
        yield from _relations(model, collection, here)
        for trait in collection.traits:
            in_trait = _IN_TRAITS.get(type(trait), _nothing)
            yield from in_trait(model, collection, trait, f"{here}/traits")
        yield from _taken_names(collection, here)
        yield from _on_pages(model, collection, here)


def _nothing(*_: object) -> Iterator[Unknown]:
    return iter(())


def unknown_terms(vocabulary: Vocabulary, here: str) -> Iterator[Unknown]:
    """Yield the terms that others are narrower than, and that do not exist."""
    for term in vocabulary.terms.values():
        if term.broader is not None and term.broader not in vocabulary.terms:
            yield f"{here}/{term.id}/broader", term.broader


def _on_pages(model: Model, collection: Collection, here: str) -> Iterator[Unknown]:
    """Yield the unknown names in what pages, cards and facets show."""
    named = {field.id for field in collection.fields} | {relation.id for relation in collection.relations}
    in_blocks = named | _sections(collection)
    yield from ((f"{here}/facets", name) for name in collection.facets if name not in named)
    yield from ((f"{here}/card", name) for name in collection.card if collection.field(name) is None)
    yield from ((f"{here}/first", name) for name in collection.first if name not in named | {"body"})
    for index, block in enumerate(collection.blocks):
        for name in block.of:
            if name not in in_blocks and model.relation(name) is None:
                yield f"{here}/blocks/{index}/of", name


def _taken_names(collection: Collection, here: str) -> Iterator[Unknown]:
    """A name means one thing: a field or a relation, and not one that every entry has.

    A link is known by its relation's name alone, also where a part makes it.
    """
    seen = {base.MENTIONS}
    for group, items in (("fields", collection.fields), ("relations", collection.relations)):
        yield from _repeated((each.id for each in items), seen, f"{here}/{group}")
    links = {base.MENTIONS, *(relation.id for relation in collection.relations)}
    for field in collection.fields:
        inside = f"{here}/fields/{field.id}"
        names = {"id"}
        yield from _repeated((each.id for each in field.fields), names, f"{inside}/fields")
        for relation in field.relations:
            if relation.id in names | links:
                yield f"{inside}/relations/{relation.id}", relation.id
            links.add(relation.id)
    for relation in collection.all_relations():
        yield from _repeated((each.id for each in relation.fields), {"to"}, f"{_place(relation, here)}/fields")


def _repeated(names: Iterable[str], seen: set[str], here: str) -> Iterator[Unknown]:
    for name in names:
        if name in seen:
            yield f"{here}/{name}", name
        seen.add(name)


def _sections(collection: Collection) -> set[str]:
    return {section.id for section in collection.sections}


def _fields(model: Model, fields: tuple[Field, ...], here: str, *, inner: bool = False) -> Iterator[Unknown]:
    """Yield what is wrong with fields; those of a part or a link (`inner`) have no parts themselves."""
    for field in fields:
        if field.kind not in FIELD_KINDS or (inner and field.kind == "parts"):
            yield f"{here}/{field.id}/kind", field.kind
        if field.kind == "choice" and (field.vocabulary or "") not in model.vocabularies:
            yield f"{here}/{field.id}", field.vocabulary or "vocabulary"
        yield from _fields(model, field.fields, f"{here}/{field.id}/fields", inner=True)


def _place(relation: Relation, here: str) -> str:
    """Return where a relation of the collection at `here` stands: perhaps within a field."""
    inside = f"{here}/fields/{relation.part}" if relation.part else here
    return f"{inside}/relations/{relation.id}"


def _relations(model: Model, collection: Collection, here: str) -> Iterator[Unknown]:
    for relation in collection.all_relations():
        place = _place(relation, here)
        if relation.target_part and len(relation.targets) > 1:
            yield f"{place}/to", f"#{relation.target_part}"  # parts of one collection, or entries of several
            continue
        for target in relation.targets:
            if target not in model.collections:
                yield f"{place}/to", target
            elif relation.target_part and not _has_parts(model.collections[target], relation.target_part):
                yield f"{place}/to", f"{target}#{relation.target_part}"
        if relation.ascending and not _is_choice(model, relation):
            yield f"{place}/ascending", relation.ascending
        yield from _fields(model, relation.fields, f"{place}/fields", inner=True)


def _has_parts(collection: Collection, name: str) -> bool:
    field = collection.field(name)
    return field is not None and field.kind == "parts"


def _is_choice(model: Model, relation: Relation) -> bool:
    owners = (relation.owner, *relation.targets)
    known = (model.collections[name] for name in owners if name in model.collections)
    return all(_of_kind(collection, relation.ascending or "", "choice") for collection in known)


def _of_kind(collection: Collection, name: str, *kinds: str) -> bool:
    field = collection.field(name)
    return field is not None and field.kind in kinds


def _hub(model: Model, collection: Collection, trait: Hub, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    for group in trait.groups:
        gathered = model.collections.get(group.collection)
        if gathered is None:
            yield f"{here}/hub/groups", group.collection
        else:
            names = (name for name in group.where if not _of_kind(gathered, name, "choice"))
            yield from ((f"{here}/hub/groups", name) for name in names)


def _axis(model: Model, collection: Collection, trait: Axis, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if not _of_kind(collection, trait.order, "number"):
        yield f"{here}/axis/order", trait.order


def _map(model: Model, collection: Collection, trait: Map, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if collection.relation(trait.relation) is None:
        yield f"{here}/map/relation", trait.relation
    if not _of_kind(collection, trait.bands, "choice"):
        yield f"{here}/map/bands", trait.bands


def _route(model: Model, collection: Collection, trait: Route, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if collection.relation(trait.stops) is None:
        yield f"{here}/route/stops", trait.stops


def _glossary(model: Model, collection: Collection, trait: Glossary, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if not _of_kind(collection, trait.definition, "text", "markdown"):
        yield f"{here}/glossary", trait.definition
    synonyms = collection.field(trait.synonyms)
    if synonyms is None or synonyms.kind != "text" or not synonyms.many:
        yield f"{here}/glossary", trait.synonyms


def _bibliography(model: Model, collection: Collection, trait: Bibliography, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    texts = (trait.authors, trait.subtitle, trait.publisher, trait.doi)
    kinds = (*((name, ("text",)) for name in texts), (trait.year, ("number", "date", "text")), (trait.url, ("url",)))
    for name, allowed in kinds:
        if name and not _of_kind(collection, name, *allowed):
            yield f"{here}/bibliography", name


def _evidence(model: Model, collection: Collection, trait: Evidence, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    here = f"{here}/evidence"
    counted = model.collections.get(trait.counted)
    if counted is None:
        yield f"{here}/counted", trait.counted
    for name in trait.diversity:
        if counted and name != "root" and not _of_kind(counted, name, "choice"):
            yield f"{here}/diversity", name
    reports = {name.partition(".")[0] for name in (*trait.supported_through, *trait.contradicted_through)}
    told = [model.collections[name] for name in sorted(reports & model.collections.keys())]
    for name in trait.practice:
        if not all(_of_kind(each, name, "choice") for each in told):
            yield f"{here}/practice", name
    through = (trait.used_through, trait.supported_through, trait.contradicted_through, trait.origin)
    for name in (trait.part_of, trait.through, *(name for names in through for name in names)):
        if model.relation(name) is None:
            yield here, name


_IN_TRAITS: Mapping[type[Any], Callable[[Model, Collection, Any, str], Iterator[Unknown]]] = {
    Hub: _hub,
    Axis: _axis,
    Map: _map,
    Route: _route,
    Glossary: _glossary,
    Bibliography: _bibliography,
    Evidence: _evidence,
}
