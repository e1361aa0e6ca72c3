"""What VS Code needs to complete fields, terms and ids, from the model and the library.

Its YAML extension applies schemas to YAML files only, not to the front matter
of Markdown; there snippets, which VS Code has built in, complete the fields,
with the terms and ids as choices.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from lcsite.inputs import Inputs
from lcsite.model.json_schema import entry_schema, page_schema
from lcsite.model.model import Collection, Field, Relation, say

_MOST_CHOICES = 200


def schemas_of(inputs: Inputs, language: str) -> dict[str, Any]:
    """Return a schema per collection, with the ids that its relations may lead to."""
    schemas = {"page": page_schema(language)}
    for collection in inputs.model.collections.values():
        schema = entry_schema(collection, inputs.vocabularies, language)
        for relation in collection.all_relations():
            part = schema["properties"][relation.part]["items"] if relation.part else schema
            _suggest(part["properties"][relation.id], ids_of(relation, inputs))
        schemas[collection.id] = schema
    return schemas


def settings_of(inputs: Inputs, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of a workspace: those that are known, with ours added or renewed."""
    content = inputs.settings.content
    schemas = {f"./schemas/{name}.json": [f"{content}/{name}/*.yml"] for name in inputs.model.collections}
    markdown = {"editor.quickSuggestions": {"other": "on", "strings": "on"}}
    ours: dict[str, dict[str, Any]] = {"yaml.schemas": schemas, "[markdown]": markdown}
    return {**known, **{name: {**_mapping(known.get(name)), **value} for name, value in ours.items()}}


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def snippets_of(inputs: Inputs, language: str) -> dict[str, Any]:
    """Return a snippet per collection (a new entry), and one per field and relation."""
    snippets: dict[str, Any] = {}
    for collection in inputs.model.collections.values():
        name = say(collection.singular, language)
        lines = list(_new_entry(collection, inputs, language))
        snippets[f"{collection.id}: {name}"] = _snippet(name, lines, say(collection.help, language))
        items: tuple[Field | Relation, ...] = (*collection.fields, *collection.relations)
        for item in items:
            text = f"{item.id}: {_placeholder(item, inputs, 1)}"
            label = f"{item.id} ({name})"
            snippets.setdefault(label, _snippet(item.id, [text], say(item.help, language)))
    return snippets


def ids_of(relation: Relation, inputs: Inputs) -> list[str]:
    """Return every reference that a relation accepts now, written as in front matter."""
    found = []
    for name in relation.targets:
        prefix = f"{name}/" if len(relation.targets) > 1 else ""
        for entry in inputs.library.collection(name):
            parts = entry.values.get(relation.target_part or "", ())
            found += [f"{prefix}{entry.key.id}#{part.id}" for part in parts]
            if not relation.target_part:
                found.append(f"{prefix}{entry.key.id}")
    return found


def _snippet(prefix: str, body: list[str], description: str) -> dict[str, Any]:
    return {"scope": "markdown,yaml", "prefix": prefix, "body": body, "description": description}


def _new_entry(collection: Collection, inputs: Inputs, language: str) -> Iterator[str]:
    """Yield the lines of a new entry: its first fields, and its required sections."""
    yield "---"
    stop = 0
    for name in collection.first:
        item = collection.field(name) or collection.relation(name)
        if item is not None:
            stop += 1
            yield f"{name}: {_placeholder(item, inputs, stop)}"
    yield "---"
    for section in collection.sections:
        if section.required:
            stop += 1
            yield f"## {say(section.headings, language)}"
            yield ""
            yield f"${{{stop}}}"


def _placeholder(item: Field | Relation, inputs: Inputs, stop: int) -> str:
    """Return the place of a value: a choice where the choices are known."""
    if isinstance(item, Relation):
        choices, many = ids_of(item, inputs), item.links.maximum != 1
    else:
        choices, many = list(inputs.vocabularies[item.vocabulary].terms) if item.vocabulary else [], item.many
        if item.kind == "parts":
            return "\n  - id: ${" + str(stop) + "}"
    place = f"${{{stop}|{','.join(choices)}|}}" if 0 < len(choices) <= _MOST_CHOICES else f"${{{stop}}}"
    return f"[{place}]" if many else place


def _suggest(schema: dict[str, Any], ids: list[str]) -> None:
    """Offer ids to the editor's completion; others stay allowed, as a new entry may follow."""
    for inner in ("then", "else", "items"):
        if isinstance(schema.get(inner), dict):
            _suggest(schema[inner], ids)
    if schema.get("type") == "string":
        schema["examples"] = ids
    properties = schema.get("properties")
    if isinstance(properties, dict) and "to" in properties:
        properties["to"] = {**properties["to"], "examples": ids}
