"""What can be wrong, where, and how bad: data only, worded by `reports`.

A diagnostic names its rule, its place and its parameters. The text that a
person reads is made late, in that person's language, from `messages`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Parameter = str | int | float | tuple[str, ...] | None


class Severity(IntEnum):
    """How bad it is; an error stops publication, the others do not."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a fault lies: a file, and in it a JSON pointer *or* a line.

    `pointer` is relative to the front matter (`/links/0/url`). `line` counts
    from 1; `text` is what stands there as written, so that the column can be
    found when a report needs it. `key` says that the name of the field is
    meant, not its value.
    """

    path: str
    pointer: str | None = None
    line: int | None = None
    text: str | None = None
    key: bool = False


def escape(step: str | int) -> str:
    """Return a name or index as a step of a JSON pointer."""
    return str(step).replace("~", "~0").replace("/", "~1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place in a text, as people count: line and column from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of fault: a code that is never reused, a name, a severity."""

    code: str
    name: str
    severity: Severity

    def __post_init__(self) -> None:
        """Make a severity of the number that JSON brings back."""
        object.__setattr__(self, "severity", Severity(self.severity))

    def at(self, place: Place, /, **parameters: Parameter) -> "Diagnostic":
        """Report this fault at `place`; the parameters fill its wording."""
        return Diagnostic(rule=self, place=place, parameters=parameters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault at one place."""

    rule: Rule
    place: Place
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def has_errors(diagnostics: "tuple[Diagnostic, ...]") -> bool:
    """Tell whether anything in `diagnostics` forbids publication."""
    return any(found.rule.severity is Severity.ERROR for found in diagnostics)
