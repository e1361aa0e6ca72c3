"""The model as JSON Schema 2020-12: one schema for validation, editors and forms."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import jsonschema_rs

from lcsite.address import ID, LANGUAGE, MAX_ID, RESERVED_IDS
from lcsite.diagnostics import escape
from lcsite.model.base import PAGE_FIELDS
from lcsite.model.kinds import Schema, either, record, schema_of
from lcsite.model.model import Collection, Field, Relation, Vocabularies, say
from lcsite.model.values import read_date

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WHOLE = re.compile(r"[-+]?\d{1,300}\Z", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?\Z", re.ASCII)
_WEB = re.compile(r"https?://[^\s/]+\S*\Z", re.IGNORECASE)
_FOLDER = re.compile(r"[a-z0-9_-]+\Z")


def entry_schema(collection: Collection, vocabularies: Vocabularies, language: str) -> Schema:
    """Return the schema of the front matter of an entry."""
    schema = _described(collection.fields, vocabularies, language)
    for relation in collection.relations:
        _add_relation(schema, relation, vocabularies, language)
    return {"$schema": DIALECT, "title": say(collection.singular, language), **schema}


def page_schema(language: str) -> Schema:
    """Return the schema of the front matter of a plain page."""
    schema = _described(PAGE_FIELDS, {}, language)
    schema["required"] = ["title"]
    return {"$schema": DIALECT, **schema}


def _described(fields: tuple[Field, ...], vocabularies: Vocabularies, language: str) -> Schema:
    properties: Schema = {}
    for field in fields:
        schema = schema_of(field, vocabularies)
        if field.kind == "parts":
            parts = _described(field.fields, vocabularies, language)
            for relation in field.relations:
                _add_relation(parts, relation, vocabularies, language)
            items = schema["items"]
            properties_of_part = {"id": items["properties"]["id"], **parts["properties"]}
            schema["items"] = record(properties_of_part, ["id", *parts["required"]])
        properties[field.id] = {**schema, **_annotations(field, schema, language)}
        if field.vocabulary:
            terms = vocabularies[field.vocabulary].terms.values()
            target = properties[field.id].get("items", properties[field.id])
            target["markdownEnumDescriptions"] = [_describe(term, language) for term in terms]
    return record(properties, [field.id for field in fields if field.required])


def _describe(term: Any, language: str) -> str:
    definition = say(term.definition, language)
    return f"**{say(term.label, language)}** {definition}".strip()


def _annotations(item: Field | Relation, schema: Schema, language: str) -> Schema:
    notes: Schema = {"title": say(item.label, language)}
    if item.help:
        notes["description"] = say(item.help, language)
    if item.example is not None:
        example = item.example
        notes["examples"] = [coerce(say(example, language) if _is_label(example) else example, schema)]
    return notes


def _is_label(example: Any) -> bool:
    return isinstance(example, Mapping) and set(example) <= {"nl", "en"}


def _add_relation(schema: Schema, relation: Relation, vocabularies: Vocabularies, language: str) -> None:
    reference = {"type": "string", "minLength": 1, "maxLength": 2 * MAX_ID}
    own = _described(relation.fields, vocabularies, language)
    one = either(record({"to": reference, **own["properties"]}, ["to", *own["required"]]), reference)
    links: Schema = {"type": "array", "items": one}
    limits = relation.links
    if limits.minimum:
        links["minItems"] = limits.minimum
        schema["required"] = [*schema["required"], relation.id]
    if limits.maximum:
        links["maxItems"] = limits.maximum
    if limits.maximum == 1:
        links = {"if": {"type": "array"}, "then": links, "else": one}
    links["x-targets"] = [
        f"{name}#{relation.target_part}" if relation.target_part else name for name in relation.targets
    ]
    schema["properties"][relation.id] = {**links, **_annotations(relation, links, language)}


def coerce(value: Any, schema: Schema, definitions: Schema | None = None) -> Any:
    """Give text the type that the schema wants, where it can be read as such.

    YAML leaves `2022` and `true` as text here; the schema says what they are.
    Empty values are left out, as if nobody had begun to write them.
    `definitions` are what `$ref` names in the schema.
    """
    definitions = schema.get("$defs", {}) if definitions is None else definitions
    schema = _branch(value, schema, definitions)
    if isinstance(value, str):
        return _scalar(value, schema.get("type"))
    if isinstance(value, list):
        items = schema.get("items", {})
        return ["" if item is None else coerce(item, items, definitions) for item in value]
    if isinstance(value, Mapping):
        properties, other = schema.get("properties", {}), schema.get("additionalProperties") or {}
        named = ((name, item, properties.get(name, other)) for name, item in value.items() if item is not None)
        return {name: coerce(item, part if isinstance(part, dict) else {}, definitions) for name, item, part in named}
    return value


def _scalar(value: str, kind: Any) -> Any:
    if kind in ("number", "integer") and _WHOLE.match(value):
        return int(value)
    if kind in ("number", "integer") and _NUMBER.match(value):
        number = float(value)
        if not isfinite(number):
            return value
        return int(number) if number.is_integer() and "e" not in value.lower() else number
    if kind == "boolean" and value in {"true", "false"}:
        return value == "true"
    return value


def _branch(value: Any, schema: Schema, definitions: Schema) -> Schema:
    """Follow the references and choices of a schema that has them."""
    if "$ref" in schema:
        return _branch(value, definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "if" in schema:
        wanted = dict if schema["if"]["type"] == "object" else list
        return _branch(value, schema["then"] if isinstance(value, wanted) else schema["else"], definitions)
    return schema


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """What does not fit a schema: where, which keyword, and its parameters."""

    path: tuple[str | int, ...]
    keyword: str
    name: str = ""
    limit: int | float | str = 0
    options: tuple[str, ...] = ()

    @property
    def pointer(self) -> str:
        """The place as a JSON pointer."""
        return "".join(f"/{escape(step)}" for step in self.path)


class Validator:
    """Holds data against one schema. Not picklable: make one per process."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self._validator = jsonschema_rs.validator_for(schema, validate_formats=True, formats=_FORMATS)

    def faults(self, data: Any) -> Iterator[SchemaFault]:
        """Yield what does not fit, in the order in which it was found."""
        if self._validator.is_valid(data):
            return
        for error in self._validator.iter_errors(data):
            yield from _read_error(error)


def _read_error(error: Any) -> Iterator[SchemaFault]:
    kind, path = error.kind, tuple(error.instance_path)
    name = kind.name
    if name == "additionalProperties":
        yield from (SchemaFault(path=path, keyword=name, name=key) for key in kind.unexpected)
    elif name == "required":
        yield SchemaFault(path=path, keyword=name, name=kind.property)
    elif name == "enum":
        yield SchemaFault(path=path, keyword=name, name=str(error.instance), options=tuple(map(str, kind.options)))
    elif name == "type":
        types = kind.types if isinstance(kind.types, list) else [kind.types]
        yield SchemaFault(path=path, keyword=name, options=tuple(map(str, types)))
    else:
        limit = getattr(kind, "limit", None) or getattr(kind, "format", None) or 0
        yield SchemaFault(path=path, keyword=name, name=str(error.instance)[:80], limit=limit)


def _is_date(value: str) -> bool:
    try:
        read_date(value)
    except ValueError:
        return False
    return True


def is_id(text: str) -> bool:
    """Tell whether a text may be the id of an entry."""
    return bool(ID.match(text)) and len(text) <= MAX_ID


def _is_address(value: str) -> bool:
    folder, slash, name = value.rpartition("/")
    return is_id(name) and not is_reserved(name) and (not slash or bool(_FOLDER.match(folder)))


def is_reserved(text: str) -> bool:
    """Tell whether an id means something else: an index, a device, a language."""
    return text.lower() in RESERVED_IDS or (len(text) == 2 and bool(LANGUAGE.match(text)))  # noqa: PLR2004


_FORMATS = {
    "partial-date": _is_date,
    "web-address": lambda value: bool(_WEB.match(value)),
    "entry-address": _is_address,
    "part-id": is_id,
}
