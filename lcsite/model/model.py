"""The model's types: collections, fields, relations, sections, vocabularies."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

Label = Mapping[str, str]
"""A text per language."""

Trait = TypeVar("Trait")


def say(label: Label, language: str) -> str:
    """Return the text in a language, or in the first one that there is."""
    return label.get(language) or next(iter(label.values()), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many links; `maximum` None is no limit."""

    minimum: int = 0
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A named value of an entry, a part or a relation."""

    id: str
    kind: str
    label: Label
    required: bool = False
    many: bool = False
    min: float | None = None
    max: float | None = None
    whole: bool = False
    unit: Label = field(default_factory=dict)
    vocabulary: str | None = None
    translatable: bool = False
    help: Label = field(default_factory=dict)
    example: Any = None
    was: tuple[str, ...] = ()
    fields: "tuple[Field, ...]" = ()
    relations: "tuple[Relation, ...]" = ()

    @property
    def naming(self) -> str:
        """The field that names a part: the first text that every part has; nothing if there is none."""
        return next((each.id for each in self.fields if each.kind == "text" and each.required), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverse:
    """The derived other side of a relation, as its target sees it."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A named link from an entry, or from a part of it, to entries or parts.

    `owner` is the collection it belongs to (`*` for all), `part` the parts
    field that carries it, `targets` the collections it may lead to (none: any),
    `target_part` the parts field that it may lead to.
    """

    id: str
    owner: str
    label: Label
    inverse: Inverse
    targets: tuple[str, ...] = ()
    part: str | None = None
    target_part: str | None = None
    links: Limits = field(default_factory=Limits)
    incoming: Limits = field(default_factory=Limits)
    acyclic: bool = False
    ascending: str | None = None
    fields: tuple[Field, ...] = ()
    help: Label = field(default_factory=dict)
    example: Any = None
    was: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name by which traits and blocks refer to it: `collection.relation`."""
        return f"{self.owner}.{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A level-2 heading of the body."""

    id: str
    headings: Label
    required: bool = False
    max_words: int | None = None
    help: Label = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an entry's page: which, about what, and where."""

    name: str
    of: tuple[str, ...] = ()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a vocabulary."""

    id: str
    label: Label
    definition: Label = field(default_factory=dict)
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: str | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words that a choice is made from, in their order.

    One that is `broken` has lost terms in a file with a fault: any word may be one of them.
    """

    id: str
    label: Label
    terms: Mapping[str, Term]
    broken: bool = False


Vocabularies = Mapping[str, Vocabulary]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A kind of entry: one folder of content/."""

    id: str
    singular: Label
    plural: Label
    slug: Label
    icon: str
    hue: int
    fields: tuple[Field, ...]
    relations: tuple[Relation, ...]
    sections: tuple[Section, ...]
    traits: tuple[Any, ...]
    blocks: tuple[Block, ...]
    facets: tuple[str, ...]
    card: Mapping[str, int]
    first: tuple[str, ...]
    help: Label = field(default_factory=dict)
    was: tuple[str, ...] = ()

    def field(self, name: str) -> Field | None:
        """Return a field by its id."""
        return next((each for each in self.fields if each.id == name), None)

    def relation(self, name: str) -> Relation | None:
        """Return a relation of the entry itself by its id."""
        return next((each for each in self.relations if each.id == name), None)

    def all_relations(self) -> Iterator[Relation]:
        """Yield the relations of the entry and those of its parts."""
        yield from self.relations
        for each in self.fields:
            yield from each.relations

    def trait(self, kind: type[Trait]) -> Trait | None:
        """Return the collection's trait of a kind, if it has it."""
        return next((each for each in self.traits if isinstance(each, kind)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A content model: all that a toolkit may contain.

    `relations` holds every relation by its full name, in the model's order,
    *mentions* last. `renamed` leads from the old name of a collection to its
    name now.
    """

    id: str
    version: int
    label: Label
    collections: Mapping[str, Collection]
    vocabularies: Vocabularies
    mentions: Relation
    relations: Mapping[str, Relation]
    renamed: Mapping[str, str]
    digest: str

    def with_trait(self, kind: type[Trait]) -> Iterator[tuple[Collection, Trait]]:
        """Yield the collections that have a trait, with it."""
        for collection in self.collections.values():
            trait = collection.trait(kind)
            if trait is not None:
                yield collection, trait

    def relation(self, name: str) -> Relation | None:
        """Return a relation by its full name, `collection.relation`."""
        return self.relations.get(name)
