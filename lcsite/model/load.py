"""From the text of a model file to a `Model`, or to what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from lcsite import yaml12
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, escape
from lcsite.model import json_schema
from lcsite.model.make import make_model, make_terms
from lcsite.model.model import Model, Vocabularies, Vocabulary
from lcsite.model.names import unknown_names, unknown_terms
from lcsite.model.traits import TRAITS, options_schema

MODEL_FILE = "model.yml"
NAMED_IN = "mkdocs.yml"
NO_MODEL = Rule("LC250", "no-model", Severity.ERROR)
MALFORMED_MODEL = Rule("LC251", "malformed-model", Severity.ERROR)
UNKNOWN_NAME = Rule("LC252", "unknown-name-in-model", Severity.ERROR)
MAX_MODEL = 1_000_000  # characters; a model is the owner's own, so this only stops a mistake


def load_model(name: str, text: str | None = None) -> tuple[Model | None, tuple[Diagnostic, ...]]:
    """Load a built-in model by its name, or the site's own from its text.

    A model that `extends` another is merged with it, key by key; lists and
    values replace, null removes.
    """
    try:
        data = _merged(name, text, ())
    except _Missing as missing:
        named = Place(path=MODEL_FILE, pointer=missing.pointer) if missing.pointer else Place(path=NAMED_IN, text=name)
        return None, (NO_MODEL.at(named, name=missing.name),)
    except yaml12.Refused as refused:
        return None, (refused.at(MODEL_FILE, 1),)
    validator = _validator()
    data = json_schema.coerce(data, validator.schema)
    faults = tuple(_fault(fault) for fault in validator.faults(data))
    if faults:
        return None, faults
    model = make_model(data)
    return model, tuple(
        UNKNOWN_NAME.at(Place(path=MODEL_FILE, pointer=pointer), name=unknown)
        for pointer, unknown in unknown_names(model)
    )


def load_vocabularies(
    model: Model, documents: Mapping[str, tuple[str, Any]], unreadable: Iterable[str]
) -> tuple[Vocabularies, tuple[Diagnostic, ...]]:
    """Add the terms that content/ brings to the model's vocabularies.

    `documents` maps a vocabulary's id to the path and data of its file;
    `unreadable` are the vocabularies whose file has no data.
    """
    schema = {"$ref": "#/$defs/vocabulary", "$defs": _validator().schema["$defs"]}
    validator = json_schema.Validator(schema)
    vocabularies = dict(model.vocabularies)
    faults: list[Diagnostic] = []
    for name, (path, raw) in sorted(documents.items()):
        data = json_schema.coerce(raw, validator.schema)
        found = [_fault(fault, path) for fault in validator.faults(data)]
        faults += found
        own = vocabularies.get(name)
        if found:
            unreadable = (*unreadable, name)
            continue
        terms = {**(own.terms if own else {}), **make_terms(data.get("terms", {}))}
        label = data.get("label") or (own.label if own else {"nl": name, "en": name})
        vocabularies[name] = Vocabulary(id=name, label=label, terms=terms)
        unknown = unknown_terms(vocabularies[name], "/terms")
        faults += [UNKNOWN_NAME.at(Place(path=path, pointer=pointer), name=term) for pointer, term in unknown]
    for name in unreadable:
        known = vocabularies.get(name) or Vocabulary(id=name, label={"nl": name, "en": name}, terms={})
        vocabularies[name] = replace(known, broken=True)
    return vocabularies, tuple(faults)


@dataclass
class _Missing(Exception):  # noqa: N818 - becomes a diagnostic
    name: str
    pointer: str


def _merged(name: str, text: str | None, seen: tuple[str, ...]) -> dict[str, Any]:
    if text is None:
        resource = files("lcsite.model") / "models" / f"{name}.yml"
        if name in seen or not name.replace("-", "").isalnum() or not resource.is_file():
            raise _Missing(name, "/extends" if seen else "")
        text, seen = resource.read_text("utf-8"), (*seen, name)
    data = yaml12.load(text, MAX_MODEL)
    if not isinstance(data, dict):
        raise yaml12.Refused(yaml12.MALFORMED, 0, problem="mapping")
    parent = data.pop("extends", None)
    if parent is None:
        return data
    return _merge(_merged(str(parent), None, seen or ("",)), data)


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


_META = (files("lcsite.model") / "meta.yml").read_text("utf-8")


def _validator() -> json_schema.Validator:
    """Return the validator of model files; a trait that the schema does not describe is described by its class."""
    schema = _plain(yaml12.load(_META))
    described = schema["$defs"]["traits"]["properties"]
    for name, trait in TRAITS.items():
        described.setdefault(name, options_schema(trait))
    return json_schema.Validator(schema)


def _plain(value: Any) -> Any:
    """Type the numbers and booleans of our own schema, which YAML left as text."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value in {"true", "false"}:
        return value == "true"
    return int(value) if isinstance(value, str) and value.isdigit() else value


def _fault(fault: json_schema.SchemaFault, path: str = MODEL_FILE) -> Diagnostic:
    pointer = fault.pointer + (f"/{escape(fault.name)}" if fault.keyword == "additionalProperties" else "")
    place = Place(path=path, pointer=pointer, key=fault.keyword == "additionalProperties")
    return MALFORMED_MODEL.at(
        place, keyword=fault.keyword, name=fault.name, limit=fault.limit, where=fault.pointer, options=fault.options
    )
