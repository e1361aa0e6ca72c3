"""Who may import whom, and who may touch the disk: the rules hold, and each is seen to fail when it is broken."""

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS = "Modules import upstream only"
HOSTS = "The core knows no host"
DISK = "Only read, cache, publish and cli touch the disk"
CONTRACTS = {LAYERS, HOSTS, DISK}

TOUCH_THE_DISK = {"cache", "cli", "publish", "read"}
READ_PACKAGE_DATA = {"exports", "messages", "model", "rules"}

# What import-linter cannot tell from its harmless neighbours.
OPENERS = {"open", "io.open", "io.open_code", "io.FileIO", "codecs.open", "builtins.open"}
OUTSIDE = {"urllib.request", "importlib.machinery", "_io", "_sqlite3", "posix", "nt"}
PACKAGE_DATA = {"importlib.resources", "pkgutil"}


def broken(tree: Path) -> set[str]:
    """The contracts that `tree` breaks."""
    environment = os.environ | {"PYTHONPATH": str(tree), "COLUMNS": "200", "NO_COLOR": "1"}
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    run = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    states = {name: state for name in CONTRACTS for state in ("KEPT", "BROKEN") if f"{name} {state}" in run.stdout}
    assert states.keys() == CONTRACTS, run.stdout + run.stderr
    assert run.returncode == ("BROKEN" in states.values()), run.stdout + run.stderr
    return {name for name, state in states.items() if state == "BROKEN"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the code of the core, to plant a violation in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "lcsite", tmp_path / "lcsite", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def plant(tree: Path, module: str, line: str) -> None:
    """Add `line` to a module of the core; a package gets a module of its own for it."""
    package = tree / "lcsite" / module
    path = package / "planted.py" if package.is_dir() else package.with_suffix(".py")
    assert package.is_dir() or path.exists(), f"lcsite.{module} is gone: plant the line elsewhere"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")


def test_the_contracts_are_kept(tree: Path) -> None:
    assert broken(tree) == set()


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        pytest.param("yaml12", "from lcsite import source", LAYERS, id="the reader of YAML knows a later stage"),
        pytest.param("views", "from lcsite import exports", LAYERS, id="views know exports"),
        pytest.param("checks", "from lcsite import views", LAYERS, id="checks know views"),
        pytest.param("exports", "from lcsite import checks", LAYERS, id="exports know checks"),
        pytest.param("render", "import mkdocs", HOSTS, id="render knows MkDocs"),
        pytest.param("cli", "from properdocs.config import base", HOSTS, id="a command knows ProperDocs"),
        pytest.param("build", "import lcsite_plugins.plugin", HOSTS, id="the stages know the plugin"),
        pytest.param("views", "from lcsite_themes import toolkit", HOSTS, id="views know the theme"),
        pytest.param("markup", "import os.path", DISK, id="markup touches the disk"),
        pytest.param("facts", "from pathlib import Path", DISK, id="a fact touches the disk"),
        pytest.param("exports", "import sqlite3", DISK, id="an export touches the disk"),
        pytest.param("checks", "import socket", DISK, id="a check reaches the network"),
        pytest.param("library", "import subprocess", DISK, id="the library starts a program"),
    ],
)
def test_a_planted_violation_breaks_its_contract(tree: Path, module: str, line: str, contract: str) -> None:
    plant(tree, module, line)
    assert broken(tree) == {contract}


def test_a_module_that_no_layer_names_breaks_the_layers(tree: Path) -> None:
    (tree / "lcsite/helpers.py").touch()
    assert broken(tree) == {LAYERS}


def dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            return f"{dotted(value)}.{attribute}"
        case _:
            return "?"


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield module
                yield from (f"{module}.{name.name}" for name in names)


def forbidden(tree: ast.Module, *, package_data: bool) -> set[str]:
    """What in the code of one module reaches for a file, the network or package data without being allowed to."""
    refused = OPENERS | OUTSIDE | (set() if package_data else PACKAGE_DATA)
    called = {dotted(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return (called & (OPENERS | {"__import__", "importlib.import_module"})) | (set(imported(tree)) & refused)


def pure_modules() -> list[Path]:
    parts = {path: path.relative_to(ROOT / "lcsite").parts for path in (ROOT / "lcsite").rglob("*.py")}
    return sorted(path for path, (first, *_) in parts.items() if first.removesuffix(".py") not in TOUCH_THE_DISK)


@pytest.mark.parametrize("path", pure_modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_pure_module_opens_no_file(path: Path) -> None:
    owner = path.relative_to(ROOT / "lcsite").parts[0].removesuffix(".py")
    code = ast.parse(path.read_text(encoding="utf-8"))
    assert forbidden(code, package_data=owner in READ_PACKAGE_DATA) == set()


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("text = open('content/index.md').read()", "open"),
        ("import io\nio.FileIO('x')", "io.FileIO"),
        ("from io import open", "io.open"),
        ("import urllib.request", "urllib.request"),
        ("from urllib import request", "urllib.request"),
        ("from importlib import resources", "importlib.resources"),
        ("importlib.import_module('os')", "importlib.import_module"),
    ],
)
def test_a_call_that_opens_something_is_seen(code: str, what: str) -> None:
    assert what in forbidden(ast.parse(code), package_data=False)


def test_harmless_neighbours_pass() -> None:
    code = "import io\nfrom urllib.parse import quote\nio.BytesIO(b'')\nzip_file.open('index.html')"
    assert forbidden(ast.parse(code), package_data=False) == set()


def test_the_watch_takes_only_the_time_from_os() -> None:
    code = ast.parse((ROOT / "lcsite/watch.py").read_text(encoding="utf-8"))
    assert {name for name in imported(code) if name.partition(".")[0] == "os"} == {"os", "os.times"}
    assert not any(name.name == "os" for node in ast.walk(code) if isinstance(node, ast.Import) for name in node.names)


def test_the_theme_imports_nothing() -> None:
    for path in (ROOT / "themes").rglob("*.py"):
        assert list(imported(ast.parse(path.read_text(encoding="utf-8")))) == [], path
