"""Diagnostics worded and laid out: for people, for tools, for forges."""

from collections.abc import Callable, Mapping

from lcsite.reports.github import github
from lcsite.reports.gitlab import gitlab
from lcsite.reports.json import as_json
from lcsite.reports.text import text
from lcsite.reports.worded import Worded, word

REPORTS: Mapping[str, Callable[[tuple[Worded, ...]], str]] = {
    "text": text,
    "json": as_json,
    "github": github,
    "gitlab": gitlab,
}

__all__ = ["REPORTS", "Worded", "word"]
