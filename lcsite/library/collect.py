"""All entries and pages together, by their keys and paths."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import groupby

from lcsite.address import Key, Origin
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.library.entry import Entry, PlainPage, Reference
from lcsite.library.faults import CLOSE
from lcsite.library.to_entry import Compiled
from lcsite.model import base
from lcsite.model.json_schema import is_id, is_reserved

CASE_CLASH = Rule("LC123", "ids-differ-in-case-only", Severity.ERROR)
FORMER_ID_TAKEN = Rule("LC311", "id-was-a-former-id", Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What content/ holds, without what is broken.

    `entries` all have a page; `by_collection` are those that indexes list and
    that count: archived ones keep their page and do neither. `hidden` are
    drafts, `broken` the items left out; a reference to either is no mistake of
    the one who made it.
    `former` leads from old keys to present ones, and `wanted` are the keys
    that somebody wishes existed.
    """

    entries: Mapping[Key, Entry]
    by_collection: Mapping[str, tuple[Entry, ...]]
    pages: Mapping[str, PlainPage]
    former: Mapping[Key, Key]
    wanted: tuple[Key, ...]
    broken: Mapping[Origin, Entry | PlainPage]
    hidden: frozenset[Key] = frozenset()
    archived: frozenset[Origin] = frozenset()

    def __contains__(self, key: Key) -> bool:
        """Tell whether an entry has this key, present, broken or hidden."""
        return key in self.entries or key in self.broken or key in self.hidden

    def collection(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of a collection that count, in the order of their ids."""
        return self.by_collection.get(name, ())

    def current(self) -> Iterator[Entry]:
        """Yield the entries that count, by collection and id."""
        for entries in self.by_collection.values():
            yield from entries

    def items(self) -> Iterator[Entry | PlainPage]:
        """Yield all entries and pages."""
        yield from self.entries.values()
        yield from self.pages.values()

    def references(self) -> Iterator[tuple[Origin, Reference]]:
        """Yield every readable reference, those of broken items too."""
        for item in (*self.items(), *self.broken.values()):
            for reference in item.references:
                yield item.origin, reference

    def closest(self, key: Key) -> str:
        """Return the reference that was probably meant, or nothing."""
        ids = [entry.key.id for entry in self.collection(key.collection)]
        near = get_close_matches(key.id, ids, n=1, cutoff=CLOSE) or [name for name in ids if name.startswith(key.id)]
        if near:
            return near[0]
        elsewhere = sorted(str(each) for each in self.entries if each.id == key.id)
        return elsewhere[0] if elsewhere else ""


def collect(
    compiled: Iterable[Compiled], *, drafts: bool, renamed: Mapping[str, str] | None = None
) -> tuple[Library, tuple[Diagnostic, ...]]:
    """Put all items together, sorted; `drafts` shows drafts as if published.

    `renamed` leads from the old name of a collection to its name now.
    """
    items = sorted(compiled, key=lambda each: each.item.path)
    shown = {base.PUBLISHED, base.ARCHIVED, *((base.DRAFT,) if drafts else ())}
    entries: dict[Key, Entry] = {}
    hidden: set[Key] = set()
    broken: dict[Origin, Entry | PlainPage] = {}
    pages: dict[str, PlainPage] = {}
    for each in items:
        item = each.item
        if each.broken:
            broken[item.origin] = item
        elif isinstance(item, PlainPage):
            pages[item.path] = item
        elif item.status in shown:
            entries.setdefault(item.key, item)  # a second one of this name is a fault, and shows nowhere
        else:
            hidden.add(item.key)
    former, faults = _former([each.item for each in items if isinstance(each.item, Entry)], renamed or {})
    entries = dict(sorted(entries.items()))
    current = (entry for entry in entries.values() if entry.status != base.ARCHIVED)
    present = {*entries, *hidden, *(origin for origin in broken if isinstance(origin, Key))}
    library = Library(
        entries=entries,
        by_collection={name: tuple(group) for name, group in groupby(current, lambda entry: entry.key.collection)},
        pages=pages,
        former=former,
        wanted=_wanted((each.item for each in items), present | former.keys()),
        broken=broken,
        hidden=frozenset(hidden),
        archived=frozenset(key for key, entry in entries.items() if entry.status == base.ARCHIVED),
    )
    return library, (*_clashes(items), *faults)


def _wanted(items: Iterable[Entry | PlainPage], present: set[Key]) -> tuple[Key, ...]:
    targets = (reference.target for item in items for reference in item.references)
    wanted = {
        Key(collection=each.collection, id=each.id)
        for each in targets
        if each.wanted and each.collection and each.id and is_id(each.id) and not is_reserved(each.id)
    }
    return tuple(sorted(wanted - present))


def _former(entries: list[Entry], renamed: Mapping[str, str]) -> tuple[dict[Key, Key], list[Diagnostic]]:
    """Return where each former key leads, and the ids that are taken again."""
    present = {entry.key: entry for entry in entries}
    former: dict[Key, Key] = {}
    faults = []
    for entry in entries:
        for index, address in enumerate(entry.values.get("formerly", ())):
            collection, _, name = address.rpartition("/")
            key = Key(collection=renamed.get(collection, collection) or entry.key.collection, id=name)
            taken = present.get(key) or (present.get(former[key]) if key in former else None)
            if taken is not None:
                place = Place(path=entry.path, pointer=f"/formerly/{index}")
                faults.append(FORMER_ID_TAKEN.at(place, address=str(key), path=taken.path))
            else:
                former[key] = entry.key
    return former, faults


def _clashes(items: list[Compiled]) -> Iterator[Diagnostic]:
    """Yield the paths that are one file on a disk that ignores case, or one id twice."""
    seen: dict[str, str] = {}
    for each in items:
        path = each.item.path
        name = str(each.item.key) if isinstance(each.item, Entry) else path.rpartition(".")[0]
        folded = name.lower()
        if folded in seen:
            yield CASE_CLASH.at(Place(path=path, line=1), path=seen[folded])
        seen.setdefault(folded, path)
