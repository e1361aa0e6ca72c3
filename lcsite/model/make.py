"""From the data of a model file, which its schema has accepted, to the model's types."""

from collections.abc import Iterator, Mapping
from typing import Any

from lcsite.model.base import BASE_FIELDS, BASE_VOCABULARIES, MENTIONS_RELATION, base_relations
from lcsite.model.model import (
    Block,
    Collection,
    Field,
    Inverse,
    Limits,
    Model,
    Relation,
    Section,
    Term,
    Vocabulary,
)
from lcsite.model.traits import read_trait
from lcsite.source import digest

DEFAULT_BLOCKS = ("axis", "lead", "sections", "images", "backlinks", "sources", "contribute")
DEFAULT_HUE = 165


def make_model(data: Mapping[str, Any]) -> Model:
    bibliographies = tuple(
        name for name, collection in data["collections"].items() if "bibliography" in collection.get("traits", {})
    )
    vocabularies = {
        name: Vocabulary(id=name, label=vocabulary.get("label", {}), terms=make_terms(vocabulary.get("terms", {})))
        for name, vocabulary in data.get("vocabularies", {}).items()
    }
    collections = {
        name: _collection(name, collection, bibliographies) for name, collection in data["collections"].items()
    }
    relations = [relation for collection in collections.values() for relation in collection.all_relations()]
    return Model(
        id=data["id"],
        version=data["version"],
        label=data.get("label", {}),
        vocabularies={**BASE_VOCABULARIES, **vocabularies},
        collections=collections,
        relations={relation.name: relation for relation in (*relations, MENTIONS_RELATION)},
        mentions=MENTIONS_RELATION,
        renamed={
            old: name
            for name, collection in data["collections"].items()
            for old in collection.get("was", ())
            if old not in data["collections"]
        },
        digest=digest(repr(data)),
    )


def make_terms(data: Mapping[str, Any]) -> dict[str, Term]:
    return {name: Term(id=name, **_tuples(term)) for name, term in data.items()}


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _collection(name: str, data: Mapping[str, Any], bibliographies: tuple[str, ...]) -> Collection:
    cited = () if name in bibliographies else bibliographies  # a source is what facts are traced to
    relations = (*_relations(data.get("relations", {}), name), *base_relations(name, cited))
    return Collection(
        id=name,
        singular=data["singular"],
        plural=data["plural"],
        slug=data["slug"],
        icon=data.get("icon", "material/file-document-outline"),
        hue=data.get("hue", DEFAULT_HUE),
        help=data.get("help", {}),
        was=tuple(data.get("was", ())),
        first=tuple(data.get("first", ("title", "summary"))),
        fields=(*BASE_FIELDS, *_fields(data.get("fields", {}), name)),
        relations=relations,
        sections=tuple(
            Section(id=key, headings=section["heading"], **{k: v for k, v in section.items() if k != "heading"})
            for key, section in data.get("sections", {}).items()
        ),
        traits=tuple(read_trait(key, options) for key, options in data.get("traits", {}).items()),
        blocks=tuple(_block(block) for block in data.get("blocks", DEFAULT_BLOCKS)),
        facets=tuple(data.get("facets", ())),
        card=data.get("card", {"summary": 240}),
    )


def _block(data: Any) -> Block:
    if isinstance(data, str):
        return Block(name=data)
    return Block(name=data["block"], of=tuple(data.get("of", ())), place=data.get("place"))


def _fields(data: Mapping[str, Any], owner: str) -> Iterator[Field]:
    for name, field in data.items():
        inner = tuple(_fields(field.get("fields", {}), owner))
        relations = tuple(_relations(field.get("relations", {}), owner, name))
        yield Field(id=name, **{**_tuples(field), "fields": inner, "relations": relations})


def _relations(data: Mapping[str, Any], owner: str, part: str | None = None) -> Iterator[Relation]:
    for name, relation in data.items():
        targets = relation["to"] if isinstance(relation["to"], list) else [relation["to"]]
        parts = {target.partition("#")[2] for target in targets}
        yield Relation(
            id=name,
            owner=owner,
            part=part,
            label=relation["label"],
            inverse=Inverse(**relation["inverse"]),
            targets=tuple(target.partition("#")[0] for target in targets),
            target_part=max(parts) or None,
            links=Limits(minimum=relation.get("min", 0), maximum=relation.get("max")),
            incoming=Limits(
                minimum=relation.get("incoming", {}).get("min", 0), maximum=relation.get("incoming", {}).get("max")
            ),
            acyclic=relation.get("acyclic", False),
            ascending=relation.get("ascending"),
            fields=tuple(_fields(relation.get("fields", {}), owner)),
            help=relation.get("help", {}),
            example=relation.get("example"),
            was=tuple(relation.get("was", ())),
        )
