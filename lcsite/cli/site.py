"""One build of a site, from configuration to swap: what the plugin drives."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from lcsite.cache import Cache
from lcsite.cli.bundle import take_along
from lcsite.cli.check import write_timings
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import DRAFTS, KEEP_GOING, LANGUAGE, Project, compile_project
from lcsite.cli.refusal import UNPUBLISHED, BuildRefused, cannot_write, reason_of, refuse_faulty, report_found
from lcsite.cli.serving import fill_alone, problems_of
from lcsite.cli.theme import Theme, find_theme
from lcsite.diagnostics import has_errors
from lcsite.inputs import Inputs
from lcsite.messages import messages
from lcsite.publish import (
    Beside,
    Previous,
    beside,
    fill,
    recover,
)
from lcsite.render import SERVING_POLICY, Problem, Renderer, make_frame
from lcsite.reports import Worded
from lcsite.settings import make_settings


@dataclass(kw_only=True)
class Building:
    """A compiled site, the folder that it will fill, and the target that it replaces."""

    project: Project
    cache: Cache
    watch: TerminalWatch
    new: Beside
    theme: Theme
    language: str
    serving: bool
    found: tuple[Worded, ...]

    @property
    def folder(self) -> Path:
        """The folder that the host may write in."""
        return self.new.folder

    @property
    def target(self) -> Path:
        """The folder of the site."""
        return self.new.target

    @property
    def content(self) -> Path:
        """The content folder: everything in it is ours, not the host's."""
        return self.project.folder / self.project.settings.content

    @property
    def watched(self) -> tuple[Path, ...]:
        """What a host that serves has to watch beside its own files; a new file in the project too."""
        return (self.content, *self.theme.folders) if self.serving and self.content.is_dir() else ()

    def publish(self) -> None:
        """Fill the folder, and swap it with the target. While we serve there is always something to show.

        Raises:
            BuildRefused: the site cannot be written.
        """
        inputs = self.project.site.inputs
        if inputs is None:
            self._show_alone(problems_of(self.found))
            return
        try:
            with self.cache:
                self._fill(inputs)
        except UNPUBLISHED as error:
            reason = reason_of(error, self.project, self.target, self.language)
            if not self.serving:
                raise BuildRefused(reason) from error
            self._show_alone(problems_of(self.found, reason))

    def explain(self, reason: str) -> None:
        """Show why the host could not build, in the place of the served site."""
        self._show_alone(problems_of((), reason))

    def drop(self) -> None:
        """Take away what was begun; the old site stands."""
        self.cache.close()
        self.new.remove()

    def _fill(self, inputs: Inputs) -> None:
        renderer = make_renderer(inputs, self.theme, problems_of(self.found) if self.serving else None)
        files = self.theme.files(serving=self.serving)
        previous = Previous(self.target, self.cache.record(self.target))
        record = dict(fill(self.project.site, renderer, files, self.project.tree, self.folder, previous, self.watch))
        packed = None if self.serving else take_along(inputs, renderer, self.new, record)
        self.new.swap()
        self.cache.keep_record(self.target, record)
        self.watch.done()
        if packed:
            click.echo(messages(self.language)("cli.bundled", address=packed.as_uri()))
        if not self.serving:  # the host watches the project, and would build again for a file that we write
            write_timings(self.watch, None)

    def _show_alone(self, problems: tuple[Problem, ...]) -> None:
        """Put pages that only show what is wrong in the place of the served site."""
        self.drop()
        new = beside(self.target)
        fill_alone(new.folder, self.target, Theme(self.theme.home), self.project.settings, self.language, problems)
        new.swap()


def prepare(folder: Path, config: Mapping[str, Any], options: Mapping[str, Any], *, serving: bool) -> Building:
    """Compile the project that the host has configured, and report on it.

    Raises:
        BuildRefused: there are errors, and nobody asked to keep going.
    """
    configured = config["theme"]
    settings, faults = make_settings({**config, "theme": {"language": configured.get("language")}}, options)
    language = os.environ.get(LANGUAGE) or settings.language
    watch = TerminalWatch(language)
    target = Path(os.path.abspath(config["site_dir"]))  # noqa: PTH100 - a link is not followed
    _refuse_unsafe(target, folder, folder / settings.content, language)
    recover(target)
    drafts = serving or bool(os.environ.get(DRAFTS))
    theme = find_theme(configured)
    project, cache = compile_project(folder, settings, faults, watch, drafts=drafts, theme=theme)
    if has_errors(faults):
        project = replace(project, site=replace(project.site, inputs=None))
    found = report_found(project, watch, language)
    try:
        if not serving:
            keep_going = bool(os.environ.get(KEEP_GOING))
            refuse_faulty(project, found, language, keep_going=keep_going, strict=bool(config.get("strict")))
        new = beside(target)
    except OSError as error:
        cache.close()
        raise BuildRefused(cannot_write(error, target, language)) from error
    except BuildRefused:
        cache.close()
        raise
    return Building(
        project=project,
        cache=cache,
        watch=watch,
        new=new,
        theme=theme,
        language=language,
        serving=serving,
        found=found,
    )


def make_renderer(inputs: Inputs, theme: Theme, problems: tuple[Problem, ...] | None = None) -> Renderer:
    """Make what renders the pages of a site; with `problems`, even none, for a host that serves."""
    frame = make_frame(inputs)
    if problems is not None:
        frame = replace(frame, policy=SERVING_POLICY, serving=True, problems=problems)
    return Renderer(frame, inputs.messages, theme.loader(), inputs.look.icons)


def _refuse_unsafe(target: Path, folder: Path, content: Path, language: str) -> None:
    """Refuse a target whose replacement would lose something."""
    say = messages(language)
    if target.is_symlink():
        raise BuildRefused(say("cli.linked_target", name=target.name))
    if folder.resolve().is_relative_to(target.resolve()) or content.resolve().is_relative_to(target.resolve()):
        raise BuildRefused(say("cli.holds_project", name=target.name))
