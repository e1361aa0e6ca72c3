"""What many tests need: a model and a project in a few lines, compiled without a disk, or published for real."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from lcsite.address import Key
from lcsite.assets import look_at
from lcsite.build import Options, Parts, Site, build
from lcsite.cache import Cache
from lcsite.cli import main
from lcsite.cli.site import Building, prepare
from lcsite.read import Tree
from lcsite.settings import Settings
from lcsite.source import TEXT_SUFFIXES, digest, make_source

ROOT = Path(__file__).parents[1]
MODELS = Path(__file__).parent / "models"
GOLDEN = Path(__file__).parent / "golden"
ENGLISH = Settings(title="A toolkit", language="en", model="minimal")

Files = Mapping[str, str | bytes]


def model(vocabularies: Mapping[str, Any] | None = None, **collections: Mapping[str, Any]) -> str:
    """Return the text of a model; labels and inverses that a test has no need of are filled in.

    A vocabulary may be a list of its terms.
    """
    known = {
        name: terms if isinstance(terms, Mapping) else {"label": {"en": name}, "terms": dict(map(_term, terms))}
        for name, terms in (vocabularies or {}).items()
    }
    filled = {name: _collection(name, collection) for name, collection in collections.items()}
    return json.dumps({"id": "small", "version": 1, "vocabularies": known, "collections": filled}, indent=1)


def _term(name: str) -> tuple[str, Any]:
    return name, {"label": {"en": name.replace("-", " ")}}


def _collection(name: str, collection: Mapping[str, Any]) -> dict[str, Any]:
    labels = {"singular": {"en": name.removesuffix("s")}, "plural": {"en": name}, "slug": {"en": name}}
    filled = {**labels, **collection, "fields": _fields(collection.get("fields", {}))}
    return {**filled, "relations": _relations(collection.get("relations", {}))}


def _fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    filled = {}
    for name, field in fields.items():
        filled[name] = {"kind": "text", "label": {"en": name}, **field}
        if "fields" in field:
            filled[name]["fields"] = _fields(field["fields"])
        if "relations" in field:
            filled[name]["relations"] = _relations(field["relations"])
    return filled


def _relations(relations: Mapping[str, Any]) -> dict[str, Any]:
    filled = {}
    for name, relation in relations.items():
        given = {"to": relation} if isinstance(relation, str | list) else dict(relation)
        given["fields"] = _fields(given.get("fields", {}))
        inverse = {"id": f"{name}_of", "label": {"en": f"{name} of"}}
        filled[name] = {"label": {"en": name}, "inverse": inverse, **given}
    return filled


def entry(front: str = "", body: str = "", *, title: str = "") -> str:
    """Return the text of an entry: what it must have, and what a test says."""
    title = title or f"Title {digest(front, body)[:6]}"
    return f"---\ntitle: {title}\nsummary: One sentence.\n{front.strip()}\n---\n{body}"


def tree(files: Files) -> Tree:
    """Return a content folder that lies on no disk."""
    texts = {path: data for path, data in files.items() if isinstance(data, str) and path.endswith(TEXT_SUFFIXES)}
    others = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
    return Tree(
        folder=Path("/nowhere"),
        sources=tuple(make_source(path, text) for path, text in sorted(texts.items())),
        assets=tuple(look_at(path, data) for path, data in sorted(others.items()) if path not in texts),
        faults=(),
    )


def compiled(
    files: Files,
    model: str = "minimal",
    *,
    settings: Settings = ENGLISH,
    options: Options | None = None,
    cache: Cache | None = None,
    parts: Parts | None = None,
) -> Site:
    """Compile a content folder, given by path and text, with a built-in model or with the text of one."""
    text = model if "\n" in model else None
    settings = settings if text else replace(settings, model=model)
    known = {"cache": cache or Cache(None), "options": options or Options()}
    return build(settings, text, tree(files), parts=parts, **known)


def codes(site: Site) -> list[str]:
    """Return the codes of what was found, sorted; notices apart."""
    return sorted(found.rule.code for found in site.diagnostics if found.rule.severity > 1)


def places(site: Site, code: str) -> list[str]:
    """Return where a rule found something, as `path pointer` or `path line`."""
    found = (each.place for each in site.diagnostics if each.rule.code == code)
    return sorted(f"{place.path} {place.line if place.pointer is None else place.pointer}" for place in found)


def key(text: str) -> Key:
    """Return the key that `collection/id` names."""
    collection, _, name = text.partition("/")
    return Key(collection=collection, id=name)


def project(folder: Path, files: Files, *, model: str = "minimal", language: str = "en", more: str = "") -> Path:
    """Lay a project on the disk: mkdocs.yml, content/, and model.yml where `model` is the text of one.

    Bytes are written as they are, text with the line ends that it has.
    """
    name = "" if "\n" in model else f"      model: {model}\n"
    theme = f"theme: {{name: lcsite, language: {language}}}\nuse_directory_urls: false\n"
    settings = f"site_name: A toolkit\n{theme}docs_dir: content\nplugins:\n  - lcsite:\n      content: content\n"
    write(folder / "mkdocs.yml", f"{settings}{name}{more}")
    if not name:
        write(folder / "model.yml", model)
    for path, data in files.items():
        write(folder / "content" / path, data)
    return folder


def write(file: Path, data: str | bytes) -> None:
    """Write a file, and the folders that it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.encode() if isinstance(data, str) else data)


def read(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by their path in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


@contextmanager
def own_cache(folder: Path) -> Iterator[None]:
    """Keep results in a folder of the test, and let nothing of the developer's environment in."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        for name in [name for name in os.environ if name.startswith("LCSITE_")]:
            patch.delenv(name)
        yield


def building(folder: Path) -> Building:
    """Compile the project in `folder` as its host would have it done."""
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    options = next((plugin["lcsite"] for plugin in config["plugins"] if isinstance(plugin, dict)), {})
    config["site_dir"] = str(folder / config.get("site_dir", "site"))
    with own_cache(folder.parent / f"{folder.name}-cache"):
        return prepare(folder, config, options, serving=False)


def published(folder: Path) -> Site:
    """Publish the project in `folder` into its folder `site`."""
    made = building(folder)
    made.publish()
    return made.project.site


class Published:
    """A project that has been published: its folder, and the site that was made of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site: Site = published(folder)

    @property
    def output(self) -> Path:
        """The folder with the published files."""
        return self.folder / "site"

    def text(self, path: str) -> str:
        """Return a published file as text."""
        return (self.output / path).read_text("utf-8")


def lcsite(folder: Path, *arguments: str) -> Result:
    """Run a command of lcsite in `folder`; what it says is in the result."""
    with chdir(folder), own_cache(folder.parent / f"{folder.name}-cache"):
        return CliRunner().invoke(main, arguments, catch_exceptions=False)


def golden(name: str, text: str) -> None:
    """Hold a text against the file that shows what it should be; `GOLDEN=write` writes it anew, to be reviewed."""
    file = GOLDEN / name
    if os.environ.get("GOLDEN") == "write":
        write(file, text)
    assert text == file.read_bytes().decode(), f"see tests/golden/{name}; GOLDEN=write writes it anew"
