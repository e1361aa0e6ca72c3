"""Every name that a model uses must be one that it defines."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lcsite.model.kinds import FIELD_KINDS
from lcsite.model.model import Collection, Field, Model, Relation
from lcsite.model.traits import Axis, Bibliography, Evidence, Glossary, Hub, Map, Route

Unknown = tuple[str, str]
"""A JSON pointer into the model file, and the name that means nothing."""


def unknown_names(model: Model) -> Iterator[Unknown]:
    """Yield the names in a model that it does not define."""
    for collection in model.collections.values():
        here = f"/collections/{collection.id}"
        yield from _fields(model, collection.fields, f"{here}/fields")
        yield from _relations(model, collection, f"{here}/relations")
        for trait in collection.traits:
            yield from _IN_TRAITS[type(trait)](model, collection, trait, f"{here}/traits")
        yield from _own_names(collection, here)
        yield from _on_pages(model, collection, here)


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


def _own_names(collection: Collection, here: str) -> Iterator[Unknown]:
    """A name means one thing: a field or a relation, and not one that every entry has."""
    seen: set[str] = set()
    for group, items in (("fields", collection.fields), ("relations", collection.relations)):
        for name in (each.id for each in items):
            if name in seen:
                yield f"{here}/{group}/{name}", name
            seen.add(name)


def _sections(collection: Collection) -> set[str]:
    return {section.id for section in collection.sections}


def _fields(model: Model, fields: tuple[Field, ...], here: str) -> Iterator[Unknown]:
    for field in fields:
        if field.kind not in FIELD_KINDS:
            yield f"{here}/{field.id}/kind", field.kind
        if field.kind == "choice" and (field.vocabulary or "") not in model.vocabularies:
            yield f"{here}/{field.id}", field.vocabulary or "vocabulary"
        yield from _fields(model, field.fields, f"{here}/{field.id}/fields")


def _relations(model: Model, collection: Collection, here: str) -> Iterator[Unknown]:
    for relation in collection.all_relations():
        place = (
            f"{here}/{relation.id}" if relation.part is None else here.replace("/relations", f"/fields/{relation.part}")
        )
        if relation.target_part and len(relation.targets) > 1:
            yield f"{place}/to", f"#{relation.target_part}"  # parts of one collection, or entries of several
        for target in relation.targets:
            if target not in model.collections:
                yield f"{place}/to", target
            elif relation.target_part and not _has_parts(model.collections[target], relation.target_part):
                yield f"{place}/to", f"{target}#{relation.target_part}"
        if relation.ascending and not _is_choice(model, relation):
            yield f"{place}/ascending", relation.ascending
        yield from _fields(model, relation.fields, f"{place}/fields")


def _has_parts(collection: Collection, name: str) -> bool:
    field = collection.field(name)
    return field is not None and field.kind == "parts"


def _is_choice(model: Model, relation: Relation) -> bool:
    owners = (relation.owner, *relation.targets)
    fields = (model.collections[name].field(relation.ascending or "") for name in owners if name in model.collections)
    return all(field is not None and field.kind == "choice" for field in fields)


def _hub(model: Model, collection: Collection, trait: Hub, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    for group in trait.groups:
        gathered = model.collections.get(group.collection)
        if gathered is None:
            yield f"{here}/hub/groups", group.collection
        else:
            yield from ((f"{here}/hub/groups", name) for name in group.where if gathered.field(name) is None)


def _axis(model: Model, collection: Collection, trait: Axis, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if collection.field(trait.order) is None:
        yield f"{here}/axis/order", trait.order


def _map(model: Model, collection: Collection, trait: Map, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if collection.relation(trait.relation) is None:
        yield f"{here}/map/relation", trait.relation
    if collection.field(trait.bands) is None:
        yield f"{here}/map/bands", trait.bands


def _route(model: Model, collection: Collection, trait: Route, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    if collection.relation(trait.stops) is None:
        yield f"{here}/route/stops", trait.stops


def _glossary(model: Model, collection: Collection, trait: Glossary, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    for name in (trait.definition, trait.synonyms):
        if collection.field(name) is None:
            yield f"{here}/glossary", name


def _bibliography(*_: object) -> Iterator[Unknown]:
    return iter(())


def _evidence(model: Model, collection: Collection, trait: Evidence, here: str) -> Iterator[Unknown]:  # noqa: ARG001
    here = f"{here}/evidence"
    counted = model.collections.get(trait.counted)
    if counted is None:
        yield f"{here}/counted", trait.counted
    for name in trait.diversity:
        if counted and name != "root" and counted.field(name) is None:
            yield f"{here}/diversity", name
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
