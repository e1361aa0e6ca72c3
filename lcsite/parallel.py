"""`parse` and `to_entry` over many texts: in processes, and kept between runs.

The result does not depend on the number of processes nor on the cache: every
text goes through the same codec on its way here.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from lcsite import diagnostics, markup, source
from lcsite.address import Key, Target
from lcsite.cache import Cache
from lcsite.codec import Codec
from lcsite.diagnostics import has_errors
from lcsite.document import parse
from lcsite.library import Compiled, Entry, PlainPage, Reference, Schemas, to_entry
from lcsite.library.classify import Classified
from lcsite.model import values
from lcsite.model.model import Model, Vocabularies
from lcsite.source import Source
from lcsite.watch import Watch

ENOUGH = 200
"""Below so many texts, starting processes costs more than it saves."""

_CHUNK = 50
_CODEC = Codec(
    (
        *(Compiled, Entry, PlainPage, Reference, Key, Target, markup.Prose, markup.Section),
        *(diagnostics.Diagnostic, diagnostics.Place, diagnostics.Rule),
        *(values.Markdown, values.PartialDate, values.Url, values.Image, values.Estimate, values.Part),
    ),
)

Job = tuple[Source, Key | None]


def compile_texts(
    texts: Sequence[Classified], schemas: Schemas, base: str, cache: Cache, processes: int, watch: Watch
) -> tuple[Compiled, ...]:
    """Compile texts to entries and pages; `base` is the digest of all else that counts."""
    jobs = [(each.source, each.key) for each in texts]
    keys = [source.digest(base, text.digest, str(key)) for text, key in jobs]
    results = cache.results(keys)
    missing = {key: job for key, job in zip(keys, jobs, strict=True) if key not in results}
    run = watch.each(_run(list(missing.values()), schemas, processes), len(missing))
    made = dict(zip(missing, run, strict=True))
    results |= made
    if made or len(results) != len(keys):
        cache.keep_results(made, keys)
    return tuple(_finished(results[key], text) for key, text in zip(keys, texts, strict=True))


def _finished(data: bytes, text: Classified) -> Compiled:
    compiled: Compiled = _CODEC.decode(data)
    if text.fault is None:
        return compiled
    faults = (text.fault, *compiled.faults)
    return replace(compiled, faults=faults, broken=has_errors(faults))


def _run(jobs: list[Job], schemas: Schemas, processes: int) -> Iterator[bytes]:
    if processes < 2 or len(jobs) < ENOUGH:  # noqa: PLR2004 - one process is this one
        _prepare(schemas)
        yield from _compile(jobs)
        return
    chunks = [jobs[start : start + _CHUNK] for start in range(0, len(jobs), _CHUNK)]
    with ProcessPoolExecutor(processes, _context(), _prepare_elsewhere, _portable(schemas)) as pool:
        for results in pool.map(_compile, chunks):
            yield from results


@contextmanager
def beside(
    jobs: Sequence[tuple[Callable[[Any], bytes], Any]], *, worth: bool
) -> Iterator[Sequence[Callable[[], bytes]]]:
    """Do some jobs in another process meanwhile, where that is `worth` starting one; each result is called for."""
    if not worth or not jobs:
        yield [partial(make, given) for make, given in jobs]
        return
    with ProcessPoolExecutor(1, _context()) as pool:
        started = [(pool.submit(make, given), make, given) for make, given in jobs]
        yield [partial(_result, *job) for job in started]


def _result(future: "Future[bytes]", make: Callable[[Any], bytes], given: Any) -> bytes:
    try:
        return future.result()
    except BrokenProcessPool:  # the system ended it, for want of memory perhaps
        return make(given)


def _context() -> multiprocessing.context.BaseContext:
    """Fork where that is safe: it starts in no time and shares what is loaded."""
    methods = multiprocessing.get_all_start_methods()
    safe = "fork" in methods and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")


def _portable(schemas: Schemas) -> tuple[Model, Vocabularies, str]:
    return schemas.model, schemas.vocabularies, schemas.language


_ready: list[Schemas] = []
"""The validators of this process; they cannot travel between processes."""


def _prepare(schemas: Schemas) -> None:
    _ready[:] = [schemas]


def _prepare_elsewhere(model: Model, vocabularies: Vocabularies, language: str) -> None:
    _prepare(Schemas(model, vocabularies, language))


def _compile(jobs: list[Job]) -> list[bytes]:
    (schemas,) = _ready
    return [_CODEC.encode(to_entry(parse(text), key, schemas)) for text, key in jobs]
