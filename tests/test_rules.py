"""The manual of a rule is its test: each example gives exactly the report that the manual shows."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import lcsite_plugins
import pytest
from spec.harness import BASE, Example, Manual, compiled, examples, found, manuals, run, together

import lcsite
from lcsite.cli.explain import in_language, read_manuals, titles
from lcsite.diagnostics import Rule, Severity
from lcsite.settings import LANGUAGES

MANUALS = manuals()
EXAMPLES = examples()


def rules() -> Iterator[Rule]:
    """Yield the rules that are constants of a module of ours."""
    for package in (lcsite, lcsite_plugins):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                values = vars(importlib.import_module(module.name)).values()
                yield from (value for value in values if isinstance(value, Rule))


def test_each_rule_has_a_code_and_a_name_of_its_own() -> None:
    known = set(rules())
    assert len({rule.code for rule in known}) == len({rule.name for rule in known}) == len(known)


def test_each_rule_has_a_manual_and_each_manual_a_rule() -> None:
    assert sorted((manual.code, manual.name) for manual in MANUALS) == sorted(
        {(rule.code, rule.name) for rule in rules()}
    )


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.code)
def test_a_manual_says_what_is_wrong_and_how_to_mend_it_in_each_language(manual: Manual) -> None:
    assert tuple(manual.titles) == LANGUAGES
    assert all(len(paragraphs) == 2 for paragraphs in manual.paragraphs.values())
    assert manual.examples


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.code)
def test_each_example_of_a_manual_shows_its_rule(manual: Manual) -> None:
    for example in manual.examples:
        assert set(example.expected) == set(LANGUAGES)
        assert manual.code in example.codes


def test_the_base_of_the_examples_has_no_fault() -> None:
    assert not compiled(BASE).site.diagnostics


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_gives_exactly_its_report(example: Example, tmp_path: Path) -> None:
    assert run(example, tmp_path) == example.expected


def test_faults_in_the_content_do_not_hide_or_add_to_each_other(tmp_path: Path) -> None:
    expected = together((example for example in EXAMPLES if not example.alone), tmp_path)
    assert found(compiled(tmp_path)) == expected


def test_an_example_implies_nothing_worse_than_its_rule() -> None:
    severities = {rule.code: rule.severity for rule in rules()}
    for manual in MANUALS:
        for example in manual.examples:
            others = example.codes - {manual.code}
            assert all(severities[code] <= severities[manual.code] for code in others), example.fact


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_prints_a_manual_in_one_language_whatever_its_examples_hold(language: str) -> None:
    for code, text in read_manuals().items():
        manual = next(each for each in MANUALS if each.code == code)
        printed = in_language(text, language)
        assert printed.startswith(f"# {titles(text)[language]}\n")
        assert all(example.fact in printed for example in manual.examples)
        assert all(block.text in printed for example in manual.examples for block in example.blocks)
        for example in manual.examples:
            assert [each for each, report in example.expected.items() if report in printed] == [language]


def test_every_severity_is_in_use() -> None:
    assert {rule.severity for rule in rules()} == set(Severity)
