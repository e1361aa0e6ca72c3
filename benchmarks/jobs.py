"""The commands under measurement, and their runs: in turn, from an empty cache, the lowest of several counts."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.measure import Usage, peak_memory, run

HUGO = "Hugo"

# Wall and CPU seconds of the stages of one run, as `lcsite` writes them.
Stages = Mapping[str, Usage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A command, where it runs, whether it begins without cache and output, and what is edited before it."""

    name: str
    command: Sequence[str]
    folder: Path
    cold: bool = True
    staged: bool = False
    edit: Callable[[], None] | None = None

    @property
    def cache(self) -> Path:
        """Return the folder that the command takes for the user's cache; in the project lcsite would not trust it."""
        return self.folder.parent / ".caches" / self.folder.name

    @property
    def timings(self) -> Path:
        """Return the file where the command writes what its stages cost."""
        return self.folder / ".timings.json"

    def environment(self) -> dict[str, str]:
        """Return what is set for the command beside the environment of this process."""
        cache = str(self.cache)
        own = {"XDG_CACHE_HOME": cache, "HUGO_CACHEDIR": f"{cache}/hugo", "NO_MKDOCS_2_WARNING": "1"}
        return own | {"LCSITE_TIMINGS": str(self.timings)} if self.staged else own

    def prepare(self) -> None:
        """Remove what an earlier run left."""
        self.timings.unlink(missing_ok=True)
        if self.cold:
            for left in (self.cache, self.folder / "site", self.folder / "public"):
                shutil.rmtree(left, ignore_errors=True)
        if self.edit:
            self.edit()


@dataclass(slots=True, kw_only=True)
class Result:
    """What a job cost in each of its runs; `peak` in bytes, from a run of its own."""

    name: str
    runs: list[Usage] = field(default_factory=list)
    stages: list[Stages] = field(default_factory=list)
    peak: int = 0

    @property
    def lowest(self) -> Usage:
        """Return the lowest wall time and the lowest CPU time of the runs."""
        return lowest(self.runs)

    @property
    def lowest_stages(self) -> dict[str, Usage]:
        """Return the lowest times of each stage."""
        names = dict.fromkeys(name for stages in self.stages for name in stages)
        return {name: lowest([stages[name] for stages in self.stages if name in stages]) for name in names}


def lowest(runs: Sequence[Usage]) -> Usage:
    """Return the lowest wall time and the lowest CPU time."""
    return Usage(wall=min(each.wall for each in runs), cpu=min(each.cpu for each in runs))


def lcsite_jobs(project: Path) -> list[Job]:
    """Return check and build, each also a second time with what the first has left, and builds after a small edit."""
    again = [
        Job(
            name=f"lcsite {verb}{'' if cold else ', again'}",
            command=_lcsite(verb),
            folder=project,
            cold=cold,
            staged=True,
        )
        for verb in ("check", "build")
        for cold in (True, False)
    ]
    edits = {"one word changed": partial(_change_word, project), "a title changed": partial(_change_title, project)}
    return again + [
        Job(
            name=f"lcsite build, {what}",
            command=_lcsite("build"),
            folder=project,
            cold=False,
            staged=True,
            edit=partial(edit, count()),
        )
        for what, edit in edits.items()
    ]


def mkdocs_job(name: str, folder: Path) -> Job:
    """Return the build of a MkDocs site."""
    return Job(name=name, command=(sys.executable, "-m", "mkdocs", "--quiet", "build"), folder=folder)


def hugo_job(folder: Path) -> Job | None:
    """Return the build of a Hugo site, where Hugo is installed."""
    hugo = shutil.which("hugo")
    return Job(name=HUGO, command=(hugo, "--quiet"), folder=folder) if hugo else None


def once(job: Job) -> tuple[Usage, Stages]:
    """Run a job and return what it and its stages cost."""
    job.prepare()
    usage = run(job.command, job.folder, job.environment(), _log(job))
    return usage, _stages(job.timings)


def measure(jobs: Sequence[Job], runs: int, tell: Callable[[str], None]) -> list[Result]:
    """Run the jobs in turn, `runs` times, and once more for the memory, which sampling would slow down."""
    results = [Result(name=job.name) for job in jobs]
    for number in range(runs):
        for job, result in zip(jobs, results, strict=True):
            tell(f"{job.name}, run {number + 1} of {runs}")
            usage, stages = once(job)
            result.runs.append(usage)
            result.stages.append(stages)
    for job, result in zip(jobs, results, strict=True):
        tell(f"{job.name}, memory")
        job.prepare()
        result.peak = peak_memory(job.command, job.folder, job.environment(), _log(job))
    return results


def _change_word(project: Path, numbers: Iterator[int]) -> None:
    file = _some_entry(project)
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"\S+\n*\Z", f"woord{next(numbers)}\n", text), encoding="utf-8", newline="\n")


def _change_title(project: Path, numbers: Iterator[int]) -> None:
    file = _some_entry(project)
    text = file.read_text(encoding="utf-8")
    title = f"title: Een andere titel {next(numbers)}"
    file.write_text(re.sub("^title: .*$", title, text, count=1, flags=re.MULTILINE), encoding="utf-8", newline="\n")


def _some_entry(project: Path) -> Path:
    files = sorted((project / "content").glob("*/*.md"))
    return files[len(files) // 2]


def _lcsite(verb: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "lcsite", verb)


def _log(job: Job) -> Path:
    return job.folder / ".log"


def _stages(path: Path) -> Stages:
    if not path.is_file():
        return {}
    written = json.loads(path.read_text(encoding="utf-8"))
    return {name: Usage(wall=cost["wall"], cpu=cost["cpu"]) for name, cost in written.items()}
