"""A diagnostic with its words and its place found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lcsite import yaml12
from lcsite.diagnostics import Diagnostic, Place, Severity, Span
from lcsite.messages import Messages


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """All that a report shows of a diagnostic; `path` is relative to the project."""

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str
    hint: str


def word(
    diagnostics: Iterable[Diagnostic], messages: Messages, text_of: Callable[[str], str], content: str
) -> tuple[Worded, ...]:
    """Word diagnostics and sort them by place; the same one is reported once.

    `text_of` gives a text by its path in the folder `content`.
    """
    worded = {_one(each, messages, text_of, content) for each in diagnostics}
    return tuple(sorted(worded, key=lambda each: (each.path, each.line, each.column, each.code, each.message)))


def _one(found: Diagnostic, messages: Messages, text_of: Callable[[str], str], content: str) -> Worded:
    place = found.place
    span = _span(place, text_of)
    code = found.rule.code
    message, hint = f"{code}.message", f"{code}.hint"
    return Worded(
        path=place.path if place.path in _OUTSIDE else f"{content}/{place.path}",
        line=span.line,
        column=span.column,
        code=code,
        name=found.rule.name,
        severity=found.rule.severity,
        message=messages(message, **found.parameters) if messages.has(message) else found.rule.name.replace("-", " "),
        hint=messages(hint, **found.parameters) if messages.has(hint) else "",
    )


_OUTSIDE = frozenset({"mkdocs.yml", "model.yml"})


def _span(place: Place, text_of: Callable[[str], str]) -> Span:
    if place.pointer is None and not place.text:
        return Span(line=place.line or 1, column=1)
    return yaml12.locate(text_of(place.path), place)
