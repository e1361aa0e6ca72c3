"""The synthetic toolkits that the benchmarks measure are like real ones, and the same each time."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.generate import generate
from benchmarks.outline import load_model

TOTAL = 120
MODEL = load_model()
COLLECTIONS = MODEL["collections"]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    generate(folder, TOTAL)
    return folder / "content"


@pytest.fixture(scope="module")
def entries(content: Path) -> dict[str, tuple[dict[str, Any], str]]:
    return {f"{path.parent.name}/{path.stem}": read(path) for path in content.glob("*/*.md")}


def read(path: Path) -> tuple[dict[str, Any], str]:
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front_matter), body


def relations(key: str) -> dict[str, Any]:
    return COLLECTIONS[key.partition("/")[0]].get("relations", {}) | {"sources": {"to": "sources"}}


def targets(key: str, data: dict[str, Any]) -> set[str]:
    found = set()
    for name, relation in relations(key).items():
        for value in data.get(name, []):
            reference = value["to"] if isinstance(value, dict) else value
            to = relation["to"]
            found.add(reference if isinstance(to, list) else f"{to.partition('#')[0]}/{reference.partition('#')[0]}")
    return found


def mentioned(body: str) -> set[str]:
    return set(re.findall(r"\]\(\.\./([^)]*)\.md\)", body))


def test_the_same_seed_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    generate(tmp_path, TOTAL)
    assert files(tmp_path / "content") == files(content)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_are_as_many_entries_as_asked_for_in_all_collections(entries: dict[str, Any]) -> None:
    assert len(entries) == TOTAL
    assert {key.partition("/")[0] for key in entries} == set(COLLECTIONS)


def test_titles_are_unique(entries: dict[str, Any]) -> None:
    assert len({data["title"] for data, _ in entries.values()}) == TOTAL


def test_every_link_has_a_target_and_every_entry_is_linked_to(entries: dict[str, Any]) -> None:
    linked = {target for key, (data, body) in entries.items() for target in targets(key, data) | mentioned(body)}
    assert linked == set(entries)


def test_an_entry_has_about_eight_links_and_450_words(entries: dict[str, Any]) -> None:
    links = [len(targets(key, data)) + len(mentioned(body)) for key, (data, body) in entries.items()]
    words = [len(re.sub(r"\]\([^)]*\)", "", body).split()) for _, body in entries.values()]
    assert 7 <= sum(links) / TOTAL <= 9
    assert 420 <= sum(words) / TOTAL <= 480


def test_required_fields_and_sections_are_there(entries: dict[str, Any]) -> None:
    for key, (data, body) in entries.items():
        spec = COLLECTIONS[key.partition("/")[0]]
        required = {name for name, field in spec.get("fields", {}).items() if field.get("required")}
        assert required <= set(data), key
        headings = [section["heading"]["nl"] for section in spec.get("sections", {}).values()]
        assert re.findall(r"^## (.*)$", body, re.MULTILINE) == headings, key


def test_texts_are_no_longer_than_the_model_allows(entries: dict[str, Any]) -> None:
    for key, (data, _) in entries.items():
        spec = COLLECTIONS[key.partition("/")[0]]
        limits = {name: field["max"] for name, field in spec.get("fields", {}).items() if field["kind"] == "text"}
        for name, limit in ({"title": 80, "summary": 240} | limits | spec["card"]).items():
            values = data.get(name, [])
            assert all(len(text) <= limit for text in ([values] if isinstance(values, str) else values)), (key, name)


def test_a_pattern_is_never_part_of_one_on_a_smaller_scale(entries: dict[str, Any]) -> None:
    scales = list(MODEL["vocabularies"]["scales"]["terms"])
    for data, _ in entries.values():
        for target in data.get("completes", []):
            assert scales.index(entries[f"patterns/{target}"][0]["scale"]) <= scales.index(data["scale"])


@pytest.mark.parametrize(("collection", "relation"), [("patterns", "completes"), ("communities", "part_of")])
def test_parts_and_wholes_make_no_circle(entries: dict[str, Any], collection: str, relation: str) -> None:
    left = {key: targets(key, {relation: data.get(relation, [])}) for key, (data, _) in entries.items()}
    left = {key: wholes for key, wholes in left.items() if key.startswith(collection)}
    while left:
        free = {key for key, wholes in left.items() if not wholes & set(left)}
        assert free
        left = {key: wholes for key, wholes in left.items() if key not in free}
