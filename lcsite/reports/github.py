"""For GitHub and Forgejo: workflow commands that annotate the changed lines."""

from lcsite.diagnostics import Severity
from lcsite.reports.worded import Worded

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def github(found: tuple[Worded, ...]) -> str:
    """Return a workflow command per diagnostic.

    Values are escaped as the forge's runner decodes them, so that a text from
    a contribution cannot start a command of its own.
    """
    return "".join(
        f"::{_COMMANDS[each.severity]} file={_property(each.path)},line={each.line},col={each.column},"
        f"title={_property(each.code)}::{_data(' – '.join(filter(None, (each.message, each.hint))))}\n"
        for each in found
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
