"""One document and the model give one entry, or one plain page; pure per document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lcsite.address import Key, Target, read_reference
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, has_errors
from lcsite.document import Document
from lcsite.library.entry import Entry, PlainPage, Reference
from lcsite.library.faults import diagnose
from lcsite.library.growth import modernise, present
from lcsite.library.sections import section_faults
from lcsite.model import base, json_schema
from lcsite.model.json_schema import SchemaFault, Validator, coerce
from lcsite.model.kinds import Reading, read_values
from lcsite.model.model import Collection, Field, Model, Relation, Vocabularies

DUPLICATE_PART = Rule("LC211", "duplicate-part-id", Severity.ERROR)
PART_EQUALS_HEADING = Rule("LC212", "part-equals-heading", Severity.ERROR)
_LINK_COUNTS = {"required", "minItems", "maxItems"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """What one document gave: an entry or a page, and what is wrong with it.

    `broken` says that it must be left out; its readable references stay.
    """

    item: Entry | PlainPage
    faults: tuple[Diagnostic, ...]
    broken: bool


class Schemas:
    """The validators of a model, made when first needed; one set per process."""

    def __init__(self, model: Model, vocabularies: Vocabularies, language: str) -> None:
        self.model = model
        self.vocabularies = vocabularies
        self.language = language
        self._made: dict[str, Validator] = {}

    def of(self, collection: Collection | None) -> Validator:
        """Return the validator of a collection's front matter, or of a plain page's."""
        name = collection.id if collection else ""
        if name not in self._made:
            schema = (
                json_schema.entry_schema(collection, self.vocabularies, self.language)
                if collection
                else json_schema.page_schema(self.language)
            )
            self._made[name] = Validator(schema)
        return self._made[name]


def to_entry(document: Document, key: Key | None, schemas: Schemas) -> Compiled:
    """Type one document: an entry if it has a key, a plain page otherwise."""
    collection = schemas.model.collections[key.collection] if key else None
    data, renamed = modernise(document, collection, schemas.model, schemas.vocabularies)
    validator = schemas.of(collection)
    data = coerce(data, validator.schema)
    refused = list(_refused(data, document.path, validator, collection))
    faults = [*document.faults, *renamed]
    if not document.faults or document.data:  # unreadable front matter is one mistake, not ten
        faults += refused
    reading = Reading(document.path)
    fields = collection.fields if collection else base.PAGE_FIELDS
    values = read_values(data, fields, reading) if not refused else _readable(data)
    known = None if refused else reading
    relations = collection.relations if collection else ()
    references = (
        *_from_data(data, relations, document.path, known),
        *_from_parts(data, fields, document.path, known),
        *_from_text(document, reading, schemas.model),
    )
    faults += reading.faults
    if collection and not has_errors(tuple(faults)):
        faults += section_faults(document, collection, schemas.language)
    parts = tuple(_parts(data, fields))
    headings = _headings(document)
    faults += _part_faults(parts, headings, document.path)
    common: dict[str, Any] = {
        "path": document.path,
        "digest": document.digest,
        "title": str(values.get("title") or data.get("title") or document.path),
        "values": values,
        "lead": document.lead,
        "sections": document.sections,
        "references": references,
        "prose": sum(reading.prose, document.prose),
        "anchors": (*(part for _, part in parts), *headings),
    }
    item = Entry(key=key, **common) if key else PlainPage(**common)
    return Compiled(item=item, faults=tuple(faults), broken=has_errors(tuple(faults)))


def _readable(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the checks ask of a broken entry: where it stood before."""
    former = data.get("formerly")
    return {"formerly": tuple(each for each in former if isinstance(each, str))} if isinstance(former, list) else {}


def _refused(
    data: Mapping[str, Any], path: str, validator: Validator, collection: Collection | None
) -> Iterator[Diagnostic]:
    """Yield what the schema refuses; how many links there are is for the checks."""
    for fault in validator.faults(data):
        if collection is None or not _counts_links(fault, collection):
            yield diagnose(fault, path, validator.schema)


def _counts_links(fault: SchemaFault, collection: Collection) -> bool:
    """Tell whether a fault is about how many links there are, of an entry or of one of its parts."""
    path = (*fault.path, fault.name) if fault.keyword == "required" else fault.path
    if fault.keyword not in _LINK_COUNTS or len(path) not in {1, 3}:
        return False
    field = collection.field(str(path[0])) if len(path) > 1 else None
    relations = field.relations if field else collection.relations
    return any(relation.id == path[-1] for relation in relations)


def _headings(document: Document) -> tuple[str, ...]:
    inner = (anchor for section in document.sections for anchor in (section.id, *section.anchors))
    return (*document.anchors, *inner)


def _parts(data: Mapping[str, Any], fields: tuple[Field, ...]) -> Iterator[tuple[str, str]]:
    """Yield the pointer and id of every part."""
    for field in fields:
        if field.kind != "parts" or not isinstance(data.get(field.id), list):
            continue
        for index, part in enumerate(data[field.id]):
            if isinstance(part, dict) and isinstance(part.get("id"), str):
                yield f"/{field.id}/{index}/id", part["id"]


def _part_faults(parts: tuple[tuple[str, str], ...], headings: tuple[str, ...], path: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for pointer, part in parts:
        place = Place(path=path, pointer=pointer)
        if part in seen:
            yield DUPLICATE_PART.at(place, part=part)
        elif part in headings:
            yield PART_EQUALS_HEADING.at(place, part=part)
        seen.add(part)


def _from_data(
    data: Mapping[str, Any],
    relations: tuple[Relation, ...],
    path: str,
    reading: Reading | None,
    within: str = "",
    part: str | None = None,
) -> Iterator[Reference]:
    """Yield the references that the front matter, or one part of it, makes.

    Without a `reading` the data has been refused: then nothing but the
    references themselves can be relied on.
    """
    for relation in relations:
        links = data.get(relation.id, [])
        single = not isinstance(links, list)
        for index, link in enumerate([links] if single else links):
            pointer = f"{within}/{relation.id}" + ("" if single else f"/{index}")
            values = {}
            written = link
            if isinstance(link, dict):
                written = link.get("to")
                values = read_values(link, relation.fields, replace(reading, pointer=pointer)) if reading else {}
                pointer = f"{pointer}/to"
            if not isinstance(written, str) or not written:
                continue
            yield Reference(
                relation=relation.id,
                target=_complete(read_reference(written), relation),
                written=written,
                place=Place(path=path, pointer=pointer),
                origin_part=part,
                values=values,
            )


def _from_parts(
    data: Mapping[str, Any], fields: tuple[Field, ...], path: str, reading: Reading | None
) -> Iterator[Reference]:
    for field in fields:
        parts = data.get(field.id)
        if not field.relations or not isinstance(parts, list):
            continue
        for index, part in enumerate(parts):
            if isinstance(part, dict):
                within = f"/{field.id}/{index}"
                yield from _from_data(part, field.relations, path, reading, within, str(part.get("id", "")))


def _complete(target: Target | None, relation: Relation) -> Target:
    """Fill in the collection where the relation leads to one only."""
    if target is None:
        return Target()
    if target.collection is None and len(relation.targets) == 1:
        return replace(target, collection=relation.targets[0])
    return target


def _from_text(document: Document, reading: Reading, model: Model) -> Iterator[Reference]:
    """Yield the mentions in the body, and those in Markdown values."""
    placed = [
        (Place(path=document.path, line=each.line, text=each.written.removeprefix("@")), each)
        for each in document.mentions
    ]
    placed += [(Place(path=document.path, pointer=pointer), each) for pointer, each in reading.mentions]
    for place, mention in placed:
        target, outdated = present(mention, document.path, place, model)
        reading.faults += [outdated] if outdated else []
        yield Reference(
            relation=base.MENTIONS,
            target=target,
            written=mention.written.removeprefix("@"),
            place=place,
            sentence=mention.sentence,
            image=mention.image,
        )
