"""Diagnostics as people, tools and forges read them; the files in golden/ show each to the letter."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import entry, golden, lcsite, model, project

from lcsite.cli import explain
from lcsite.diagnostics import Severity
from lcsite.messages import messages
from lcsite.reports import REPORTS, Worded, word
from lcsite.reports.github import github
from lcsite.reports.gitlab import gitlab

MODEL = model(
    notes={
        "fields": {"word": {"max": 5}, "links": {"kind": "url", "many": True}, "old": {"was": ["older"]}},
        "relations": {"see": "notes"},
    }
)
FILES: dict[str, str | bytes] = {
    "notes/a.md": entry("see: [beginn]\nword: too long\nlinks: [{url: example.org}]", title="A"),
    "notes/begin.md": entry("older: x\nsee: [a, a]", "See [it](begn.md).\n", title="Begin"),
    "notes/odd.md": entry(
        'word: "100%,\\n::error file=x::no"\n"a:b,c%": 1', "<b>\n\n[x](%0A::warning::y)\n", title="Odd"
    ),
    "notes/lonely.md": entry(title="Lonely"),
    "note/c.md": entry(title="C"),
    "notes/a/x.exe": b"MZ",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("reports") / "p", FILES, model=MODEL)


SUFFIXES = {"text": "txt", "json": "json", "github": "txt", "gitlab": "json"}


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_looks_like_its_golden_file(folder: Path, form: str, language: str) -> None:
    result = lcsite(folder, "check", "--format", form, "--language", language)
    golden(f"{form}.{language}.{SUFFIXES[form]}", result.stdout)
    assert result.exit_code == 1


def test_the_last_line_for_people_says_how_it_stands_and_is_no_part_of_a_report(folder: Path) -> None:
    assert lcsite(folder, "check").stderr == "5 files checked: 10 errors, 2 warnings, 2 notices.\n"
    assert lcsite(folder, "check", "--format", "json").stderr == ""


def test_a_report_can_be_asked_for_some_paths_only(folder: Path) -> None:
    result = lcsite(folder, "check", "content/notes/begin.md", "content/note", "--format", "json")
    assert {row["path"] for row in json.loads(result.stdout)} == {"content/notes/begin.md", "content/note/c.md"}


def test_warnings_alone_do_not_fail_a_check(tmp_path: Path) -> None:
    result = lcsite(project(tmp_path / "p", {"notes/a.md": entry("older: x")}, model=MODEL), "check")
    assert "LC230" in result.stdout
    assert result.exit_code == 0


def test_a_project_without_faults_has_an_empty_report(tmp_path: Path) -> None:
    clean = project(tmp_path / "p", {}, model=MODEL)
    reports = {form: lcsite(clean, "check", "--format", form).stdout for form in REPORTS}
    assert reports == {"text": "", "json": "[]\n", "github": "", "gitlab": "[]\n"}


def worded(**values: object) -> Worded:
    given_ = {
        "path": "content/a.md",
        "line": 1,
        "column": 2,
        "code": "LC301",
        "name": "unknown-reference",
        "severity": Severity.ERROR,
        "message": "message",
        "hint": "hint",
    }
    return Worded(**{**given_, **values})  # type: ignore[arg-type]


# GitHub and Forgejo.

COMMAND = re.compile(r"::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=([^,:]*)::([^\n]*)\n")


def decoded(text: str) -> str:
    """Decode a value as the runner of the forge does."""
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


@given(path=st.text(max_size=20), message=st.text(max_size=40))
def test_a_text_cannot_leave_its_command(path: str, message: str) -> None:
    report = github((worded(path=path, message=message, hint=""),))
    match = COMMAND.fullmatch(report)
    assert match is not None
    assert decoded(match[2]) == path
    assert decoded(match[6]) == message
    assert report.count("\n") == 1


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTICE, "notice")]
)
def test_a_severity_has_a_command_of_its_own(severity: Severity, command: str) -> None:
    assert github((worded(severity=severity),)).startswith(f"::{command} ")


# GitLab.

GITLAB = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^LC[0-9]{3}$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "additionalProperties": False,
                "properties": {
                    "path": {"type": "string", "pattern": "^[^/.]"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "additionalProperties": False,
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def test_a_code_quality_report_is_what_gitlab_reads(folder: Path) -> None:
    rows = json.loads(lcsite(folder, "check", "--format", "gitlab").stdout)
    jsonschema_rs.validator_for(GITLAB).validate(rows)
    assert len({row["fingerprint"] for row in rows}) == len(rows)


def test_a_fault_that_moved_keeps_its_fingerprint_and_a_second_one_has_its_own() -> None:
    def prints(*found: Worded) -> list[str]:
        return [row["fingerprint"] for row in json.loads(gitlab(found))]

    assert prints(worded(line=1)) == prints(worded(line=9, column=5))
    assert len(set(prints(worded(line=1), worded(line=9)))) == 2
    assert prints(worded(message="other")) != prints(worded())


# Wording and order.


def test_every_report_of_every_text_is_one_that_its_reader_can_read() -> None:
    found = tuple(worded(message=message, hint="") for message in ("é ‘quoted’", "a\nb", '"', "\\"))
    assert [row["message"] for row in json.loads(REPORTS["json"](found))] == [each.message for each in found]
    assert len(json.loads(REPORTS["gitlab"](found))) == 4


def test_diagnostics_stand_in_the_order_of_their_places_and_once(folder: Path) -> None:
    rows = json.loads(lcsite(folder, "check", "--format", "json").stdout)
    order = [(row["path"], row["line"], row["column"], row["code"], row["message"]) for row in rows]
    assert order == sorted(set(order))


def test_paths_are_those_of_the_project_whatever_the_content_folder_is_called() -> None:
    from lcsite.diagnostics import Place, Rule

    rule = Rule("LC401", "nobody-links", Severity.NOTICE)
    found = [rule.at(Place(path=path, line=1), title="A") for path in ("notes/a.md", "mkdocs.yml", "model.yml")]
    paths = [each.path for each in word(found, messages("en"), lambda _: "", "texts")]
    assert paths == ["mkdocs.yml", "model.yml", "texts/notes/a.md"]


# Explaining.

MANUAL = """# nl: Een titel

Wat er is.

# en: A title

What it is.

# examples

## A fact

```md notes/a.md
---
title: A
---
```

```diagnostics
content/notes/a.md:1:1: LC999 een melding
```

```diagnostics en
content/notes/a.md:1:1: LC999 a message
```
"""


@pytest.fixture
def manuals(monkeypatch: pytest.MonkeyPatch) -> Callable[..., object]:
    monkeypatch.setattr(explain, "read_manuals", lambda: {"LC998": MANUAL.replace("title", "name"), "LC999": MANUAL})
    return lcsite


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.usefixtures("manuals")
def test_a_manual_is_printed_in_one_language(tmp_path: Path, language: str) -> None:
    golden(f"explain.{language}.txt", lcsite(tmp_path, "explain", "lc999", "--language", language).stdout)


@pytest.mark.usefixtures("manuals")
def test_all_manuals_are_listed_with_their_titles(tmp_path: Path) -> None:
    assert lcsite(tmp_path, "explain", "--all", "--language", "en").stdout == "LC998  A name\nLC999  A title\n"


@pytest.mark.usefixtures("manuals")
def test_a_code_that_is_none_is_answered_with_those_there_are(tmp_path: Path) -> None:
    result = lcsite(tmp_path, "explain", "LC000", "--language", "en")
    assert (result.exit_code, result.stderr) == (2, "There is no rule LC000. Known are: LC998, LC999.\n")


def test_every_rule_that_is_reported_can_be_explained(folder: Path) -> None:
    rows = json.loads(lcsite(folder, "check", "--format", "json").stdout)
    for code in {row["code"] for row in rows}:
        assert lcsite(folder, "explain", code).exit_code == 0
