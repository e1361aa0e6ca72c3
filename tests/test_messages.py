"""Whatever is said, is said in each language, with the parameters that its text needs."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from lcsite.messages import LANGUAGES, messages

ROOT = Path(__file__).parents[1]
SPOKEN = [ROOT / "lcsite" / name for name in ("views", "exports", "cli", "build.py", "render.py")] + [ROOT / "plugins"]
TEMPLATES = sorted((ROOT / "themes").rglob("*.html"))
SAID = re.compile(r"\bsay\(\s*\"([^\"]+)\"((?:[^()]|\([^()]*\))*)\)")


def texts(language: str) -> dict[str, Any]:
    """Return every text by its dotted name; one that depends on a parameter is a mapping with `by` and `other`."""
    return dict(_flat(messages(language).texts, ""))


def _flat(found: Mapping[str, Any], within: str) -> Iterator[tuple[str, Any]]:
    for name, text in found.items():
        if isinstance(text, Mapping) and "other" not in text:
            yield from _flat(text, f"{within}{name}.")
        else:
            yield f"{within}{name}", text


def variants(text: Any) -> Iterator[str]:
    """Yield the wordings of a text."""
    if isinstance(text, Mapping):
        for name, variant in text.items():
            if name != "by":
                yield from variants(variant)
    else:
        yield text


def parameters(text: Any) -> set[str]:
    """Return the names of the parameters that a text uses, in any of its wordings."""
    used = {name for variant in variants(text) for _, name, _, _ in Formatter().parse(variant) if name is not None}
    return used | set(_chosen_by(text))


def _chosen_by(text: Any) -> Iterator[str]:
    if isinstance(text, Mapping):
        yield text["by"]
        for name, variant in text.items():
            if name != "by":
                yield from _chosen_by(variant)


TEXTS = texts("nl")
GROUPS = {name.partition(".")[0] for name in TEXTS if not name.startswith("LC")}


def modules(*roots: Path) -> Iterator[tuple[str, ast.Module]]:
    """Yield the modules at or below some paths, parsed."""
    for root in roots:
        for file in [root] if root.is_file() else sorted(root.rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def given(call: ast.Call) -> set[str] | None:
    """Return the keywords of a call, None if it hands on a mapping that cannot be seen here."""
    names = {keyword.arg for keyword in call.keywords}
    return None if None in names else {name for name in names if name}


def name_of(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def test_both_languages_have_the_same_texts_with_the_same_parameters() -> None:
    first, second = ({name: parameters(text) for name, text in texts(language).items()} for language in LANGUAGES)
    assert first == second


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagnostic_is_a_fact_and_a_remedy_without_a_full_stop_or_a_place(language: str) -> None:
    for name, text in texts(language).items():
        if name.startswith("LC"):
            assert name.endswith((".message", ".hint"))
            for variant in variants(text):
                assert not variant.endswith(".") or "summary: " in variant, name
                assert not {"line", "column"} & parameters(variant), name


def test_each_rule_is_worded_and_each_wording_has_a_rule() -> None:
    codes = {code for codes in declared().values() for code in codes}
    assert {name for name in TEXTS if name.startswith("LC")} == {
        f"{code}.{part}" for code in codes for part in ("message", "hint")
    }


def declared() -> dict[str, set[str]]:
    """Return the codes of each constant that holds a rule, or a mapping to rules."""
    found: dict[str, set[str]] = {}
    trees = [tree for _, tree in modules(ROOT / "lcsite", ROOT / "plugins")]
    assigned = [
        (name_of(target), node.value)
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
    ]
    for name, value in assigned:
        if isinstance(value, ast.Call) and name_of(value.func) == "Rule" and isinstance(value.args[0], ast.Constant):
            assert name not in found, f"two rules are called {name}"
            found[name] = {str(value.args[0].value)}
    for name, value in assigned:
        if isinstance(value, ast.Dict) and (
            known := [found[name_of(each)] for each in value.values if name_of(each) in found]
        ):
            found[name] = set.union(*known)
    return found


def test_each_rule_is_given_the_parameters_that_its_wording_uses() -> None:
    rules = declared()
    missing = []
    for file, tree in modules(ROOT / "lcsite", ROOT / "plugins"):
        for call in calls(tree):
            names = given(call)
            for code in _reported(call, rules) if names is not None else ():
                wanted = parameters(TEXTS[f"{code}.message"]) | parameters(TEXTS[f"{code}.hint"])
                missing += [f"{file}:{call.lineno} {code} {name}" for name in sorted(wanted - (names or set()))]
    assert not missing


def _reported(call: ast.Call, rules: Mapping[str, set[str]]) -> set[str]:
    """Return the codes of the rules that a call reports: `RULE.at(place, …)`, or a rule handed on with the rest."""
    if isinstance(call.func, ast.Attribute) and call.func.attr == "at":
        value = call.func.value
        return rules.get(name_of(value.value if isinstance(value, ast.Subscript) else value), set())
    first = call.args[0] if call.args else None
    reports = name_of(call.func) in {"Refused", "fault"}
    return rules.get(name_of(first), set()) if reports and first is not None else set()


def test_whatever_the_code_says_exists() -> None:
    looks = re.compile(rf"(?:{'|'.join(sorted(GROUPS))})(?:\.[a-z_]+)+")
    unknown = [
        f"{file}:{node.lineno} {node.value}"
        for file, tree in modules(*SPOKEN)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if looks.fullmatch(node.value) and node.value not in TEXTS and not node.value.endswith((".html", ".md"))
    ]
    assert not unknown


def test_whatever_the_code_says_gets_its_parameters() -> None:
    missing = []
    for file, tree in modules(*SPOKEN):
        for call in calls(tree):
            first, names = call.args[0] if call.args else None, given(call)
            if isinstance(first, ast.Constant) and first.value in TEXTS and names is not None:
                lacking = parameters(TEXTS[str(first.value)]) - names
                missing += [f"{file}:{call.lineno} {first.value} {name}" for name in sorted(lacking)]
    assert not missing


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_whatever_a_template_says_exists_and_gets_its_parameters(template: Path) -> None:
    for name, rest in SAID.findall(template.read_text("utf-8")):
        if name.endswith("."):  # the rest of the name is the view's
            assert any(each.startswith(name) for each in TEXTS), name
        else:
            assert parameters(TEXTS[name]) <= set(re.findall(r"(\w+)=", rest)), name


def test_no_text_lies_unused() -> None:
    code = [file.read_text("utf-8") for root in ("lcsite", "plugins") for file in (ROOT / root).rglob("*.py")]
    written = "\n".join([*code, *(template.read_text("utf-8") for template in TEMPLATES)])
    unused = [
        name
        for name in TEXTS
        if not name.startswith("LC") and f'"{name}"' not in written
        if not re.search(rf'"{re.escape(name.rpartition(".")[0])}\.(?:\{{|" ~)', written)
    ]
    assert not unused
