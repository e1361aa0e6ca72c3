"""`lcsite check`: every mistake in content/, with its place and its remedy."""

import os
import sys
from pathlib import Path

import click

from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import TIMINGS, compile_project, read_configuration, report
from lcsite.diagnostics import Severity
from lcsite.reports import REPORTS
from lcsite.settings import LANGUAGES


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(sorted(REPORTS)), default="text", help="How to report.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages; default: the site's.")
@click.option("--drafts", is_flag=True, help="Check as for a preview, with drafts.")
@click.option("--timings", type=click.Path(path_type=Path), help="Write the seconds of each stage to this file.")
def check_command(paths: tuple[Path, ...], form: str, language: str | None, drafts: bool, timings: Path | None) -> None:  # noqa: FBT001
    """Check the project in this folder; report on PATHS only, if given."""
    folder = Path.cwd()
    settings, faults = read_configuration(folder)
    watch = TerminalWatch(language or settings.language)
    project, cache = compile_project(folder, settings, faults, watch, drafts=drafts)
    with cache, watch.stage("report"):
        found = project.worded(project.site.diagnostics, language)
    watch.done()
    if paths:
        wanted = tuple(os.path.relpath(path.absolute(), folder) for path in paths)
        found = tuple(each for each in found if any(_within(each.path, path) for path in wanted))
    report(found, form, settings, language, len(project.tree.sources))
    write_timings(watch, timings)
    sys.exit(1 if any(each.severity is Severity.ERROR for each in found) else 0)


def write_timings(watch: TerminalWatch, file: Path | None) -> None:
    """Write how long the stages took, where somebody asked for it."""
    wanted = file or (Path(os.environ[TIMINGS]) if os.environ.get(TIMINGS) else None)
    if wanted:
        wanted.write_text(watch.timings(), "utf-8")


def _within(path: str, wanted: str) -> bool:
    return wanted in {".", path} or path.startswith(f"{wanted}/")
