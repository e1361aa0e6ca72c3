"""What the commands say, where they say it, and with which status they end."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import entry, lcsite, project, read, write

from lcsite import __version__
from lcsite.cli import main

FILES = {
    "index.md": "---\ntitle: Home\n---\n",
    "articles/one.md": entry("see_also: [two]", title="One"),
    "articles/two.md": entry(title="Two"),
    "articles/three.md": entry("status: draft\nsee_also: [nowhere]", title="Three"),
}
MISTAKEN = entry("see_also: [twoo]", title="One")
COMMANDS = sorted(main.commands)
ARGUMENTS = {"schema": ["."], "publish": ["public"]}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return project(tmp_path / "project", FILES)


@pytest.fixture
def mistaken(small: Path) -> Path:
    write(small / "content/articles/one.md", MISTAKEN)
    write(small / "content/sources/book.md", "---\ntitle: Book\nsumary: x\n---\n")
    return small


def started(folder: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command in a process of its own, as from a shell."""
    own = {"XDG_CACHE_HOME": str(folder.parent / "cache"), "XDG_STATE_HOME": str(folder.parent / "state")}
    command = [sys.executable, "-m", "lcsite", *arguments]
    return subprocess.run(command, cwd=folder, env=os.environ | own | environment, capture_output=True, check=False)


# All commands


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_explains_itself(command: Sequence[str]) -> None:
    shown = CliRunner().invoke(main, [*command, "-h"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output
    assert all(line.strip() for line in shown.output.partition("Options:")[2].splitlines()[1:2])


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(main, ["--version"]).output == f"lcsite, version {__version__}\n"


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"explain"}))
@pytest.mark.parametrize(
    ("locale", "word"), [("nl_NL.UTF-8", "Hier staat geen mkdocs.yml"), ("C", "There is no mkdocs.yml")]
)
def test_a_folder_without_a_project_is_told_so(
    tmp_path: Path, command: str, locale: str, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", locale)
    result = lcsite(tmp_path, command, *ARGUMENTS.get(command, ()))
    assert result.exit_code == 2
    assert word in result.stderr
    assert result.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("encoding", ["latin-1", "cp437", "ascii"])
def test_a_terminal_without_our_quotation_marks_is_no_reason_to_fail(mistaken: Path, encoding: str) -> None:
    done = started(mistaken, "check", "--language", "nl", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 1
    assert b"LC301" in done.stdout
    assert b"Traceback" not in done.stderr


# lcsite check


def test_a_project_without_mistakes_is_told_so(small: Path) -> None:
    result = lcsite(small, "check")
    assert result.exit_code == 0
    assert "LC401" in result.stdout  # a notice, and no reason to stop
    assert result.stderr == "4 files checked: 1 notice.\n"


def test_mistakes_end_a_check_with_one(mistaken: Path) -> None:
    result = lcsite(mistaken, "check")
    assert result.exit_code == 1
    assert "content/articles/one.md:4:12: LC301" in result.stdout
    assert "content/sources/book.md:3:1: LC201" in result.stdout
    assert "Traceback" not in result.output


def test_a_warning_does_not_end_a_check_with_one(small: Path) -> None:
    write(small / "content/articles/two.md", entry("formerly: [too]", title="Two"))
    write(small / "content/articles/one.md", entry("see_also: [too]", title="One"))
    result = lcsite(small, "check")
    assert "LC310" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("paths", "codes"),
    [
        (["content/articles"], {"LC301"}),
        (["content/articles/one.md"], {"LC301"}),
        (["./content/sources/book.md"], {"LC201", "LC202"}),
        (["."], {"LC301", "LC201", "LC202"}),
        (["content/articles/two.md"], set()),
        (["mkdocs.yml"], set()),
    ],
)
def test_a_check_of_a_part_reports_on_that_part(mistaken: Path, paths: list[str], codes: set[str]) -> None:
    result = lcsite(mistaken, "check", "--format", "json", *paths)
    found = {each["code"] for each in json.loads(result.stdout) if each["severity"] == "error"}
    assert found == codes
    assert result.exit_code == bool(codes)


def test_a_part_may_be_named_by_its_full_path(mistaken: Path) -> None:
    result = lcsite(mistaken, "check", str(mistaken / "content/articles/one.md"))
    assert "LC301" in result.stdout
    assert "LC201" not in result.stdout


def test_drafts_are_checked_when_asked_for(small: Path) -> None:
    assert "nowhere" not in lcsite(small, "check").stdout
    result = lcsite(small, "check", "--drafts")
    assert "nowhere" in result.stdout
    assert result.exit_code == 1


def test_messages_come_in_the_language_that_is_asked_for(mistaken: Path) -> None:
    assert "has no ‘twoo’" in lcsite(mistaken, "check").stdout
    assert "heeft geen ‘twoo’" in lcsite(mistaken, "check", "--language", "nl").stdout
    assert lcsite(mistaken, "check", "--language", "fr").exit_code == 2


@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_a_report_for_a_machine_is_alone_on_its_stream(mistaken: Path, form: str) -> None:
    result = lcsite(mistaken, "check", "--format", form)
    assert result.exit_code == 1
    assert result.stderr == ""
    if form != "github":
        assert len(json.loads(result.stdout)) >= 2
    else:
        assert all(line.startswith("::") for line in result.stdout.splitlines())


def test_a_check_writes_nothing_in_the_project(mistaken: Path) -> None:
    before = read(mistaken)
    lcsite(mistaken, "check")
    assert read(mistaken) == before


def test_timings_are_written_where_asked(small: Path, tmp_path: Path) -> None:
    lcsite(small, "check", "--timings", str(tmp_path / "check.json"))
    lcsite(small, "build", "--timings", str(tmp_path / "build.json"))
    check, build = (json.loads((tmp_path / f"{name}.json").read_text("utf-8")) for name in ("check", "build"))
    assert {"read", "parse", "check"} <= check.keys()
    assert check.keys() | {"render", "publish"} <= build.keys()
    assert all(spent["wall"] >= 0 for spent in build.values())


def test_a_configuration_that_cannot_be_read_is_reported(small: Path) -> None:
    write(small / "mkdocs.yml", "site_name: [of the owner\n")
    result = lcsite(small, "check")
    assert result.exit_code == 1
    assert "mkdocs.yml:2:1: LC501" in result.stdout


# lcsite build


def test_a_build_tells_where_the_site_is(small: Path) -> None:
    result = started(small, "build")
    assert result.returncode == 0, result.stderr
    assert result.stdout.decode() == f"Done. Open {(small / 'site/index.html').as_uri()}\n"
    assert (small / "site/articles/one.html").is_file()


def test_a_build_passes_its_options_on(mistaken: Path) -> None:
    assert started(mistaken, "build").returncode == 1
    assert not (mistaken / "site").exists()
    done = started(mistaken, "build", "--keep-going", "--language", "nl")
    assert done.returncode == 0
    assert "Gepubliceerd zonder" in done.stderr.decode()
    assert "articles/three.html" not in read(mistaken / "site")
    assert started(mistaken, "build", "--keep-going", "--drafts").returncode == 0
    assert "articles/three.html" in read(mistaken / "site")
    assert started(mistaken, "build", "--keep-going", "--strict").returncode == 1


def test_options_of_an_earlier_build_are_not_left(small: Path) -> None:
    assert started(small, "build", LCSITE_DRAFTS="1").returncode == 0
    assert "articles/three.html" not in read(small / "site")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("      content: content\n", "      content: content\n      host: nowhere\n", "nowhere is not installed"),
        ("      content: content\n", "      content: content\n      host: os.path\n", "os.path is not installed"),
        ("  - lcsite:\n      content: content\n      model: minimal\n", "  - search\n", "plugins: [lcsite]"),
        ("plugins:\n  - lcsite:\n      content: content\n      model: minimal\n", "", "plugins: [lcsite]"),
    ],
)
def test_a_build_that_no_host_would_do_is_refused_in_words(small: Path, old: str, new: str, word: str) -> None:
    text = (small / "mkdocs.yml").read_text("utf-8")
    assert old in text
    write(small / "mkdocs.yml", text.replace(old, new))
    result = lcsite(small, "build")
    assert result.exit_code == 2
    assert word in result.stderr
    assert not (small / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "plugins", ["plugins: [lcsite]\n", "plugins: {lcsite: {model: minimal}}\n", "INHERIT: base.yml\n"]
)
def test_the_plugin_may_be_named_in_each_way_of_the_host(small: Path, plugins: str) -> None:
    settings = "site_name: A\ndocs_dir: content\nuse_directory_urls: false\ntheme: lcsite\n"
    write(small / "base.yml", "plugins: [lcsite: {model: minimal}]\n")
    write(small / "mkdocs.yml", settings + plugins)
    done = started(small, "build", "--keep-going")
    assert done.returncode == 0, done.stderr
    assert (small / "site/index.html").is_file()


# lcsite explain


def test_a_rule_is_explained_in_the_language_of_the_site(small: Path) -> None:
    shown = lcsite(small, "explain", "lc301")
    assert shown.exit_code == 0
    assert shown.stdout.startswith("# A reference to something that is not there")
    assert "LC301" in shown.stdout
    assert "bedoelde" not in shown.stdout
    assert "# Een verwijzing" in lcsite(small, "explain", "LC301", "--language", "nl").stdout


def test_a_rule_that_there_is_not_is_told_so(small: Path) -> None:
    shown = lcsite(small, "explain", "LC999")
    assert shown.exit_code == 2
    assert "There is no rule LC999" in shown.stderr
    assert "LC301" in shown.stderr


def test_all_rules_are_listed(tmp_path: Path) -> None:
    listed = lcsite(tmp_path, "explain", "--all", "--language", "en").stdout.splitlines()
    assert len(listed) > 40
    assert listed == sorted(listed)
    assert all(line[:2] == "LC" and line[2:5].isdigit() and line[7:] for line in listed)


def test_without_a_code_all_rules_are_offered(tmp_path: Path) -> None:
    shown = lcsite(tmp_path, "explain", "--language", "en")
    assert shown.exit_code == 2
    assert "LC301" in shown.stderr


# lcsite schema


def test_schemas_lie_where_an_editor_finds_them(small: Path) -> None:
    before = read(small)
    result = lcsite(small, "schema", ".")
    assert result.exit_code == 0
    after = read(small)
    assert {path: after[path] for path in before} == before
    written = after.keys() - before.keys()
    assert "schemas/articles.json" in written
    assert all(json.loads(after[path]) for path in written)
    assert all(path.startswith((".vscode/", "schemas/")) for path in written)


def test_settings_of_an_editor_are_kept(small: Path) -> None:
    write(small / ".vscode/settings.json", '{"editor.fontSize": 18}')
    lcsite(small, "schema", ".")
    assert json.loads(read(small)[".vscode/settings.json"])["editor.fontSize"] == 18
    write(small / ".vscode/settings.json", '{"editor.fontSize": 18} // large')
    result = lcsite(small, "schema", ".")
    assert result.exit_code == 1
    assert read(small)[".vscode/settings.json"].endswith(b"// large")
