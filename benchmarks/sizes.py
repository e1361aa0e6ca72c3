"""One size of toolkit, measured: lcsite beside other generators with the same words."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import generate
from benchmarks.jobs import Job, Result, hugo_job, lcsite_jobs, measure, mkdocs_job, once
from benchmarks.peers import count_words, write_hugo, write_mkdocs, write_pages

STOCK = "MkDocs with Material"
PRUNED = "MkDocs with Material, navigation.prune"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What every job cost for this many entries, and the visible words in the pages of the entries."""

    entries: int
    words: int
    peer_words: int
    results: list[Result]

    def result(self, name: str) -> Result | None:
        """Return the result of a job, when it was measured."""
        return next((result for result in self.results if result.name == name), None)


def measure_size(
    entries: int, folder: Path, *, runs: int, peers: bool, mkdocs: bool, tell: Callable[[str], None]
) -> Size:
    """Generate a toolkit of so many entries in a new folder and measure all jobs on it.

    `peers` says whether other generators are measured beside it, `mkdocs` whether MkDocs is one of them.
    """
    project, pages = folder / "lcsite", folder / "pages"
    tell(f"{entries} entries")
    generate(project, entries)
    jobs = lcsite_jobs(project)
    counted = counted_by_peer = 0
    if peers:
        once(next(job for job in jobs if job.name == "lcsite build"))
        counted = write_pages(project, pages)
        jobs += _peers(folder, pages, mkdocs=mkdocs)
    results = measure(jobs, runs, tell)
    if peers and mkdocs:
        counted_by_peer = count_words(project, folder / "mkdocs" / "site")
    # A stock site of 3,000 pages takes 3 GB: each page has the navigation to all of them.
    for job in jobs:
        shutil.rmtree(job.cache, ignore_errors=True)
        if job.folder != project:
            shutil.rmtree(job.folder, ignore_errors=True)
    return Size(entries=entries, words=counted, peer_words=counted_by_peer, results=results)


def _peers(folder: Path, pages: Path, *, mkdocs: bool) -> list[Job]:
    jobs = []
    if mkdocs:
        write_mkdocs(folder / "mkdocs", pages)
        write_mkdocs(folder / "pruned", pages, "navigation.prune")
        jobs = [mkdocs_job(STOCK, folder / "mkdocs"), mkdocs_job(PRUNED, folder / "pruned")]
    write_hugo(folder / "hugo", pages)
    return [*jobs, job] if (job := hugo_job(folder / "hugo")) else jobs
