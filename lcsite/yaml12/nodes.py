"""A text read into nodes, without recursion; what is not ours to read is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.yaml12.problems import began, problem

Value = str | list["Value"] | dict[str, "Value"] | None

MAX_CHARACTERS = 64_000
MAX_DEPTH = 12

TOO_LARGE = Rule("LC106", "too-large", Severity.ERROR)
TOO_DEEP = Rule("LC107", "too-deep", Severity.ERROR)
MALFORMED = Rule("LC103", "malformed-front-matter", Severity.ERROR)
DUPLICATE_KEY = Rule("LC104", "duplicate-key", Severity.ERROR)
UNSUPPORTED = Rule("LC105", "unsupported-yaml", Severity.ERROR)

FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""What is no text: controls, halves of characters, and what Unicode keeps for programs.

Terminals act on some of them, and neither HTML nor XML may hold them.
"""

# Line ends in YAML 1.1 and so for libyaml, characters like any other in 1.2: out of its sight while it reads.
_HIDDEN = {0x2028: "\ufdd0", 0x2029: "\ufdd1"}
_SHOWN = {0xFDD0: "\u2028", 0xFDD1: "\u2029"}
_MAX_SIGN = 40
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PARSER = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(frozen=True, slots=True)
class Node:
    """A value with the place where it stands; offsets count characters."""

    value: "str | list[Node] | dict[str, tuple[Node, Node]] | None"
    line: int
    column: int
    start: int
    end: int

    def plain(self) -> Value:
        """Return the value without places."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {name: item.plain() for name, (_, item) in self.value.items()}
        return self.value


class Refused(Exception):  # noqa: N818 - it carries a diagnostic, it is not one
    """The text is not what we read as YAML."""

    def __init__(self, rule: Rule, line: int, text: str | None = None, **parameters: str | int) -> None:
        super().__init__(rule.name)
        self.rule = rule
        self.line = line
        self.text = text
        self.parameters = parameters

    def at(self, path: str, first_line: int) -> Diagnostic:
        """Report the fault in a file where the YAML starts at `first_line`."""
        place = Place(path=path, line=self.line + first_line, text=self.text)
        return self.rule.at(place, **self.parameters)


def compose(text: str, limit: int = MAX_CHARACTERS) -> Node:
    """Read one YAML document of at most `limit` characters into nodes.

    Raises:
        Refused: with the rule and the line (from 0) where reading stopped.
    """
    _guard(text, limit)
    text = text.translate(_HIDDEN) if "\u2028" in text or "\u2029" in text else text
    try:
        return _document(yaml.parse(text, Loader=_PARSER))
    except yaml.MarkedYAMLError as error:
        mark = began(error)
        raise Refused(MALFORMED, 0 if mark is None else mark.line, problem=problem(error, text)) from error


def load(text: str, limit: int = MAX_CHARACTERS) -> Value:
    """Read one YAML document into plain values: text, lists, mappings, null."""
    return compose(text, limit).plain()


def _guard(text: str, limit: int) -> None:
    """Refuse what no parser need see. Depth is for `_step`: its events come one by one, and end at the limit."""
    if len(text) > limit:
        raise Refused(TOO_LARGE, 0, limit=limit // 1000)
    found = FORBIDDEN.search(text)
    if found:
        raise Refused(MALFORMED, text.count("\n", 0, found.start()), problem="characters")


def _document(events: Iterator[Any]) -> Node:
    """Turn the events of one document into nodes, without recursion."""
    stack: list[_Open] = []
    root: Node | None = None
    for event in events:
        node = _step(event, stack)
        if node is None:
            if root is not None and type(event) is yaml.DocumentStartEvent:
                raise Refused(MALFORMED, _line(event), problem="documents")
            continue
        if stack:
            stack[-1].add(node)
        else:
            root = node
    return root or Node(None, 0, 0, 0, 0)


def _step(event: Any, stack: "list[_Open]") -> Node | None:
    line = event.start_mark.line
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
        raise Refused(UNSUPPORTED, line, sign=_sign(event))
    kind = type(event)
    if kind is yaml.ScalarEvent:
        null = not event.style and event.value in _NULLS and not (stack and stack[-1].wants_name)  # plain has no style
        mark = event.start_mark
        return Node(None if null else _text(event), line, mark.column, mark.index, event.end_mark.index)
    if kind in {yaml.MappingStartEvent, yaml.SequenceStartEvent}:
        if len(stack) >= MAX_DEPTH:
            raise Refused(TOO_DEEP, line, limit=MAX_DEPTH)
        stack.append(_Open(event.start_mark, mapping=kind is yaml.MappingStartEvent))
    elif kind in {yaml.MappingEndEvent, yaml.SequenceEndEvent}:
        return stack.pop().close(event.end_mark.index)
    return None


def _text(event: Any) -> str:
    """Return a scalar's text; escapes may not bring in what the file may not hold."""
    value = str(event.value)
    if "\ufdd0" in value or "\ufdd1" in value:
        value = value.translate(_SHOWN)
    if event.style == '"' and FORBIDDEN.search(value):
        raise Refused(MALFORMED, _line(event), problem="characters")
    return value


def _line(event: Any) -> int:
    return int(event.start_mark.line)


def _sign(event: Any) -> str:
    if isinstance(event, yaml.AliasEvent):
        return f"*{event.anchor}"[:_MAX_SIGN]
    return (f"&{event.anchor}" if event.anchor else event.tag.replace("tag:yaml.org,2002:", "!!"))[:_MAX_SIGN]


class _Open:
    """A list or mapping whose end has not been seen."""

    __slots__ = ("items", "key", "mark", "names")

    def __init__(self, mark: Any, *, mapping: bool) -> None:
        self.mark = mark
        self.items: list[Node] = []
        self.names: dict[str, tuple[Node, Node]] | None = {} if mapping else None
        self.key: Node | None = None

    @property
    def wants_name(self) -> bool:
        """Tell whether a mapping's next node is a name; a name is text, whatever it says."""
        return self.names is not None and self.key is None

    def add(self, node: Node) -> None:
        if self.names is None:
            self.items.append(node)
        elif self.key is None:
            if not isinstance(node.value, str | None):
                raise Refused(MALFORMED, node.line, problem="bracket")
            if (node.value or "") in self.names:
                raise Refused(DUPLICATE_KEY, node.line, node.value, name=node.value or "")
            self.key = node
        else:
            self.names[str(self.key.value or "")] = (self.key, node)
            self.key = None

    def close(self, end: int) -> Node:
        value: Any = self.items if self.names is None else self.names
        return Node(value, self.mark.line, self.mark.column, self.mark.index, end)
