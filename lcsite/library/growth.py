"""Old names of a model that has grown: read as the new ones, with a warning.

The warnings are what `lcsite fix` rewrites; `modernise` gives what the compiler
reads meanwhile.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lcsite.address import Key, Target, read_link, renamed
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, escape
from lcsite.document import Document
from lcsite.markup import Mention
from lcsite.model.model import Collection, Field, Model, Relation, Vocabularies

OUTDATED_NAME = Rule("LC230", "outdated-name", Severity.WARNING)


def modernise(
    document: Document, collection: Collection | None, model: Model, vocabularies: Vocabularies
) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """Return the front matter with new names for old, and a warning for each."""
    if collection is None:
        return document.data, ()
    renewal = _Renewal(document.path, model.renamed, vocabularies)
    data = renewal.mapping(document.data, collection.fields, collection.relations, "")
    return data, tuple(renewal.faults)


def present(mention: Mention, path: str, place: Place, model: Model) -> tuple[Target, Diagnostic | None]:
    """Read a link in the text at `path`, with the present name of its collection.

    A link within a folder does not say that folder's name, so it need not change.
    """
    target = read_link(mention.written, path) or Target()
    new = model.renamed.get(target.collection or "")
    if new is None:
        return target, None
    present, written = replace(target, collection=new), mention.written
    if target.id is None:
        above, slash, _ = written.rstrip("/").rpartition("/")
        return present, OUTDATED_NAME.at(place, old=written, new=f"{above}{slash}{new}")
    if "/" not in written.removeprefix("./").partition("#")[0]:
        return present, None
    better = renamed(written, Key(collection=str(target.collection), id=target.id), Key(collection=new, id=target.id))
    return present, OUTDATED_NAME.at(place, old=written.removeprefix("@"), new=better.removeprefix("@"))


@dataclass(slots=True)
class _Renewal:
    """The old names found in one document."""

    path: str
    collections: Mapping[str, str]
    vocabularies: Vocabularies
    faults: list[Diagnostic] = field(default_factory=list)

    def found(self, pointer: str, old: str, new: str, *, key: bool = False) -> None:
        place = Place(path=self.path, pointer=pointer, key=key)
        self.faults.append(OUTDATED_NAME.at(place, old=old, new=new))

    def mapping(
        self, data: Mapping[str, Any], fields: Iterable[Field], relations: Iterable[Relation], pointer: str
    ) -> dict[str, Any]:
        """Renew the names of a mapping, and what stands below them."""
        items: tuple[Field | Relation, ...] = (*fields, *relations)
        by_id = {each.id: each for each in items}
        new_names = {old: each.id for each in by_id.values() for old in each.was}
        renewed: dict[str, Any] = {}
        for name, value in data.items():
            here = f"{pointer}/{escape(name)}"
            new = new_names.get(name, name)
            if new != name and new not in data:
                self.found(here, name, new, key=True)
            else:
                new = name
            item = by_id.get(new)
            if isinstance(item, Relation):
                renewed[new] = self.links(value, item, here)
            else:
                renewed[new] = self.values(value, item, here) if item else value
        return renewed

    def values(self, value: Any, item: Field, pointer: str) -> Any:
        """Renew the terms of a choice, and the names in parts."""
        if isinstance(value, list):
            return [self.values(each, item, f"{pointer}/{index}") for index, each in enumerate(value)]
        if item.kind == "parts" and isinstance(value, dict):
            return self.mapping(value, item.fields, item.relations, pointer)
        vocabulary = self.vocabularies.get(item.vocabulary or "")
        if vocabulary is None or not isinstance(value, str) or value in vocabulary.terms:
            return value
        for term in vocabulary.terms.values():
            if value in term.was:
                self.found(pointer, value, term.id)
                return term.id
        return value

    def links(self, value: Any, relation: Relation, pointer: str) -> Any:
        """Renew what a link says, and the collection that it names."""
        if isinstance(value, list):
            return [self.links(each, relation, f"{pointer}/{index}") for index, each in enumerate(value)]
        if isinstance(value, dict):
            link = self.mapping(value, relation.fields, (), pointer)
            return {**link, "to": self.links(link["to"], relation, f"{pointer}/to")} if "to" in link else link
        head, slash, rest = value.partition("/") if isinstance(value, str) else ("", "", "")
        new = self.collections.get(head.removeprefix("+"))
        if not slash or new is None:
            return value
        renewed = f"{'+' * head.startswith('+')}{new}/{rest}"
        self.found(pointer, value, renewed)
        return renewed
