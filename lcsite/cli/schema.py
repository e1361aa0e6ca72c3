"""`lcsite schema`: what an editor needs to complete fields, terms and ids."""

import json
from pathlib import Path
from typing import Any

import click

from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import compile_project, read_configuration
from lcsite.inputs import Inputs
from lcsite.messages import messages
from lcsite.model.json_schema import entry_schema, page_schema
from lcsite.settings import LANGUAGES


@click.command("schema")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the help; default: the site's.")
def schema_command(directory: Path, language: str | None) -> None:
    """Write JSON Schemas, and VS Code settings that use them, into DIRECTORY.

    Existing settings of VS Code are kept; only ours are added or renewed.
    """
    folder = Path.cwd()
    settings, faults = read_configuration(folder)
    project, cache = compile_project(folder, settings, faults, TerminalWatch(settings.language))
    with cache:
        inputs = project.site.inputs
    if inputs is None:
        raise click.ClickException(messages(settings.language)("cli.not_published"))
    schemas = schemas_of(inputs, language or settings.language)
    target = directory / "schemas"
    target.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        (target / f"{name}.json").write_text(_json(schema), "utf-8")
    _settings(directory, inputs)
    click.echo(messages(language or settings.language)("cli.schema", folder=target))


def schemas_of(inputs: Inputs, language: str) -> dict[str, Any]:
    """Return a schema per collection, with the ids that its relations may lead to."""
    schemas = {"page": page_schema(language)}
    for collection in inputs.model.collections.values():
        schema = entry_schema(collection, inputs.vocabularies, language)
        for relation in collection.relations:
            ids = _ids(relation.targets, relation.target_part, inputs)
            _suggest(schema["properties"][relation.id], ids)
        schemas[collection.id] = schema
    return schemas


def _ids(targets: tuple[str, ...], part: str | None, inputs: Inputs) -> list[str]:
    found = []
    for name in targets:
        prefix = f"{name}/" if len(targets) > 1 else ""
        for entry in inputs.library.collection(name):
            parts = [f"#{each.id}" for each in entry.values.get(part, ())] if part else [""]
            found += [f"{prefix}{entry.key.id}{each}" for each in parts]
    return found


def _suggest(schema: dict[str, Any], ids: list[str]) -> None:
    """Offer ids to the editor's completion; others stay allowed, as a new entry may follow."""
    for inner in ("then", "else", "items"):
        if isinstance(schema.get(inner), dict):
            _suggest(schema[inner], ids)
    if schema.get("type") == "string":
        schema["examples"] = ids
    if isinstance(schema.get("properties"), dict) and "to" in schema["properties"]:
        schema["properties"]["to"] = {**schema["properties"]["to"], "examples": ids}


def _settings(directory: Path, inputs: Inputs) -> None:
    file = directory / ".vscode" / "settings.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    known: dict[str, Any] = {}
    if file.is_file():
        try:
            known = json.loads(file.read_text("utf-8"))
        except ValueError as error:  # it may have comments, which we would lose
            raise click.ClickException(f"{file}: {error}") from error
    content = inputs.settings.content
    ours = {f"./schemas/{name}.json": [f"{content}/{name}/*.yml"] for name in inputs.model.collections}
    known["yaml.schemas"] = {**known.get("yaml.schemas", {}), **ours}
    front = [
        {"path": f"{content}/{name}/*.md", "schema": f"./schemas/{name}.json"} for name in inputs.model.collections
    ]
    known["frontMatterValidator.schemas"] = front
    file.write_text(_json(known), "utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
