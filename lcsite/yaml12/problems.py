"""What is wrong with a text that libyaml refuses, in words that the catalogue can explain."""

import re
from typing import Any

import yaml

_INDENTED_NAME = re.compile(r"\s+[\w-]+\s*")
_QUOTED = re.compile(r"[:-] +[\"']")
_BRACKETED = re.compile(r"[:-] +[\[{]")
_SIGNS = ("any token", "alias", "anchor", "block scalar", "sequence entries", "node content")


def began(error: yaml.MarkedYAMLError) -> Any:
    """Return where the fault began: what was never closed is found at the end of the text."""
    if error.context_mark and any(word in f"{error.context} {error.problem}" for word in ("flow", "quoted", "':'")):
        return error.context_mark
    return error.problem_mark or error.context_mark


def problem(error: yaml.MarkedYAMLError, text: str) -> str:
    """Name the fault in one of the words that the catalogue can explain."""
    found = f"{error.problem or ''} {error.context or ''}"
    mark = error.problem_mark
    line = text.split("\n")[mark.line : mark.line + 1] if mark else []
    before, after = (line[0][: mark.column], line[0][mark.column :]) if mark and line else ("", "")
    if "tab character" in found or ("cannot start any token" in found and after.startswith("\t")):
        return "tab"
    if "mapping values are not allowed" in found:
        return "indent" if _INDENTED_NAME.fullmatch(before) else "colon"
    if "expected ':'" in found:
        return "no-colon"
    if "escape" in found:
        return "escape"
    if "quoted scalar" in found or ("expected key" in found and _QUOTED.search(before)):
        return "quote"
    if "flow" in found or ("expected key" in found and _BRACKETED.search(before)):
        return "bracket"
    if any(word in found for word in _SIGNS):
        return "sign"
    return "indent" if "block" in found or "document start" in found else "other"
