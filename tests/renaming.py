"""A model and its content with every name of the model renamed; what every entry has keeps its name.

A name gets a sign in front that stands nowhere else, so that it can be taken
away again without a guess. Labels, ids of entries and parts, and words stay.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from lcsite import yaml12
from lcsite.model.base import BASE_FIELDS, BASE_VOCABULARIES, FURTHER_READING, MENTIONS, SOURCES

SIGN = "xq-"
KEPT = {*(field.id for field in BASE_FIELDS), SOURCES, FURTHER_READING, MENTIONS, "body", "root", *BASE_VOCABULARIES}

Data = dict[str, Any]


def renamed(name: str) -> str:
    """Return the name of a field, relation, section or term as it is now; one that every model has stays."""
    return name if name in KEPT else f"{SIGN}{name}"


def within(name: str) -> str:
    """Return the name of a field of a part or a link as it is now: there every name is the model's."""
    return f"{SIGN}{name}"


def moved(name: str) -> str:
    """Return the name of a collection, or of what is in one, as it is now: `one`, `one.relation`, `one#part`."""
    parts = re.fullmatch(r"([\w-]+)(?:([.#])([\w-]+))?", name)
    assert parts is not None
    return f"{SIGN}{parts[1]}" + (f"{parts[2]}{renamed(parts[3])}" if parts[2] else "")


class Renaming:
    """Renames a model, and content that follows it."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self.model = model
        self.collections: Data = model["collections"]

    # The model.

    def model_text(self) -> str:
        """Return the model with new names, as the text of a model.yml."""
        vocabularies = {renamed(name): self.vocabulary(each) for name, each in self.model["vocabularies"].items()}
        collections = {moved(name): self.collection(each) for name, each in self.collections.items()}
        new = {**self.model, "vocabularies": vocabularies, "collections": collections}
        return json.dumps(new, ensure_ascii=False, indent=1)

    def vocabulary(self, data: Data) -> Data:
        terms = {
            renamed(name): _with(term, broader=renamed, was=_names) for name, term in data.get("terms", {}).items()
        }
        return {**data, "terms": terms}

    def collection(self, data: Data) -> Data:
        return _with(
            data,
            fields=lambda fields: {renamed(name): self.field(each) for name, each in fields.items()},
            relations=lambda relations: {renamed(name): self.relation(each) for name, each in relations.items()},
            sections=_keys,
            traits=self.traits,
            blocks=lambda blocks: [each if isinstance(each, str) else _with(each, of=_names) for each in blocks],
            facets=_names,
            first=_names,
            card=_keys,
        )

    def inner(self, data: Data) -> Data:
        """Return the fields or relations of a part, or the fields of a link, with new names."""
        return {within(name): self.relation(each) if "to" in each else self.field(each) for name, each in data.items()}

    def field(self, data: Data) -> Data:
        new = _with(data, vocabulary=renamed, fields=self.inner, relations=self.inner)
        if "example" in data:
            new["example"] = _in_each_language(data["example"], lambda example: self.value(example, data))
        return new

    def relation(self, data: Data) -> Data:
        new = _with(
            data,
            to=_moved,
            inverse=lambda inverse: _with(inverse, id=renamed),
            ascending=renamed,
            fields=self.inner,
        )
        if "example" in data:
            new["example"] = _in_each_language(data["example"], lambda example: self.links(example, data))
        return new

    def traits(self, data: Data) -> Data:
        return _with(
            data,
            **dict.fromkeys(("axis", "map", "route", "glossary", "bibliography"), _values),
            hub=lambda hub: {"groups": [_with(group, collection=moved, where=_conditions) for group in hub["groups"]]},
            evidence=lambda evidence: _with(
                evidence,
                counted=moved,
                practice=_conditions,
                diversity=_keys,
                **dict.fromkeys(
                    ("part_of", "through", "used_through", "supported_through", "contradicted_through", "origin"),
                    _moved,
                ),
            ),
        )

    # The content.

    def path(self, path: str) -> str:
        """Return where a file of content/ lies now."""
        folder, slash, rest = path.partition("/")
        if folder == "vocabularies":
            return f"{folder}/{renamed(rest)}"
        return f"{moved(folder)}/{rest}" if slash and folder in self.collections else path

    def text(self, path: str, text: str) -> str:
        """Return a text of content/ with new names, its front matter written in another style."""
        front, body, _ = yaml12.split(text)
        folder = path.partition("/")[0]
        if path.endswith(".yml"):
            data: Any = yaml12.load(text)
            new = self.vocabulary(data) if folder == "vocabularies" else self.entry(data, self.collections[folder])
            return json.dumps(new, ensure_ascii=False, indent=1)
        if front is None or body is None:
            return text
        data = yaml12.load(front) or {}
        new = self.entry(data, self.collections[folder]) if folder in self.collections else data
        return f"---\n{json.dumps(new, ensure_ascii=False, indent=1)}\n---\n{self.body(body)}"

    def body(self, text: str) -> str:
        """Return a Markdown text with new names in its links."""
        known = "|".join(map(re.escape, self.collections))
        text = re.sub(rf"(\]\(<?(?:\.{{1,2}}/)*)({known})(?=[/)#>])", rf"\1{SIGN}\2", text)
        return re.sub(rf"(\[\[\+?)({known})(?=/)", rf"\1{SIGN}\2", text)

    def entry(self, data: Data, collection: Data, name_of: Callable[[str], str] = renamed) -> Data:
        """Return front matter, or a part or link in it, with new names."""
        fields, relations = collection.get("fields", {}), collection.get("relations", {})
        new: Data = {}
        for name, value in data.items():
            if name in relations or name in {SOURCES, FURTHER_READING}:
                new[name_of(name)] = self.links(value, relations.get(name, {}))
            elif name == "formerly":
                new[name] = [self.reference(each) for each in value]
            else:
                new[name_of(name) if name in fields else name] = self.value(value, fields.get(name, {}))
        return new

    def value(self, value: Any, field: Data) -> Any:
        if isinstance(value, list):
            return [self.value(each, field) for each in value]
        if field.get("kind") == "choice" and isinstance(value, str):
            return renamed(value)
        if field.get("kind") == "markdown" and isinstance(value, str):
            return self.body(value)
        return self.entry(value, field, within) if field.get("kind") == "parts" else value

    def links(self, value: Any, relation: Data) -> Any:
        if isinstance(value, list):
            return [self.links(each, relation) for each in value]
        if isinstance(value, dict):
            link = self.entry({name: each for name, each in value.items() if name != "to"}, relation, within)
            return {"to": self.reference(value["to"]), **link}
        return self.reference(value)

    def reference(self, written: str) -> str:
        folder, _, rest = written.removeprefix("+").partition("/")
        return f"{'+' * written.startswith('+')}{moved(folder)}/{rest}" if folder in self.collections else written

    def names(self) -> Iterator[str]:
        """Yield every name that the model defines, as it is called now."""
        found = json.loads(self.model_text())
        yield from set(re.findall(rf"{SIGN}[a-z0-9_-]+", json.dumps(found)))


def _with(data: Data, **changes: Callable[[Any], Any]) -> Data:
    """Return a mapping in which some values have been changed, where they are there."""
    return {name: changes[name](value) if name in changes else value for name, value in data.items()}


def _keys(data: Data) -> Data:
    return {renamed(name): value for name, value in data.items()}


def _values(data: Data) -> Data:
    return {name: renamed(value) for name, value in data.items()}


def _names(names: list[str]) -> list[str]:
    """Rename what a block, a facet or a term names: something of its own, or `collection.relation`."""
    return [moved(each) if "." in each else renamed(each) for each in names]


def _moved(names: Any) -> Any:
    return [moved(each) for each in names] if isinstance(names, list) else moved(names)


def _conditions(data: Data) -> Data:
    return {renamed(name): [renamed(term) for term in terms] for name, terms in data.items()}


def _in_each_language(example: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(example, dict) and set(example) <= {"nl", "en"}:
        return {language: change(each) for language, each in example.items()}
    return change(example)
