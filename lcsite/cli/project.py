"""A project on the disk: its configuration, its model, its content, compiled."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from lcsite.build import Options, Parts, Site, build
from lcsite.cache import Cache, cache_of
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.theme import Theme, theme_of
from lcsite.diagnostics import Diagnostic, Severity
from lcsite.messages import messages
from lcsite.model.load import MODEL_FILE
from lcsite.model.values import PartialDate
from lcsite.read import Tree, read_text, read_tree
from lcsite.reports import REPORTS, Worded, word
from lcsite.settings import CONFIGURATION, Settings, read_settings

TIMINGS, DRAFTS, KEEP_GOING, LANGUAGE = "LCSITE_TIMINGS", "LCSITE_DRAFTS", "LCSITE_KEEP_GOING", "LCSITE_LANGUAGE"
BUNDLE, PROCESSES = "LCSITE_BUNDLE", "LCSITE_PROCESSES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A compiled project, with what is needed to report on it."""

    folder: Path
    settings: Settings
    tree: Tree
    site: Site

    def worded(self, diagnostics: Iterable[Diagnostic], language: str | None) -> tuple[Worded, ...]:
        """Word diagnostics in a language, the site's unless another is asked for."""
        texts = {source.path: source.text for source in self.tree.sources}
        for name in (CONFIGURATION, MODEL_FILE):
            texts[name] = read_text(self.folder / name) or ""
        wording = messages(language or self.settings.language)
        return word(diagnostics, wording, lambda path: texts.get(path, ""), self.settings.content)


def read_configuration(folder: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read the settings of the project in `folder`.

    Raises:
        click.UsageError: there is no configuration file.
    """
    text = read_text(folder / CONFIGURATION)
    if text is None:
        raise click.UsageError(messages("nl" if _dutch() else "en")("cli.no_project", file=CONFIGURATION))
    return read_settings(text)


def compile_project(
    folder: Path,
    settings: Settings,
    faults: tuple[Diagnostic, ...],
    watch: TerminalWatch,
    *,
    drafts: bool = False,
    theme: Theme | None = None,
) -> tuple[Project, Cache]:
    """Read and compile a project; the cache stays open for the record of the build.

    The theme is the one that the configuration names, unless it is given.
    """
    with watch.stage("read"):
        tree = read_tree(folder / settings.content)
        model_text = read_text(folder / MODEL_FILE)
    cache = Cache(cache_of(folder))
    options = Options(drafts=drafts, processes=processes(), today=_today())
    parts = Parts(look=(theme or theme_of(folder)).look)
    site = build(settings, model_text, tree, cache=cache, options=options, watch=watch, parts=parts)
    site = replace(site, diagnostics=(*faults, *site.diagnostics))
    return Project(folder=folder, settings=settings, tree=tree, site=site), cache


def report(found: tuple[Worded, ...], form: str, settings: Settings, language: str | None, count: int) -> None:
    """Print diagnostics; for people with a last line that says how it stands."""
    click.echo(REPORTS[form](found), nl=False)
    if form == "text":
        click.echo(summary(found, language or settings.language, count), err=True)


def summary(found: tuple[Worded, ...], language: str, count: int) -> str:
    """Return how many faults of each severity there are, in a sentence."""
    say = messages(language)
    numbers = {severity: sum(each.severity is severity for each in found) for severity in reversed(Severity)}
    worded = [say(f"cli.{severity.name.lower()}s", count=number) for severity, number in numbers.items() if number]
    return say("cli.found", count=count, faults=", ".join(worded)) if worded else say("cli.clean", count=count)


def processes() -> int:
    """Return how many processes to use: what the environment says, or one per core."""
    wanted = os.environ.get(PROCESSES, "")
    return (
        int(wanted) if wanted.isdigit() else min(len(os.sched_getaffinity(0)) if _linux() else os.cpu_count() or 1, 8)
    )


def _linux() -> bool:
    return hasattr(os, "sched_getaffinity")


def _dutch() -> bool:
    return os.environ.get("LANG", "").startswith("nl")


def _today() -> PartialDate:
    now = datetime.now(tz=UTC)
    return PartialDate(year=now.year, month=now.month, day=now.day)
