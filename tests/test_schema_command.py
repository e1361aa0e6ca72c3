"""`lcsite schema`: an editor completes fields, terms and ids, and keeps the settings that it had."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from support import MODELS, Published, entry, lcsite, model, project, read, write

from lcsite.cli.editor import schemas_of, settings_of, snippets_of
from lcsite.inputs import Inputs


@pytest.fixture
def inputs(bakery: Published) -> Inputs:
    assert bakery.site.inputs is not None
    return bakery.site.inputs


@pytest.fixture
def schemas(inputs: Inputs) -> dict[str, Any]:
    return schemas_of(inputs, "en")


def references(schema: dict[str, Any]) -> list[str]:
    """Return the references that an editor offers for a relation."""
    one = schema.get("then", schema)["items"]
    short, long = one["else"], one["then"]["properties"]["to"]
    assert short["examples"] == long["examples"]
    found: list[str] = short["examples"]
    return found


def test_every_collection_has_a_valid_schema(schemas: dict[str, Any], inputs: Inputs) -> None:
    assert set(schemas) == {"page", *inputs.model.collections}
    for schema in schemas.values():
        jsonschema_rs.meta.validate(schema)


def test_a_relation_offers_the_entries_that_it_may_lead_to(schemas: dict[str, Any]) -> None:
    techniques = schemas["techniques"]["properties"]
    assert references(techniques["stages"]) == ["bake", "mix", "rise"]
    assert references(techniques["sources"]) == ["oven-letters", "the-long-rise"]
    assert references(schemas["trials"]["properties"]["bakery"]) == [
        "corner-shop",
        "home-baker",
        "mill-shop",
        "old-mill",
    ]


def test_a_relation_with_several_targets_offers_them_with_their_collection(schemas: dict[str, Any]) -> None:
    steps = references(schemas["courses"]["properties"]["steps"])
    assert {"stages/mix", "words/poolish", "trials/pancakes"} <= set(steps)
    assert "bakeries/old-mill" not in steps


def test_a_relation_with_parts_offers_the_parts(schemas: dict[str, Any]) -> None:
    assert references(schemas["techniques"]["properties"]["pieces"]) == [
        "old-scraper#blade",
        "scraper-set#bench-knife",
        "scraper-set#bowl-scraper",
    ]


def test_a_relation_of_a_part_offers_its_entries_too(schemas: dict[str, Any]) -> None:
    part = schemas["bakeries"]["properties"]["diary"]["items"]["properties"]
    assert references(part["stage"]) == ["bake", "mix", "rise"]


def test_a_new_reference_is_allowed_although_it_is_not_offered(schemas: dict[str, Any]) -> None:
    stages = schemas["techniques"]["properties"]["stages"]
    assert jsonschema_rs.validator_for(stages).is_valid(["new-one"])


def test_a_choice_offers_the_terms_of_the_model_and_of_the_content_with_their_meaning(schemas: dict[str, Any]) -> None:
    oven = schemas["bakeries"]["properties"]["oven"]
    assert oven["enum"] == ["deck", "wood", "kitchen"]
    assert oven["markdownEnumDescriptions"] == [
        "**deck oven** A stone floor with heat from above and below.",
        "**wood-fired oven**",
        "**kitchen oven**",
    ]
    assert schemas["techniques"]["properties"]["flours"]["items"]["enum"] == ["wheat", "rye", "spelt"]


def test_archived_and_broken_entries_are_not_offered(tmp_path: Path) -> None:
    text = model(notes={"relations": {"see": "notes"}})
    files = {"notes/a.md": entry(), "notes/b.md": entry("status: archived"), "notes/c.md": "---\n---\n"}
    folder = project(tmp_path / "p", files, model=text)
    assert lcsite(folder, "schema", "editor").exit_code == 0
    schema = json.loads((folder / "editor/schemas/notes.json").read_text("utf-8"))
    assert references(schema["properties"]["see"]) == ["a"]


# Snippets, for the front matter of Markdown.


def test_a_new_entry_has_the_first_fields_and_the_required_sections(inputs: Inputs) -> None:
    body = snippets_of(inputs, "en")["techniques: technique"]["body"]
    assert body == [
        "---",
        "title: ${1}",
        "summary: ${2}",
        "sort: ${3|habit,blunder|}",
        "trouble: ${4}",
        "cure: ${5}",
        "---",
        "## Method",
        "",
        "${6}",
    ]


def test_every_field_and_relation_has_a_snippet_with_its_choices(inputs: Inputs) -> None:
    snippets = snippets_of(inputs, "en")
    assert snippets["stages (technique)"]["body"] == ["stages: [${1|bake,mix,rise|}]"]
    assert snippets["oven (bakery)"]["body"] == ["oven: ${1|deck,wood,kitchen|}"]
    for collection in inputs.model.collections.values():
        name = collection.singular["en"]
        for item in (*collection.fields, *collection.relations):
            assert f"{item.id} ({name})" in snippets


# Files.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, data in read(MODELS / "bakery").items():
        write(tmp_path / "bakery" / path, data)
    return tmp_path / "bakery"


def known(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
    return found


def test_schemas_settings_and_snippets_lie_where_the_editor_looks(folder: Path) -> None:
    result = lcsite(folder, "schema", ".")
    assert (result.exit_code, result.stderr) == (0, "")
    collections = (
        "stages",
        "worries",
        "techniques",
        "trials",
        "bakeries",
        "tools",
        "courses",
        "words",
        "books",
        "notes",
    )
    assert sorted(read(folder / "schemas")) == sorted(f"{name}.json" for name in (*collections, "page"))
    assert sorted(read(folder / ".vscode")) == ["lcsite.code-snippets", "settings.json"]
    assert known(folder)["yaml.schemas"]["./schemas/tools.json"] == ["content/tools/*.yml"]


def test_settings_that_were_there_are_kept(folder: Path) -> None:
    old = {
        "editor.tabSize": 4,
        "yaml.schemas": {"https://example.org/x.json": "x.yml", "./schemas/tools.json": ["old"]},
        "[markdown]": {"editor.wordWrap": "on"},
    }
    write(folder / ".vscode/settings.json", json.dumps(old))
    assert lcsite(folder, "schema", ".").exit_code == 0
    new = known(folder)
    assert new["editor.tabSize"] == 4
    assert new["yaml.schemas"]["https://example.org/x.json"] == "x.yml"
    assert new["yaml.schemas"]["./schemas/tools.json"] == ["content/tools/*.yml"]
    assert new["[markdown]"]["editor.wordWrap"] == "on"


@pytest.mark.parametrize("old", [{}, {"yaml.schemas": None}, {"yaml.schemas": []}, {"[markdown]": "x"}])
def test_odd_settings_are_no_reason_to_fail(inputs: Inputs, old: dict[str, Any]) -> None:
    assert "./schemas/tools.json" in settings_of(inputs, old)["yaml.schemas"]


def test_settings_with_comments_are_not_lost(folder: Path) -> None:
    text = '{\n  // mine\n  "editor.tabSize": 4\n}\n'
    write(folder / ".vscode/settings.json", text)
    result = lcsite(folder, "schema", ".")
    assert result.exit_code == 1
    assert "settings.json" in result.stderr
    assert (folder / ".vscode/settings.json").read_text("utf-8") == text


def test_a_second_time_changes_nothing(folder: Path) -> None:
    lcsite(folder, "schema", ".")
    first = read(folder)
    lcsite(folder, "schema", ".")
    assert read(folder) == first


def test_help_comes_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {})
    for language, title in (("nl", "titel"), ("en", "title")):
        lcsite(folder, "schema", language, "--language", language)
        schema = json.loads((folder / language / "schemas/articles.json").read_text("utf-8"))
        assert schema["properties"]["title"]["title"] == title


def test_with_a_model_that_cannot_be_read_nothing_is_written(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {}, model="id: x\n")
    assert lcsite(folder, "schema", ".").exit_code == 1
    assert not (folder / "schemas").exists()
