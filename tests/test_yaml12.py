"""YAML is what its author typed: nothing is guessed, nothing hides, nothing takes long."""

import time
from collections.abc import Iterator

import pytest
from corpora import yaml11
from hypothesis import given
from hypothesis import strategies as st

from lcsite import yaml12
from lcsite.diagnostics import Place

LISTED = "a:\n  - {}\n"
SINGLE = "a: {}\n"


def refusal(text: str) -> yaml12.Refused:
    """Why a text is not read."""
    with pytest.raises(yaml12.Refused) as caught:
        yaml12.load(text)
    return caught.value


def test_the_corpus_holds_forty_surprises() -> None:
    assert len(yaml11.LITERAL) + len(yaml11.READ) >= 40
    assert len(set(yaml11.LITERAL)) == len(yaml11.LITERAL)


@pytest.mark.parametrize("typed", yaml11.LITERAL)
def test_a_value_stays_what_was_typed(typed: str) -> None:
    assert yaml12.load(SINGLE.format(typed)) == {"a": typed}
    assert yaml12.load(LISTED.format(typed)) == {"a": [typed]}


@pytest.mark.parametrize(("typed", "value"), yaml11.READ.items())
def test_quotes_escapes_and_comments_mean_what_yaml_1_2_says(typed: str, value: str) -> None:
    assert yaml12.load(SINGLE.format(typed)) == {"a": value}
    assert yaml12.load(LISTED.format(typed)) == {"a": [value]}


@pytest.mark.parametrize("typed", yaml11.NOTHING)
def test_only_the_nulls_of_the_core_schema_are_no_value(typed: str) -> None:
    assert yaml12.load(SINGLE.format(typed)) == {"a": None}
    assert yaml12.load(LISTED.format(typed)) == {"a": [None]}


@pytest.mark.parametrize(("typed", "code"), yaml11.REFUSED.items())
def test_what_is_no_value_is_refused_with_its_rule(typed: str, code: str) -> None:
    for form in (SINGLE, LISTED):
        assert refusal(form.format(typed)).rule.code == code


@pytest.mark.parametrize("name", ["no", "NO", "on", "1.10", "12:30", "0123", "2022-11-04", "~", "null", "<<", "=", "y"])
def test_a_name_stays_what_was_typed(name: str) -> None:
    assert yaml12.load(f"{name}: a\n") == {name: "a"}


def test_a_tag_is_shown_as_it_was_typed() -> None:
    assert refusal("a: !!bool no\n").parameters == {"sign": "!!bool"}
    assert refusal("a: !eigen no\n").parameters == {"sign": "!eigen"}


@pytest.mark.parametrize("sign", ["&", "*", "!"])
def test_a_sign_of_a_hundred_pages_is_not_shown_in_full(sign: str) -> None:
    assert len(str(refusal(f"a: {sign}{'x' * 60_000}\n").parameters["sign"])) <= 40


@pytest.mark.parametrize("separator", ["\u2028", "\u2029"])
def test_a_separator_of_lines_is_a_character_like_any_other(separator: str) -> None:
    assert yaml12.load(f"a: b{separator}c\nd: e\n") == {"a": f"b{separator}c", "d": "e"}
    assert yaml12.locate(f"---\na: b{separator}c\nd: e\n---\n", Place(path="", pointer="/d")).line == 3


def test_a_forbidden_character_is_reported_on_its_line() -> None:
    for character in ("\x00", "\x1b", "\x7f", "\x85", "\x9b", "\ud800", "\ufdd0", "\uffff", "\U0001ffff"):
        refused = refusal(f"a: b\nc: d{character}\n")
        assert (refused.rule.code, refused.line, refused.parameters) == ("LC103", 1, {"problem": "characters"})


def test_a_text_that_never_closes_its_front_matter_has_no_body() -> None:
    assert yaml12.split("---\ntitle: a\n") == ("title: a\n", None, 0)
    assert yaml12.split("---") == ("", None, 0)
    assert yaml12.split("---\n---") == ("", "", 2)


def test_four_hyphens_or_an_indented_fence_close_nothing() -> None:
    assert yaml12.split("---\na: |\n  ---\n----\n---\nbody")[1] == "body"


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "[a: ", "{a: ", "- ? "])
def test_layers_without_end_are_refused_at_the_limit(sign: str) -> None:
    started = time.process_time()
    assert refusal(sign * (yaml12.MAX_CHARACTERS // len(sign))).rule.code == "LC107"
    assert refusal(f"a:\n  {sign * 10_000}").rule.code == "LC107"
    assert time.process_time() - started < 1


def test_brackets_beside_each_other_or_in_a_text_are_no_layers() -> None:
    assert yaml12.load(f"a: [{'{b: c}, ' * 500}]") == {"a": [{"b": "c"}] * 500}
    assert yaml12.load(f"a: '{'[' * 500}'\nb: |\n  {'- ' * 500}\n") == {"a": "[" * 500, "b": f"{'- ' * 500}\n"}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def mappings(value: yaml12.Value) -> Iterator[str]:
    """Yield all texts in a value."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from mappings(item)
    elif isinstance(value, list):
        for item in value:
            yield from mappings(item)
    elif value is not None:
        yield value


@given(TEXT)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = yaml12.load(text)
    except yaml12.Refused:
        return
    assert not any(yaml12.FORBIDDEN.search(each) for each in mappings(value))


@given(TEXT.filter(yaml12.FORBIDDEN.search))
def test_what_is_refused_is_refused_on_a_line_of_the_text(text: str) -> None:
    assert 0 <= refusal(text).line <= text.count("\n")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60))
def test_what_stands_between_single_quotes_is_literal(text: str) -> None:
    quoted = text.replace("'", "''")
    assert yaml12.load(f"a: '{quoted}'\n") == {"a": text}


@given(TEXT, st.integers(0, 70), st.sampled_from(["", "/a", "/a/0", "/b~1c", "/x"]))
def test_any_place_in_any_text_can_be_looked_for(text: str, line: int, pointer: str) -> None:
    place = Place(path="", pointer=pointer) if line == 0 else Place(path="", line=line, text=text[:5])
    span = yaml12.locate(text, place)
    assert span.line >= 1
    assert span.column >= 1
