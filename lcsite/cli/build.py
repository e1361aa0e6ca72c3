"""`lcsite build`: runs the host, which runs the plugin, which builds the site."""

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import click

from lcsite.cli.project import DRAFTS, KEEP_GOING, LANGUAGE, TIMINGS, read_configuration
from lcsite.messages import Messages, messages
from lcsite.read import read_text
from lcsite.settings import CONFIGURATION, LANGUAGES, Settings, names_plugin


@click.command("build")
@click.option("--keep-going", is_flag=True, help="Publish without the entries that have errors.")
@click.option("--drafts", is_flag=True, help="Publish drafts too, for a preview.")
@click.option("--strict", is_flag=True, help="Publish nothing if there is a warning.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the messages; default: the site's.")
@click.option("--timings", type=click.Path(path_type=Path), help="Write the seconds of each stage to this file.")
def build_command(keep_going: bool, drafts: bool, strict: bool, language: str | None, timings: Path | None) -> None:  # noqa: FBT001
    """Build the project in this folder into its site folder."""
    settings = read_configuration(Path.cwd())[0]
    say = messages(language or settings.language)
    options = {
        KEEP_GOING: keep_going,
        DRAFTS: drafts,
        LANGUAGE: language or os.environ.get(LANGUAGE, ""),
        TIMINGS: str(timings.absolute()) if timings else os.environ.get(TIMINGS, ""),
    }
    run_build(settings, say, options, strict=strict)
    index = (Path.cwd() / settings.output / "index.html").resolve()
    click.echo(say("cli.built", address=index.as_uri()))


def run_build(settings: Settings, say: Messages, options: Mapping[str, object], *, strict: bool) -> None:
    """Have the host build; end with its failure if it fails."""
    # A host that is quiet does not count its own warnings.
    command = host_command(settings.host, say, "build", "--strict" if strict else "--quiet")
    if subprocess.run(command, env=environment(options), check=False).returncode:
        sys.exit(1)


def environment(options: Mapping[str, object]) -> dict[str, str]:
    """Return the environment in which a host runs: quiet, and told what our own commands were told."""
    told = {name: "1" if value is True else str(value or "") for name, value in options.items()}
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **told}


def host_command(host: str, say: Messages, *arguments: str) -> list[str]:
    """Return how to run the host on the project in this folder.

    Raises:
        click.UsageError: no host would run the plugin: what the host itself says is of no help.
    """
    _refuse_without_host(host, say)
    command, *options = arguments
    return [sys.executable, "-m", host, command, "--config-file", CONFIGURATION, *options]


def _refuse_without_host(host: str, say: Messages) -> None:
    """Refuse where no host would run the plugin: what the host itself says is of no help.

    Raises:
        click.UsageError: the host is not installed, or does not know of the plugin.
    """
    if not names_plugin(read_text(Path(CONFIGURATION)) or ""):
        raise click.UsageError(say("cli.no_plugin", file=CONFIGURATION))
    if not host.isidentifier() or find_spec(host) is None:
        raise click.UsageError(say("cli.no_host", host=host))
