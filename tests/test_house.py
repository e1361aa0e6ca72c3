"""The house stays small: a newcomer sees the whole in an hour."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES = 250
MOST_LINES_OF_A_FUNCTION = 40
OURS = ("lcsite", "plugins", "themes", "benchmarks")
VENDORED = "vendor"


def _files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *OURS], cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / line for line in listed.stdout.splitlines() if line.endswith(suffixes))
    return [path for path in paths if VENDORED not in path.parts and path.is_file()]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", _files(".py", ".js", ".css"), ids=_name)
def test_a_module_script_or_stylesheet_has_at_most_250_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", _files(".py"), ids=_name)
def test_a_function_has_at_most_40_lines(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = {
        node.name: length
        for node in functions
        if (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    }
    assert not long
