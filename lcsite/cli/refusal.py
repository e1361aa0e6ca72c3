"""What was found, and why nothing is published: printed, worded, raised."""

import traceback
from collections.abc import Iterator
from pathlib import Path

import click
from jinja2 import TemplateError, TemplateSyntaxError

from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import Project, summary
from lcsite.diagnostics import Diagnostic, Place, Severity
from lcsite.messages import messages
from lcsite.publish import FOREIGN_FILE, UNPUBLISHABLE, UNSAFE_PATH, DamagedPicture, ForeignFiles, UnsafePaths
from lcsite.reports import REPORTS, Worded
from lcsite.settings import CONFIGURATION

UNPUBLISHED = (TemplateError, DamagedPicture, ForeignFiles, UnsafePaths, OSError)
"""What can go wrong while a site is written."""


class BuildRefused(Exception):  # noqa: N818 - what is wrong has been printed already
    """Nothing is published, and the old site stands; the text says so."""


def report_found(project: Project, watch: TerminalWatch, language: str) -> tuple[Worded, ...]:
    """Print what was found."""
    with watch.stage("report"):
        found = project.worded(project.site.diagnostics, language)
    watch.done()
    click.echo(REPORTS["text"](found), nl=False, err=True)
    if found:
        click.echo(summary(found, language, len(project.tree.sources)), err=True)
    return found


def refuse_faulty(
    project: Project, found: tuple[Worded, ...], language: str, *, keep_going: bool, strict: bool
) -> None:
    """Refuse what was found to be faulty, unless somebody asked to keep going.

    Raises:
        BuildRefused: there are errors.
    """
    say = messages(language)
    inputs = project.site.inputs
    if inputs is None or (project.site.faulty and not keep_going):
        raise BuildRefused(say("cli.not_published"))
    if strict and any(each.severity >= Severity.WARNING for each in found):
        raise BuildRefused(say("cli.strict"))
    if project.site.faulty:
        click.echo(say("cli.left_out", count=len(inputs.library.broken)), err=True)


def reason_of(
    error: TemplateError | DamagedPicture | ForeignFiles | UnsafePaths | OSError,
    project: Project,
    target: Path,
    language: str,
) -> str:
    """Return why a site could not be written, in words."""
    say = messages(language)
    if isinstance(error, OSError):
        return cannot_write(error, target, language)
    if isinstance(error, TemplateError):
        return say("cli.bad_template", name=_line_of(error), reason=error.message or "")
    return REPORTS["text"](project.worded(_found(error), language)) + say("cli.not_published")


def cannot_write(error: OSError, target: Path, language: str) -> str:
    """Return why a folder cannot be written, in words."""
    name = Path(error.filename or target)
    shown = name.relative_to(target.parent).as_posix() if name.is_relative_to(target.parent) else name.name
    return messages(language)("cli.cannot_write", name=shown, reason=error.strerror or "")


def _found(error: DamagedPicture | ForeignFiles | UnsafePaths) -> Iterator[Diagnostic]:
    place = Place(path=CONFIGURATION, line=1)
    if isinstance(error, DamagedPicture):
        yield UNPUBLISHABLE.at(Place(path=error.path, line=1), name=error.path.rpartition("/")[2])
    elif isinstance(error, ForeignFiles):
        yield from (FOREIGN_FILE.at(place, name=path) for path in error.paths)
    else:
        for each in error.found:
            yield UNSAFE_PATH.at(place, name=each.path, problem=each.problem, part=each.part)


def _line_of(error: TemplateError) -> str:
    """Return the template and the line at which it went wrong."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames if frame.filename.endswith(".html")]
    return lines[-1] if lines else str(error)
