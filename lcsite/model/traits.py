"""What makes a collection more than typed pages; a trait is data in the model."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from lcsite.model.model import Label

Conditions = Mapping[str, tuple[str, ...]]
"""Field → the terms of which it must hold one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Entries that a hub gathers under one heading."""

    label: Label
    collection: str
    where: Conditions = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The page gathers incoming entries, each in the first group that fits."""

    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The entries are the ordered steps along which everything else is placed."""

    order: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The relation that is drawn, and the choice whose terms are its bands."""

    relation: str
    bands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A step of the evidence ladder: at least `minimum` counted entries."""

    label: Label
    minimum: int
    diverse: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How experience with an entry is counted; see docs/model.md, "Evidence".

    `diversity` holds, per choice field of the counted collection (or `root`,
    the topmost entry along `part_of`), how many different ones are needed.
    """

    counted: str
    part_of: str
    through: str
    used_through: tuple[str, ...] = ()
    supported_through: tuple[str, ...] = ()
    contradicted_through: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    practice: Conditions = field(default_factory=dict)
    diversity: Mapping[str, int] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An ordered walk: the relation whose links are its stops."""

    stops: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The words of the toolkit: their definition and their synonyms."""

    definition: str
    synonyms: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bibliography:
    """The entries are what facts can be traced to; the fields that a citation is made of."""

    authors: str = ""
    year: str = ""
    subtitle: str = ""
    publisher: str = ""
    url: str = ""
    doi: str = ""


TRAITS: Mapping[str, type[Any]] = {
    "hub": Hub,
    "axis": Axis,
    "map": Map,
    "evidence": Evidence,
    "route": Route,
    "glossary": Glossary,
    "bibliography": Bibliography,
}


_TYPES: Mapping[Any, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}


def options_schema(trait: type[Any]) -> dict[str, Any]:
    """Return the JSON Schema of a trait's options in a model file, as far as its fields tell."""
    known = {each.name: _TYPES.get(each.type) for each in fields(trait)}
    required = [each.name for each in fields(trait) if each.default is MISSING and each.default_factory is MISSING]
    properties = {name: {"type": kind} if kind else {} for name, kind in known.items()}
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def read_trait(name: str, options: Mapping[str, Any]) -> Any:
    """Make a trait of its options in the model, which its schema has accepted."""
    options = dict(options)
    if name == "hub":
        options["groups"] = tuple(
            Group(label=group["label"], collection=group["collection"], where=_conditions(group.get("where", {})))
            for group in options["groups"]
        )
    if name == "evidence":
        options["practice"] = _conditions(options.get("practice", {}))
        options["levels"] = tuple(
            Level(label=level["label"], minimum=level["min"], diverse=level.get("diverse", False))
            for level in options.get("levels", ())
        )
    return TRAITS[name](**{key: tuple(value) if isinstance(value, list) else value for key, value in options.items()})


def _conditions(options: Mapping[str, Any]) -> Conditions:
    return {name: tuple(terms) for name, terms in options.items()}
