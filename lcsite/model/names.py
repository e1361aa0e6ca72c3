"""Every name that a model uses must be one that it defines."""

from collections.abc import Iterator

from lcsite.model.kinds import FIELD_KINDS
from lcsite.model.model import Collection, Field, Model, Relation
from lcsite.model.traits import Axis, Evidence, Glossary, Hub, Map, Route

Unknown = tuple[str, str]
"""A JSON pointer into the model file, and the name that means nothing."""


def unknown_names(model: Model) -> Iterator[Unknown]:
    """Yield the names in a model that it does not define."""
    for collection in model.collections.values():
        here = f"/collections/{collection.id}"
        yield from _fields(model, collection.fields, f"{here}/fields")
        yield from _relations(model, collection, f"{here}/relations")
        yield from _traits(model, collection, f"{here}/traits")
        named = {field.id for field in collection.fields} | {relation.id for relation in collection.relations}
        yield from _own_names(collection, here)
        for index, facet in enumerate(collection.facets):
            if facet not in named:
                yield f"{here}/facets/{index}", facet
        for name in collection.card:
            if collection.field(name) is None:
                yield f"{here}/card", name
        for index, name in enumerate(collection.first):
            if name not in named | {"body"}:
                yield f"{here}/first/{index}", name
        for index, block in enumerate(collection.blocks):
            for name in block.of:
                if name not in named and model.relation(name) is None and name not in _sections(collection):
                    yield f"{here}/blocks/{index}/of", name


def _own_names(collection: Collection, here: str) -> Iterator[Unknown]:
    """A name means one thing: a field or a relation, and not one that every entry has."""
    seen: set[str] = set()
    for each in (*collection.fields, *collection.relations):
        if each.id in seen:
            yield f"{here}/{'fields' if isinstance(each, Field) else 'relations'}/{each.id}", each.id
        seen.add(each.id)


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
        place = f"{here}/{relation.id}" if relation.part is None else here.replace("/relations", f"/fields/{relation.part}")
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


def _traits(model: Model, collection: Collection, here: str) -> Iterator[Unknown]:
    for trait in collection.traits:
        match trait:
            case Hub(groups=groups):
                for group in groups:
                    if group.collection not in model.collections:
                        yield f"{here}/hub/groups", group.collection
                    else:
                        known = {field.id for field in model.collections[group.collection].fields}
                        yield from ((f"{here}/hub/groups", name) for name in group.where if name not in known)
            case Axis(order=name):
                if collection.field(name) is None:
                    yield f"{here}/axis/order", name
            case Glossary():
                for name in (trait.definition, trait.synonyms):
                    if collection.field(name) is None:
                        yield f"{here}/glossary", name
            case Map(relation=relation, bands=bands):
                if collection.relation(relation) is None:
                    yield f"{here}/map/relation", relation
                if collection.field(bands) is None:
                    yield f"{here}/map/bands", bands
            case Route(stops=stops):
                if collection.relation(stops) is None:
                    yield f"{here}/route/stops", stops
            case Evidence():
                yield from _evidence(model, trait, f"{here}/evidence")


def _evidence(model: Model, trait: Evidence, here: str) -> Iterator[Unknown]:
    if trait.counted not in model.collections:
        yield f"{here}/counted", trait.counted
    through = (trait.used_through, trait.supported_through, trait.contradicted_through, trait.origin)
    counted = model.collections.get(trait.counted)
    for name in trait.diversity:
        if counted and name != "root" and counted.field(name) is None:
            yield f"{here}/diversity", name
    for name in (trait.part_of, trait.through, *(name for names in through for name in names)):
        if model.relation(name) is None:
            yield here, name
