"""A copy of the code in which a recipe is followed: its own file, and its line in the list."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from support import ROOT, project, write

from lcsite.messages import LANGUAGES


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, and the one that is written below it."""

    after: str
    new: str


@dataclass(frozen=True, slots=True)
class Planted:
    """The copy, and a project to try it on."""

    code: Path
    project: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of lcsite with the code of the copy."""
        path = os.pathsep.join(str(self.code / name) for name in ("", "plugins", "themes"))
        home = {"XDG_CACHE_HOME": str(self.code / ".cache"), "XDG_STATE_HOME": str(self.code / ".state")}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("LCSITE_")}
        return subprocess.run(
            [sys.executable, "-m", "lcsite", *arguments],
            cwd=self.project,
            env={**environment, **home, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "LCSITE_PROCESSES": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def published(self) -> Path:
        """Publish the project, and return the folder."""
        finished = self.run("publish", "out")
        assert finished.returncode == 0, finished.stdout + finished.stderr
        return self.project / "out"


def plant(
    folder: Path,
    files: Mapping[str, str],
    lines: Mapping[str, tuple[Line, ...]],
    content: Mapping[str, str],
    *,
    model: str,
) -> Planted:
    """Follow a recipe: new files, and lines below others in files that are there."""
    code = folder / "code"
    for root in ("lcsite", "plugins", "themes"):
        shutil.copytree(ROOT / root, code / root, copy_function=shutil.copy2)
    for path, text in files.items():
        assert not (code / path).exists(), f"{path} is there already"
        write(code / path, text)
    for path, added in lines.items():
        text = (code / path).read_text("utf-8")
        for line in added:
            assert text.count(f"{line.after}\n") == 1, f"{path} has changed: where does the line go?"
            text = text.replace(f"{line.after}\n", f"{line.after}\n{line.new}\n")
        write(code / path, text)
    return Planted(code, project(folder / "project", content, model=model))


def wording(code: str, message: str, hint: str) -> dict[str, tuple[Line, ...]]:
    """Return the lines that word a rule in every language."""
    lines = f'{code}:\n  message: "{message}"\n  hint: "{hint}"'
    return {
        f"lcsite/messages/diagnostics.{language}.yml": (Line(_first_line(language), lines),) for language in LANGUAGES
    }


def _first_line(language: str) -> str:
    file = ROOT / "lcsite" / "messages" / f"diagnostics.{language}.yml"
    return next(line for line in file.read_text("utf-8").splitlines() if line.startswith("# 4xx"))
