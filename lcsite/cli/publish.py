"""`lcsite publish`: the site among the files of any other generator."""

import sys
from pathlib import Path

import click

from lcsite.cache import Cache
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import Project, compile_project, read_configuration
from lcsite.cli.refusal import UNPUBLISHED, BuildRefused, reason_of, refuse_faulty, report_found
from lcsite.cli.theme import theme_of
from lcsite.diagnostics import has_errors
from lcsite.messages import messages
from lcsite.publish import publish_into
from lcsite.settings import LANGUAGES


@click.command("publish")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--keep-going", is_flag=True, help="Publish without the entries that have errors.")
@click.option("--drafts", is_flag=True, help="Publish drafts too, for a preview.")
@click.option("--strict", is_flag=True, help="Publish nothing if there is a warning.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages; default: the site's.")
def publish_command(directory: Path, keep_going: bool, drafts: bool, strict: bool, language: str | None) -> None:  # noqa: FBT001
    """Put the pages into DIR, which another generator has filled: no host runs, and no file of another is touched."""
    folder, target = Path.cwd(), directory.resolve()
    settings, faults = read_configuration(folder)
    language = language or settings.language
    if target.is_relative_to((folder / settings.content).resolve()):
        raise click.UsageError(messages(language)("cli.in_content", content=settings.content))
    watch = TerminalWatch(language)
    project, cache = compile_project(folder, settings, faults, watch, drafts=drafts)
    going = keep_going and not has_errors(faults)
    with cache:
        found = report_found(project, watch, language)
        try:
            refuse_faulty(project, found, language, keep_going=going, strict=strict)
            count = _publish(project, cache, target, watch, language)
        except BuildRefused as refused:
            click.echo(str(refused), err=True)
            sys.exit(1)
    click.echo(messages(language)("cli.published", count=count, folder=directory.as_posix()))


def _publish(project: Project, cache: Cache, target: Path, watch: TerminalWatch, language: str) -> int:
    """Publish, and return how many files are ours.

    Raises:
        BuildRefused: the site cannot be written there.
    """
    from lcsite.cli.site import make_renderer

    inputs = project.site.inputs
    if inputs is None:
        raise BuildRefused(messages(language)("cli.not_published"))
    theme = theme_of(project.folder)
    try:
        renderer = make_renderer(inputs, theme)
        record = publish_into(project.site, renderer, theme.files(), project.tree, target, cache.record(target))
    except UNPUBLISHED as error:
        raise BuildRefused(reason_of(error, project, target, language)) from error
    cache.keep_record(target, record)
    watch.done()
    return len(record)
