"""Old names of a model that has grown: read as the new ones, with a warning.

`renames` is what `lcsite fix` rewrites, `modernise` what the compiler reads
meanwhile.
"""

from collections.abc import Mapping
from typing import Any

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.document import Document
from lcsite.model.model import Collection, Field, Relation, Vocabularies

OUTDATED_NAME = Rule("LC230", "outdated-name", Severity.WARNING)


def modernise(
    document: Document, collection: Collection | None, vocabularies: Vocabularies
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Return the front matter with new names for old, and a warning for each."""
    if collection is None:
        return document.data, ()
    faults: list[Diagnostic] = []
    data = _mapping(document.data, collection.fields, collection.relations, vocabularies, document.path, "", faults)
    return data, tuple(faults)


def _mapping(
    data: Mapping[str, Any],
    fields: tuple[Field, ...],
    relations: tuple[Relation, ...],
    vocabularies: Vocabularies,
    path: str,
    pointer: str,
    faults: list[Diagnostic],
) -> dict[str, Any]:
    new_names = {old: field.id for field in fields for old in field.was}
    new_names |= {old: relation.id for relation in relations for old in relation.was}
    by_id = {field.id: field for field in fields}
    renewed: dict[str, Any] = {}
    for name, value in data.items():
        here = f"{pointer}/{name}"
        new = new_names.get(name, name)
        if new != name and new not in data:
            faults.append(OUTDATED_NAME.at(Place(path=path, pointer=here, key=True), old=name, new=new))
        else:
            new = name
        field = by_id.get(new)
        if field is not None and field.vocabulary and field.vocabulary in vocabularies:
            value = _terms(value, field, vocabularies, path, here, faults)  # noqa: PLW2901
        elif field is not None and field.kind == "parts" and isinstance(value, list):
            value = [  # noqa: PLW2901
                _mapping(part, field.fields, field.relations, vocabularies, path, f"{here}/{index}", faults)
                if isinstance(part, dict)
                else part
                for index, part in enumerate(value)
            ]
        renewed[new] = value
    return renewed


def _terms(
    value: Any, field: Field, vocabularies: Vocabularies, path: str, pointer: str, faults: list[Diagnostic]
) -> Any:
    if isinstance(value, list):
        return [_terms(item, field, vocabularies, path, f"{pointer}/{n}", faults) for n, item in enumerate(value)]
    terms = vocabularies[field.vocabulary or ""].terms
    if not isinstance(value, str) or value in terms:
        return value
    for term in terms.values():
        if value in term.was:
            faults.append(OUTDATED_NAME.at(Place(path=path, pointer=pointer), old=value, new=term.id))
            return term.id
    return value
