"""No module, template or script names anything of a model: with every name renamed the same site is made."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from renaming import KEPT, SIGN, Renaming
from support import ROOT, Published, read, write

from lcsite import yaml12
from lcsite.model.load import MAX_MODEL
from lcsite.views import index

BUILT_IN = ROOT / "lcsite" / "model" / "models" / "learning-communities.yml"


def renaming(model: Path) -> Renaming:
    data = yaml12.load(model.read_text("utf-8"), MAX_MODEL)
    assert isinstance(data, dict)
    return Renaming(data)


def lay_renamed(old: Path, new: Path, model: Path) -> None:
    """Write the project in `old` with every name of its model renamed."""
    rename = renaming(model)
    for path, data in read(old / "content").items():
        is_text = path.endswith((".md", ".yml"))
        write(new / "content" / rename.path(path), rename.text(path, data.decode()) if is_text else data)
    config = yaml.safe_load((old / "mkdocs.yml").read_text("utf-8"))
    for plugin in config["plugins"]:
        if "nav" in plugin["lcsite"]:
            plugin["lcsite"]["nav"] = [f"{SIGN}{name}" for name in plugin["lcsite"]["nav"]]
    write(new / "mkdocs.yml", yaml.safe_dump(config))
    write(new / "model.yml", rename.model_text())


@pytest.fixture(scope="module", params=["toolkit", "bakery"])
def twice(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Published, Published]:
    """A site, and the same one with every name of its model renamed."""
    first: Published = request.getfixturevalue(request.param)
    model = BUILT_IN if request.param == "toolkit" else first.folder / "model.yml"
    folder = tmp_path_factory.mktemp("renamed") / "project"
    lay_renamed(first.folder, folder, model)
    return first, Published(folder)


def test_the_sign_in_front_of_a_new_name_stands_nowhere_before(twice: tuple[Published, Published]) -> None:
    first, second = twice
    files = {**read(first.folder / "content"), **read(first.output)}
    assert [path for path, data in files.items() if SIGN.encode() in data or SIGN in path] == []
    assert any(SIGN in path for path in read(second.folder / "content"))


def test_every_name_of_the_model_has_been_renamed(twice: tuple[Published, Published]) -> None:
    inputs = twice[1].site.inputs
    assert inputs is not None
    for collection in inputs.model.collections.values():
        own = [collection.id, *(each.id for each in collection.sections)]
        for each in (*collection.fields, *collection.all_relations()):
            own.append(each.id)
            inner = {inside.id for inside in each.fields if each.id not in KEPT}
            assert [name for name in inner if not name.startswith(SIGN)] == []
        own += [each.inverse.id for each in collection.all_relations() if each.id not in KEPT]
        assert [name for name in own if name not in KEPT and not name.startswith(SIGN)] == []
    for vocabulary in inputs.vocabularies.values():
        if vocabulary.id not in KEPT:
            assert [name for name in (vocabulary.id, *vocabulary.terms) if not name.startswith(SIGN)] == []


def test_every_published_file_is_the_same_after_renaming_back(twice: tuple[Published, Published]) -> None:
    assert different(*twice) == []


def different(first: Published, second: Published) -> list[str]:
    """Return the files of a renamed site that, renamed back, are not those of the other."""
    old, new = (
        read(first.output),
        {path: data.replace(SIGN.encode(), b"") for path, data in read(second.output).items()},
    )
    return sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


def test_a_name_in_the_code_is_seen(bakery: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_title", lambda each, _: "Craft" if each.id == "techniques" else each.plural["en"])
    first, second = tmp_path / "first", tmp_path / "second"
    for path, data in read(bakery.folder).items():
        if not path.startswith("site/"):
            write(first / path, data)
    lay_renamed(first, second, first / "model.yml")
    assert "techniques/index.html" in different(Published(first), Published(second))


def test_nothing_is_found_in_the_one_that_is_not_found_in_the_other(twice: tuple[Published, Published]) -> None:
    def found(each: Published) -> list[tuple[str, str, str]]:
        places = ((item.rule.code, item.place) for item in each.site.diagnostics)
        return [(code, place.path.replace(SIGN, ""), str(place.pointer).replace(SIGN, "")) for code, place in places]

    first, second = twice
    assert found(second) == found(first)


SEEN = re.compile(rf">[^<]*{SIGN}[^<]*<")


def test_readers_see_no_name_of_the_model_but_in_what_an_author_wrote(twice: tuple[Published, Published]) -> None:
    """A link without words of its own shows where it leads; a wanted entry tells which file to make."""
    for path, data in read(twice[1].output).items():
        if path.endswith(".html"):
            for text in SEEN.findall(data.decode()):
                assert re.search(rf"{SIGN}[\w-]+/[\w-]+", text), (path, text)


def strings(file: Path) -> Iterator[str]:
    """Yield the texts in the code of a module; what it says of itself apart."""
    tree = ast.parse(file.read_text("utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_no_module_names_a_collection_of_the_built_in_model() -> None:
    rename = renaming(BUILT_IN)
    names = set(rename.collections) - KEPT - {"terms"}  # the words of a vocabulary are called so in every model
    named = {
        f"{file.relative_to(ROOT)}: {text}"
        for root in ("lcsite", "plugins")
        for file in sorted((ROOT / root).rglob("*.py"))
        for text in strings(file)
        if text in names or any(re.search(rf"\b{name}[./]", text) for name in names)
    }
    assert named == set()


def test_no_template_script_or_style_names_a_collection_of_the_built_in_model() -> None:
    names = "|".join(set(renaming(BUILT_IN).collections) - KEPT - {"terms", "questions", "lessons"})
    theme = ROOT / "themes" / "lcsite_themes" / "toolkit"
    named = {
        f"{file.relative_to(theme)}: {match}"
        for file in sorted(theme.rglob("*"))
        if file.suffix in {".html", ".css", ".js"} and "vendor" not in file.parts
        for match in re.findall(rf"[\"'.#-](?:{names})\b", file.read_text("utf-8"))
    }
    assert named == set()
