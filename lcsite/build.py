"""The stages in their order: from a content folder that has been read to a site."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TypeVar

from lcsite.address import Addresses, Picture
from lcsite.assets import SUFFIXES, Asset
from lcsite.cache import Cache, code_digest
from lcsite.checks import CHECKS, Check
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, has_errors
from lcsite.document import parse
from lcsite.exports import EXPORTS, Export, File, SlowFile
from lcsite.facts import FACTS, Fact, Linked, derive
from lcsite.graph import link
from lcsite.inputs import Inputs
from lcsite.library import Compiled, Library, Schemas, collect, to_entry
from lcsite.library.classify import Classified, classify
from lcsite.messages import messages
from lcsite.model.load import MODEL_FILE, UNKNOWN_NAME, load_model, load_vocabularies
from lcsite.model.model import Model, Vocabularies
from lcsite.model.values import PartialDate
from lcsite.parallel import compile_texts
from lcsite.read import Tree
from lcsite.settings import Settings
from lcsite.source import TEXT_SUFFIXES, digest, make_source
from lcsite.views import VIEWS, Announced, Page, View
from lcsite.views.blocks import BLOCKS
from lcsite.views.paths import slug
from lcsite.watch import Watch

ADDRESS_CLASH = Rule("LC502", "address-clash", Severity.ERROR)
THEME_FOLDER = "assets"

Published = TypeVar("Published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build: none of it changes what a page says, drafts apart."""

    drafts: bool = False
    processes: int = 1
    today: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The lists of the house; another community passes longer ones."""

    facts: tuple[Fact, ...] = FACTS
    checks: tuple[Check, ...] = CHECKS
    views: tuple[View, ...] = VIEWS
    exports: tuple[Export, ...] = EXPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site that can be published: its diagnostics, and pages made one at a time.

    `inputs` is None where the model or the settings cannot be read.
    """

    inputs: Inputs | None
    diagnostics: tuple[Diagnostic, ...]
    parts: Parts = field(default_factory=Parts)

    @property
    def faulty(self) -> bool:
        """Tell whether anything forbids publication."""
        return has_errors(self.diagnostics)

    def pages(self) -> Iterator[Page]:
        """Make the pages, one at a time; of two at one address the first, and none among what the theme brings."""
        if self.inputs is not None:
            made = (page for view in self.parts.views for page in view.pages(self.inputs))
            yield from _first(made, lambda page: page.path)

    def files(self) -> Iterator[File | SlowFile]:
        """Make the files beside the pages."""
        if self.inputs is not None:
            for export in self.parts.exports:
                yield from export(self.inputs)

    def assets(self) -> Iterator[tuple[Asset, str]]:
        """Yield the attachments to publish, each with its path in the site."""
        if self.inputs is not None:
            files = ((self.inputs.assets[path], picture.path) for path, picture in self.inputs.addresses.files.items())
            yield from _first(files, lambda file: file[1])


def build(
    settings: Settings,
    model_text: str | None,
    tree: Tree,
    *,
    cache: Cache,
    options: Options,
    watch: Watch | None = None,
    parts: Parts | None = None,
) -> Site:
    """Compile a content folder: parse, collect, link, derive and check."""
    watch, parts = watch or Watch(), parts or Parts()
    with watch.stage("model"):
        model, faults = load_model(settings.model, model_text)
        faults += () if model is None else tuple(_unknown_blocks(model))
        if model is None or has_errors(faults):
            return Site(inputs=None, diagnostics=(*tree.faults, *faults), parts=parts)
        texts = [classify(source, model) for source in tree.sources]
        vocabularies, vocabulary_faults = _vocabularies(model, texts, tree)
    with watch.stage("parse"):
        schemas = Schemas(model, vocabularies, settings.language)
        compiled = (*_compile(texts, schemas, cache, options, watch), *_unread(tree, schemas))
    with watch.stage("collect"):
        library, clashes = collect(compiled, drafts=options.drafts, renamed=model.renamed)
    inputs = _inputs(settings, schemas, library, tree, options, watch, parts)
    with watch.stage("address"):
        addresses, address_faults = _addresses(inputs, parts.views)
        inputs = replace(inputs, addresses=addresses)
    with watch.stage("check"):
        checked = tuple(chain.from_iterable(check(inputs) for check in parts.checks))
    misplaced = (each.fault for each in texts if each.fault and (each.misplaced or each.vocabulary))
    found = (*tree.faults, *misplaced, *vocabulary_faults, *_faults(compiled), *clashes, *address_faults, *checked)
    return Site(inputs=inputs, diagnostics=found, parts=parts)


def _inputs(
    settings: Settings, schemas: Schemas, library: Library, tree: Tree, options: Options, watch: Watch, parts: Parts
) -> Inputs:
    """Link the library and derive its facts; the addresses are still to be announced."""
    model, vocabularies = schemas.model, schemas.vocabularies
    with watch.stage("link"):
        graph = link(library, model)
    with watch.stage("derive"):
        linked = Linked(model=model, vocabularies=vocabularies, library=library, graph=graph)
        facts = derive(linked, parts.facts)
    return Inputs(
        settings=settings,
        model=model,
        vocabularies=vocabularies,
        library=library,
        graph=graph,
        facts=facts,
        assets={asset.path: asset for asset in tree.assets},
        addresses=Addresses(entries={}, pages={}, indexes={}, files={}, former=library.former),
        messages=messages(settings.language),
        today=options.today,
    )


def _unknown_blocks(model: Model) -> Iterator[Diagnostic]:
    for collection in model.collections.values():
        for index, block in enumerate(collection.blocks):
            if block.name not in BLOCKS:
                place = Place(path=MODEL_FILE, pointer=f"/collections/{collection.id}/blocks/{index}")
                yield UNKNOWN_NAME.at(place, name=block.name)


def _first(found: Iterable[Published], path_of: Callable[[Published], str]) -> Iterator[Published]:
    """Yield what may stand at its address; the others have been reported as clashes."""
    taken = set[str]()
    for each in found:
        folded = path_of(each).lower()
        if folded not in taken and not folded.startswith(f"{THEME_FOLDER}/"):
            taken.add(folded)
            yield each


def _faults(compiled: Iterable[Compiled]) -> Iterator[Diagnostic]:
    for each in compiled:
        yield from each.faults


def _vocabularies(model: Model, texts: list[Classified], tree: Tree) -> tuple[Vocabularies, tuple[Diagnostic, ...]]:
    documents = {each.vocabulary: parse(each.source) for each in texts if each.vocabulary}
    readable = {name: (document.path, document.data) for name, document in documents.items() if not document.faults}
    broken = {name for name, document in documents.items() if document.faults}
    broken |= {each.vocabulary for each in _unread_texts(tree, model) if each.vocabulary}
    vocabularies, faults = load_vocabularies(model, readable, sorted(broken))
    unreadable = tuple(fault for document in documents.values() for fault in document.faults)
    return vocabularies, (*unreadable, *faults)


def _compile(
    texts: list[Classified], schemas: Schemas, cache: Cache, options: Options, watch: Watch
) -> tuple[Compiled, ...]:
    wanted = [each for each in texts if not each.misplaced and not each.vocabulary]
    base = digest(code_digest(), schemas.model.digest, repr(schemas.vocabularies), schemas.language)
    return compile_texts(wanted, schemas, base, cache, options.processes, watch)


def _unread(tree: Tree, schemas: Schemas) -> Iterator[Compiled]:
    """Yield the texts that could not be read as broken items: a reference to one is no second mistake."""
    for text in _unread_texts(tree, schemas.model):
        if not text.misplaced and not text.vocabulary:
            yield replace(to_entry(parse(text.source), text.key, schemas), faults=(), broken=True)


def _unread_texts(tree: Tree, model: Model) -> Iterator[Classified]:
    for fault in tree.faults:
        if fault.place.path.lower().endswith(TEXT_SUFFIXES):
            yield classify(make_source(fault.place.path, ""), model)


def _addresses(inputs: Inputs, views: tuple[View, ...]) -> tuple[Addresses, tuple[Diagnostic, ...]]:
    """Collect where everything is published; two things at one address are a fault."""
    announced = [each for view in views for each in view.addresses(inputs)]
    files = dict(_files(inputs))
    addresses = Addresses(
        entries={each.key: each.path for each in announced if each.key},
        pages={each.source: each.path for each in announced if each.source},
        indexes={each.collection: each.path for each in announced if each.collection},
        files=files,
        former=inputs.library.former,
        renamed=inputs.model.renamed,
        kinds={each.path: each.kind for each in announced},
    )
    return addresses, tuple(_clashes(announced, files, inputs.library))


def _files(inputs: Inputs) -> Iterator[tuple[str, Picture]]:
    """Yield the attachments that may be published, by their path in content/."""
    library, language = inputs.library, inputs.settings.language
    owners = {item.path.rpartition(".")[0]: item for item in library.items()}
    for path, asset in inputs.assets.items():
        folder, _, name = path.rpartition("/")
        if asset.problem or folder not in owners:
            continue
        collection, _, owner = folder.partition("/")
        where = f"{slug(collection, inputs.model, language)}/{owner}" if owner else folder
        stem = name.rpartition(".")[0].lower()
        suffix = name.rpartition(".")[2].lower()
        kept = f".{suffix}" if f".{suffix}" in SUFFIXES[asset.media_type] else ""
        yield path, Picture(path=f"{where}/{stem}{kept}", width=asset.width, height=asset.height)


def _clashes(announced: list[Announced], files: dict[str, Picture], library: Library) -> Iterator[Diagnostic]:
    seen: dict[str, str] = {}
    places = [(each.path, _origin(each, library)) for each in announced]
    places += [(picture.path, path) for path, picture in files.items()]
    for path, origin in places:
        folded = path.lower()
        if folded in seen or folded.startswith(f"{THEME_FOLDER}/"):
            other = seen.get(folded, THEME_FOLDER)
            yield ADDRESS_CLASH.at(Place(path=origin, line=1), address=path, other=other)
        seen.setdefault(folded, origin)


def _origin(announced: Announced, library: Library) -> str:
    """Return the file that an address comes from."""
    if announced.source:
        return announced.source
    entry = library.entries.get(announced.key) if announced.key else None
    return entry.path if entry else "model.yml"
