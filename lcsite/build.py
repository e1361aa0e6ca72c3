"""The stages in their order: from a content folder that has been read to a site."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from lcsite.address import Addresses
from lcsite.assets import Asset
from lcsite.cache import Cache, code_digest
from lcsite.checks import CHECKS, Check
from lcsite.diagnostics import Diagnostic, Place, has_errors
from lcsite.document import parse
from lcsite.exports import EXPORTS, Export, File, SlowFile
from lcsite.facts import FACTS, Fact, Linked, derive
from lcsite.graph import link
from lcsite.inputs import Inputs
from lcsite.library import Compiled, Library, Schemas, collect, to_entry
from lcsite.library.classify import Classified, classify
from lcsite.look import Look, bare
from lcsite.messages import messages
from lcsite.model.load import MODEL_FILE, UNKNOWN_NAME, load_model, load_vocabularies
from lcsite.model.model import Model, Vocabularies
from lcsite.model.values import PartialDate
from lcsite.parallel import compile_texts
from lcsite.read import Tree
from lcsite.settings import Settings
from lcsite.source import TEXT_SUFFIXES, digest, make_source
from lcsite.views import VIEWS, Page, View
from lcsite.views.addresses import addresses_of, first_at_each
from lcsite.views.blocks import BLOCKS
from lcsite.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to build: none of it changes what a page says, drafts apart."""

    drafts: bool = False
    processes: int = 1
    today: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The lists of the house; another community passes longer ones.

    `look` gives what the theme brings; it is told which icons the model names.
    """

    facts: tuple[Fact, ...] = FACTS
    checks: tuple[Check, ...] = CHECKS
    views: tuple[View, ...] = VIEWS
    exports: tuple[Export, ...] = EXPORTS
    look: Callable[[Iterable[str]], Look] = bare


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
            yield from first_at_each(made, lambda page: page.path)

    def files(self) -> Iterator[File | SlowFile]:
        """Make the files beside the pages."""
        if self.inputs is not None:
            for export in self.parts.exports:
                yield from export(self.inputs)

    def assets(self) -> Iterator[tuple[Asset, str]]:
        """Yield the attachments to publish, each with its path in the site."""
        if self.inputs is not None:
            files = ((self.inputs.assets[path], picture.path) for path, picture in self.inputs.addresses.files.items())
            yield from first_at_each(files, lambda file: file[1])


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
        addresses, address_faults = addresses_of(inputs, parts.views)
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
        look=parts.look(collection.icon for collection in model.collections.values()),
        today=options.today,
    )


def _unknown_blocks(model: Model) -> Iterator[Diagnostic]:
    for collection in model.collections.values():
        for index, block in enumerate(collection.blocks):
            if block.name not in BLOCKS:
                place = Place(path=MODEL_FILE, pointer=f"/collections/{collection.id}/blocks/{index}")
                yield UNKNOWN_NAME.at(place, name=block.name)


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
