"""What a text in content/ is, by where it lies."""

from dataclasses import dataclass

from lcsite.address import Key
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.library.faults import closest
from lcsite.library.growth import OUTDATED_NAME
from lcsite.model.json_schema import is_id, is_reserved
from lcsite.model.model import Model
from lcsite.settings import LANGUAGES
from lcsite.source import Source

IN_NO_COLLECTION = Rule("LC120", "in-no-collection", Severity.ERROR)
BAD_ID = Rule("LC121", "bad-id", Severity.ERROR)
RESERVED_ID = Rule("LC122", "reserved-id", Severity.ERROR)
LANGUAGE_FILE = Rule("LC124", "language-file", Severity.ERROR)

VOCABULARIES = "vocabularies"
PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """A text that is an entry (it has a key), a vocabulary, or a plain page.

    `misplaced` says that it is none of them, and must be left out.
    """

    source: Source
    key: Key | None = None
    vocabulary: str | None = None
    fault: Diagnostic | None = None
    misplaced: bool = False


def classify(source: Source, model: Model) -> Classified:
    """Tell what a text is, or why it can be nothing."""
    folder, _, name = source.path.rpartition("/")
    place = Place(path=source.path, line=1)
    stem, _, suffix = name.rpartition(".")
    base, _, language = stem.rpartition(".")
    if base and language in LANGUAGES:
        return Classified(source=source, fault=LANGUAGE_FILE.at(place, language=language), misplaced=True)
    if folder == VOCABULARIES and suffix == "yml":
        return Classified(source=source, vocabulary=stem)
    if folder in {"", PAGES} and suffix == "md":
        return Classified(source=source, fault=_page_fault(source.path, stem, place))
    collection = model.renamed.get(folder, folder)
    if collection not in model.collections:
        near = closest(folder.partition("/")[0], [*model.collections, VOCABULARIES, PAGES])
        fault = IN_NO_COLLECTION.at(place, folder=folder, closest=near)
        return Classified(source=source, fault=fault, misplaced=True)
    key = Key(collection=collection, id=stem)
    if is_reserved(stem):
        return Classified(source=source, key=key, fault=RESERVED_ID.at(place, name=stem))
    if not is_id(stem):
        return Classified(source=source, key=key, fault=BAD_ID.at(place, name=stem))
    if collection != folder:
        return Classified(source=source, key=key, fault=OUTDATED_NAME.at(place, old=folder, new=collection))
    return Classified(source=source, key=key)


def _page_fault(path: str, stem: str, place: Place) -> Diagnostic | None:
    """A plain page is published at the root: its name may be no scheme, and only one is the home page."""
    if stem.lower() == "index" and path != "index.md":
        return RESERVED_ID.at(place, name=stem)
    return None if is_id(stem.lower() if path == f"{stem}.md" else stem) else BAD_ID.at(place, name=stem)
