"""One build of a site, from configuration to swap: what the plugin drives."""

import os
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError, TemplateSyntaxError

from lcsite.cache import Cache
from lcsite.cli.check import write_timings
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import (
    DRAFTS,
    KEEP_GOING,
    LANGUAGE,
    Project,
    compile_project,
    icons_of,
    summary,
)
from lcsite.cli.serving import fill_alone, problems_of
from lcsite.cli.theme import Theme, find_theme
from lcsite.diagnostics import Diagnostic, Place, Severity, has_errors
from lcsite.inputs import Inputs
from lcsite.messages import messages
from lcsite.publish import (
    FOREIGN_FILE,
    UNPUBLISHABLE,
    Beside,
    DamagedPicture,
    ForeignFiles,
    Previous,
    beside,
    fill,
    recover,
)
from lcsite.render import SERVING_POLICY, Problem, Renderer, make_frame
from lcsite.reports import REPORTS, Worded
from lcsite.settings import CONFIGURATION, make_settings


class BuildRefused(Exception):  # noqa: N818 - what is wrong has been printed already
    """Nothing is published, and the old site stands; the text says so."""


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
        except (TemplateError, DamagedPicture, ForeignFiles, OSError) as error:
            reason = self._reason(error)
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
        frame = make_frame(inputs)
        if self.serving:
            frame = replace(frame, policy=SERVING_POLICY, serving=True, problems=problems_of(self.found))
        icons = icons_of(collection.icon for collection in inputs.model.collections.values())
        renderer = Renderer(frame, inputs.messages, self.theme.loader(), icons)
        files = self.theme.files(serving=self.serving)
        previous = Previous(self.target, self.cache.record(self.target))
        record = fill(self.project.site, renderer, files, self.project.tree, self.folder, previous, self.watch)
        self.new.swap()
        self.cache.keep_record(self.target, record)
        self.watch.done()
        if not self.serving:  # the host watches the project, and would build again for a file that we write
            write_timings(self.watch, None)

    def _show_alone(self, problems: tuple[Problem, ...]) -> None:
        """Put pages that only show what is wrong in the place of the served site."""
        self.drop()
        new = beside(self.target)
        fill_alone(new.folder, self.target, Theme(self.theme.home), self.project.settings, self.language, problems)
        new.swap()

    def _reason(self, error: TemplateError | DamagedPicture | ForeignFiles | OSError) -> str:
        say = messages(self.language)
        if isinstance(error, DamagedPicture | ForeignFiles):
            found = self.project.worded(_found(error), self.language)
            return REPORTS["text"](found) + say("cli.not_published")
        if isinstance(error, OSError):
            return cannot_write(error, self.target, self.language)
        return say("cli.bad_template", name=_line_of(error), reason=error.message or "")


def _found(error: DamagedPicture | ForeignFiles) -> Iterator[Diagnostic]:
    if isinstance(error, DamagedPicture):
        yield UNPUBLISHABLE.at(Place(path=error.path, line=1), name=error.path.rpartition("/")[2])
    else:
        place = Place(path=CONFIGURATION, line=1)
        yield from (FOREIGN_FILE.at(place, name=path) for path in error.paths)


def _line_of(error: TemplateError) -> str:
    """Return the template and the line at which it went wrong."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if frame.filename.endswith(".html")]
    return lines[-1] if lines else str(error)


def cannot_write(error: OSError, target: Path, language: str) -> str:
    """Return why a folder cannot be written, in words."""
    name = Path(error.filename or target)
    shown = name.relative_to(target.parent).as_posix() if name.is_relative_to(target.parent) else name.name
    return messages(language)("cli.cannot_write", name=shown, reason=error.strerror or "")


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
    project, cache = compile_project(folder, settings, faults, watch, drafts=drafts)
    if has_errors(faults):
        project = replace(project, site=replace(project.site, inputs=None))
    found = _report(project, watch, language)
    try:
        if not serving:
            _refuse_faulty(project, found, language, strict=bool(config.get("strict")))
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
        theme=find_theme(configured),
        language=language,
        serving=serving,
        found=found,
    )


def _refuse_unsafe(target: Path, folder: Path, content: Path, language: str) -> None:
    """Refuse a target whose replacement would lose something."""
    say = messages(language)
    if target.is_symlink():
        raise BuildRefused(say("cli.linked_target", name=target.name))
    if folder.resolve().is_relative_to(target.resolve()) or content.resolve().is_relative_to(target.resolve()):
        raise BuildRefused(say("cli.holds_project", name=target.name))


def _report(project: Project, watch: TerminalWatch, language: str) -> tuple[Worded, ...]:
    """Print what was found."""
    with watch.stage("report"):
        found = project.worded(project.site.diagnostics, language)
    watch.done()
    click.echo(REPORTS["text"](found), nl=False, err=True)
    if found:
        click.echo(summary(found, language, len(project.tree.sources)), err=True)
    return found


def _refuse_faulty(project: Project, found: tuple[Worded, ...], language: str, *, strict: bool) -> None:
    """Refuse what was found to be faulty, unless somebody asked to keep going."""
    say = messages(language)
    inputs = project.site.inputs
    if inputs is None or (project.site.faulty and not os.environ.get(KEEP_GOING)):
        raise BuildRefused(say("cli.not_published"))
    if strict and any(each.severity >= Severity.WARNING for each in found):
        raise BuildRefused(say("cli.strict"))
    if project.site.faulty:
        click.echo(say("cli.left_out", count=len(inputs.library.broken)), err=True)
