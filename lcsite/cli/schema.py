"""`lcsite schema`: what an editor needs to complete fields, terms and ids."""

import json
from pathlib import Path
from typing import Any

import click

from lcsite.cli.editor import schemas_of, settings_of, snippets_of
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import compile_project, read_configuration
from lcsite.messages import messages
from lcsite.settings import LANGUAGES


@click.command("schema")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the help; default: the site's.")
def schema_command(directory: Path, language: str | None) -> None:
    """Write JSON Schemas, and VS Code settings and snippets that use them, into DIRECTORY.

    Existing settings of VS Code are kept; only ours are added or renewed.
    """
    folder = Path.cwd()
    settings, faults = read_configuration(folder)
    language = language or settings.language
    project, cache = compile_project(folder, settings, faults, TerminalWatch(settings.language))
    cache.close()
    inputs = project.site.inputs
    if inputs is None:
        raise click.ClickException(messages(language)("cli.no_model"))
    for name, schema in schemas_of(inputs, language).items():
        _write(directory / "schemas" / f"{name}.json", schema)
    workspace = directory / ".vscode"
    _write(workspace / "settings.json", settings_of(inputs, _known(workspace / "settings.json")))
    _write(workspace / "lcsite.code-snippets", snippets_of(inputs, language))
    click.echo(messages(language)("cli.schema", folder=directory / "schemas"))


def _known(file: Path) -> dict[str, Any]:
    """Return the settings that are there already.

    Raises:
        click.ClickException: they are not plain JSON (comments, say), and would be lost.
    """
    if not file.is_file():
        return {}
    try:
        known = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise click.ClickException(f"{file}: {error}") from error
    return known if isinstance(known, dict) else {}


def _write(file: Path, value: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
