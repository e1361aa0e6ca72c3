"""The HTML is what the standard says, by the checker of those who write it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from looking import Toolkit

CHECKER = Path(__file__).parent / "node_modules/vnu-jar/build/dist/vnu.jar"


# The checker does not know that a file is of the origin `'self'`; browsers do, as other tests see.
STRANGE = "Resource violates Content Security Policy (meta tag): "


def messages(folder: Path, *, errors: bool = False) -> list[str]:
    """Return what the Nu checker finds in the pages below a folder: errors only, or warnings too."""
    assert CHECKER.is_file(), "no checker here: `make test` installs it"
    assert shutil.which("java"), "no Java here: `make test` installs it"
    command = ["java", "-Xss2m", "-jar", str(CHECKER), "--format", "json", "--skip-non-html", "--exit-zero-always"]
    done = subprocess.run([*command, str(folder)], check=True, capture_output=True, text=True, encoding="utf-8")
    found = json.loads(done.stderr)["messages"]
    return [
        f"{each['url'].rpartition('/site/')[2]}:{each.get('lastLine')} {each['message']}"
        for each in found
        if not each["message"].startswith(STRANGE) and (each["type"] == "error" or not errors)
    ]


@pytest.mark.slow
def test_every_page_is_valid(toolkit: Toolkit) -> None:
    assert messages(toolkit.output) == []


@pytest.mark.slow
def test_every_page_of_another_domain_is_valid(bakery: Toolkit) -> None:
    assert messages(bakery.output) == []


@pytest.mark.slow
def test_every_page_with_the_longest_words_is_valid(wordy: Path) -> None:
    assert messages(wordy, errors=True) == []


@pytest.mark.slow
def test_the_checker_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "x.html").write_text("<!doctype html><title>x</title><p id=a><p id=a>", "utf-8")
    assert any("Duplicate ID" in each for each in messages(tmp_path))
