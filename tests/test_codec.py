"""What goes to another process or into the cache comes back as it was, and runs nothing."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import Published

from lcsite.codec import Codec
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.parallel import _CODEC


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    number: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    leaves: tuple[Any, ...] = ()
    named: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    name: str


CODEC = Codec((Leaf, Branch))

PLAIN = st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(max_size=8)
LEAVES = st.builds(Leaf, name=st.text(max_size=8), number=st.none() | st.floats(allow_nan=False, allow_infinity=False))
NAMES = st.text(max_size=5).filter(lambda name: name != "~")
VALUES = st.recursive(
    PLAIN | LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(NAMES, inner, max_size=3)
        | st.builds(
            Branch, leaves=st.lists(inner, max_size=3).map(tuple), named=st.dictionaries(NAMES, inner, max_size=3)
        )
    ),
    max_leaves=8,
)


@given(VALUES)
def test_what_was_written_is_read(value: object) -> None:
    assert CODEC.decode(CODEC.encode(value)) == value


@given(VALUES)
def test_the_same_value_gives_the_same_bytes(value: object) -> None:
    assert CODEC.encode(value) == CODEC.encode(CODEC.decode(CODEC.encode(value)))


def test_lists_come_back_as_tuples_so_that_nobody_changes_them() -> None:
    assert CODEC.decode(CODEC.encode([1, [2], {"a": [3]}])) == (1, (2,), {"a": (3,)})


def test_a_severity_comes_back_as_one() -> None:
    codec = Codec((Diagnostic, Place, Rule))
    found = Rule("LC001", "x", Severity.WARNING).at(Place(path="a.md", line=1), names=("a", "b"), count=2)
    again = codec.decode(codec.encode(found))
    assert again == found
    assert again.rule.severity is Severity.WARNING


def test_a_type_that_it_was_not_told_of_is_not_written() -> None:
    with pytest.raises((KeyError, TypeError)):
        CODEC.encode(Stranger(name="x"))
    with pytest.raises(TypeError):
        CODEC.encode({"x": object()})


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"{",
        b"\x80\x04\x95",
        b'{"~": "Stranger", "name": "x"}',
        b'{"~": "os.system", "command": "true"}',
        b'{"~": "Leaf"}',
        b'{"~": "Leaf", "name": "x", "more": 1}',
        b'{"~": ["Leaf"], "name": "x"}',
        b'{"~": 1}',
    ],
)
def test_what_it_did_not_write_is_refused(forged: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        CODEC.decode(forged)


def test_every_entry_of_two_toolkits_survives_the_journey(either: Published) -> None:
    assert either.site.inputs is not None
    for item in either.site.inputs.library.items():
        assert _CODEC.decode(_CODEC.encode(item)) == item
        assert json.loads(_CODEC.encode(item))["~"] == type(item).__name__
