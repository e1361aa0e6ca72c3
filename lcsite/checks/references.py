"""Every reference leads somewhere, and where its relation allows.

A reader who follows one that does not would land nowhere, and the page of the
intended target would not list this entry. Each reference gets one diagnostic
at most: the first thing that is wrong with it.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from lcsite.address import Key, Origin, renamed
from lcsite.diagnostics import Diagnostic, Rule, Severity
from lcsite.inputs import Inputs
from lcsite.library import Entry, Reference
from lcsite.library.classify import BAD_ID, RESERVED_ID
from lcsite.library.faults import closest
from lcsite.model.json_schema import is_id, is_reserved
from lcsite.model.model import Relation

UNKNOWN_REFERENCE = Rule("LC301", "unknown-reference", Severity.ERROR)
WRONG_COLLECTION = Rule("LC302", "wrong-collection", Severity.ERROR)
UNKNOWN_PART = Rule("LC303", "unknown-part", Severity.ERROR)
UNREADABLE_REFERENCE = Rule("LC304", "unreadable-reference", Severity.ERROR)
FORMER_REFERENCE = Rule("LC310", "former-reference", Severity.WARNING)
OTHER_TOOLKIT = Rule("LC313", "other-toolkit", Severity.ERROR)
WANTED_EXISTS = Rule("LC316", "wanted-exists", Severity.WARNING)
NO_PART = Rule("LC318", "no-part", Severity.ERROR)

_MOST_HINTS = 50
"""Looking for the nearest id costs a walk over all of them: not for a thousand faults."""


def faulty_reference(inputs: Inputs) -> Iterator[Diagnostic]:
    """Every reference names something that exists, and that its relation accepts."""
    relations = {
        collection.id: {relation.id: relation for relation in collection.all_relations()}
        for collection in inputs.model.collections.values()
    }
    hints = 0
    for origin, reference in inputs.library.references():
        if reference.image:
            continue
        own = relations[origin.collection] if isinstance(origin, Key) else {}
        relation = own.get(reference.relation, inputs.model.mentions)
        found = _fault(origin, reference, relation, inputs)
        if found is None:
            continue
        if found.rule is UNKNOWN_REFERENCE and (hints := hints + 1) <= _MOST_HINTS:
            found = replace(found, parameters={**found.parameters, "closest": _closest(reference, inputs)})
        yield found


def _fault(origin: Origin, reference: Reference, relation: Relation, inputs: Inputs) -> Diagnostic | None:
    target, place, written = reference.target, reference.place, reference.written
    if target.toolkit:
        return OTHER_TOOLKIT.at(place, toolkit=target.toolkit, written=written)
    if target.page or target.file or target.id is None:
        return _elsewhere(origin, reference, inputs)
    if target.collection is None:
        return UNREADABLE_REFERENCE.at(place, written=written, targets=relation.targets)
    key = Key(collection=target.collection, id=target.id)
    key = inputs.library.former.get(key, key)
    if relation.targets and key.collection not in relation.targets:
        return WRONG_COLLECTION.at(place, relation=relation.id, written=written, targets=relation.targets)
    if target.wanted and key not in inputs.library:
        return _wanted_fault(reference, key, inputs)
    if target.wanted:
        return WANTED_EXISTS.at(place, written=written, name=str(key))
    if key not in inputs.library:
        return _unknown(reference, relation)
    if key != Key(collection=target.collection, id=target.id):
        new = renamed(written, Key(collection=target.collection, id=target.id), key)
        return FORMER_REFERENCE.at(place, written=written, new=new)
    return _part_fault(reference, relation, inputs.library.entries.get(key))


def _wanted_fault(reference: Reference, key: Key, inputs: Inputs) -> Diagnostic | None:
    """Judge a wish: somebody must be able to make the file that it asks for."""
    if key.collection not in inputs.model.collections:
        return _unknown(reference, inputs.model.mentions)
    if is_reserved(key.id):
        return RESERVED_ID.at(reference.place, name=key.id)
    return None if is_id(key.id) else BAD_ID.at(reference.place, name=key.id)


def _part_fault(reference: Reference, relation: Relation, entry: Entry | None) -> Diagnostic | None:
    part = reference.target.part
    if entry is None:
        return None
    if relation.target_part:
        ids = [part.id for part in entry.values.get(relation.target_part, ())]
        if part is None:
            return NO_PART.at(reference.place, written=reference.written, relation=relation.id, known=tuple(ids))
    else:
        ids = list(entry.anchors)
    if part is None or part in ids:
        return None
    return UNKNOWN_PART.at(
        reference.place, written=reference.written, part=part, title=entry.title, closest=closest(part, ids)
    )


def _elsewhere(origin: Origin, reference: Reference, inputs: Inputs) -> Diagnostic | None:
    """Judge a reference to a page, a file, a collection, or a place on its own page."""
    target, place = reference.target, reference.place
    library = inputs.library
    if target.page is not None:
        page = library.pages.get(target.page)
        if page is None:
            return None if target.page in library.broken else _unknown(reference, inputs.model.mentions)
        if target.part and target.part not in page.anchors:
            near = closest(target.part, page.anchors)
            return UNKNOWN_PART.at(place, written=reference.written, part=target.part, title=page.title, closest=near)
        return None
    if target.file is not None:
        return None if target.file in inputs.assets else _unknown(reference, inputs.model.mentions)
    if target.collection is not None:
        known = target.collection in inputs.model.collections
        return None if known else _unknown(reference, inputs.model.mentions)
    if target.part:
        item = library.entries.get(origin) if isinstance(origin, Key) else library.pages.get(origin)
        if item is None or target.part in item.anchors:
            return None
        near = closest(target.part, item.anchors)
        return UNKNOWN_PART.at(place, written=reference.written, part=target.part, title=item.title, closest=near)
    return UNREADABLE_REFERENCE.at(place, written=reference.written, targets=())


def _unknown(reference: Reference, relation: Relation) -> Diagnostic:
    return UNKNOWN_REFERENCE.at(reference.place, relation=relation.id, written=reference.written, closest="")


def _closest(reference: Reference, inputs: Inputs) -> str:
    """Return what was probably meant, written as the reference was; nothing if that is not clear."""
    target = reference.target
    is_link = reference.written.partition("#")[0].endswith((".md", ".yml"))
    if target.page is not None or target.file is not None:
        known = list(inputs.library.pages) if target.page else list(inputs.assets)
        nearest = closest(target.page or target.file or "", known)
    elif target.id is None or target.collection is None:
        return closest(target.collection or "", list(inputs.model.collections))
    elif target.collection not in inputs.model.collections:
        collection = closest(target.collection, list(inputs.model.collections))
        nearest = f"{collection}/{target.id}" if collection else ""
    else:
        nearest = inputs.library.closest(Key(collection=target.collection, id=target.id))
        if nearest and (is_link or "/" in reference.written) and "/" not in nearest:
            nearest = f"{target.collection}/{nearest}"
    if nearest and (is_link or target.file):
        path = nearest if target.page or target.file else f"{nearest}.md"
        return posixpath.relpath(path, posixpath.dirname(reference.place.path) or ".")
    return nearest
