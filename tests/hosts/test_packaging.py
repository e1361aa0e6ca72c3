"""What a user installs is the whole of lcsite: the wheel holds all data files and works without the repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.hosts]

# Each source root and the name under which its packages are installed.
SOURCE_ROOTS = {"lcsite": "", "plugins/lcsite_plugins": "plugins/", "themes/lcsite_themes": "themes/"}


def run(*command: str | Path, cwd: Path, installed: Path | None = None) -> str:
    """Run a program; only `installed` and the libraries are importable there, not this repository."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "LCSITE"))}
    environment |= {"NO_MKDOCS_2_WARNING": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment |= {"PYTHONPATH": str(installed)} if installed else {}
    outcome = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel brings, to stand before the editable installation on the path."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, wheel, cwd=folder)
    return folder


def tracked(root: str) -> set[str]:
    """The files that git would commit, by the name that they have in the wheel."""
    listing = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", root, cwd=ROOT)
    names = (name for name in listing.split("\0") if name and (ROOT / name).is_file())
    return {name.removeprefix(SOURCE_ROOTS[root]) for name in names}


@pytest.mark.parametrize("root", SOURCE_ROOTS)
def test_the_wheel_holds_every_file_of_the_package(wheel: Path, root: str) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    assert tracked(root) - held == set()


def test_the_wheel_brings_data_beside_the_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = [Path(name) for name in archive.namelist()]
    for pattern in (
        "lcsite/rules/LC*.md",
        "lcsite/messages/*.yml",
        "lcsite/model/models/learning-communities.yml",
        "lcsite/model/models/minimal.yml",
        "lcsite_themes/toolkit/base.html",
        "lcsite_themes/toolkit/styles/*.css",
    ):
        assert any(name.match(pattern) for name in held), pattern


def test_the_wheel_brings_no_tests_and_no_content(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.partition("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"lcsite", "lcsite_plugins", "lcsite_themes"}


def test_the_packages_are_imported_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import lcsite, lcsite_plugins.plugin, lcsite_themes.toolkit as toolkit\n"
    code += "print(lcsite.__file__, lcsite_plugins.__file__, toolkit.__file__, sep='\\n')"
    files = run(sys.executable, "-c", code, cwd=tmp_path, installed=installed).splitlines()
    assert len(files) == 3
    assert all(Path(file).is_relative_to(installed) for file in files), files


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The smallest project: a configuration, a page and an entry."""
    files = {
        "mkdocs.yml": (
            "site_name: Proef\ndocs_dir: content\nuse_directory_urls: false\n"
            "theme:\n  name: lcsite\n  language: nl\nplugins:\n  - lcsite:\n      model: minimal\n"
        ),
        "content/index.md": "---\ntitle: Welkom\n---\n\nEen *proef*.\n",
        "content/articles/begin-klein.md": (
            "---\ntitle: Begin klein\nsummary: Wie klein begint, leert sneller.\n---\n\n## Uitleg\n\nNeem één straat.\n"
        ),
    }
    for name, text in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "project"


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_a_host_builds_a_small_project_with_the_wheel(host: str, installed: Path, project: Path) -> None:
    run(sys.executable, "-m", host, "build", "--strict", cwd=project, installed=installed)
    assert "Een <em>proef</em>." in (project / "site/index.html").read_text(encoding="utf-8")
    assert any("Neem één straat." in page.read_text(encoding="utf-8") for page in (project / "site").rglob("*.html"))


def test_the_command_builds_a_small_project_with_the_wheel(installed: Path, project: Path) -> None:
    run(sys.executable, "-m", "lcsite", "build", cwd=project, installed=installed)
    assert (project / "site/index.html").is_file()
