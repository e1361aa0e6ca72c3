"""For tools: everything, as JSON."""

import json

from lcsite.reports.worded import Worded


def as_json(found: tuple[Worded, ...]) -> str:
    """Return a list of diagnostics with `path, line, column, code, name, severity, message, hint`."""
    rows = [
        {
            "path": each.path,
            "line": each.line,
            "column": each.column,
            "code": each.code,
            "name": each.name,
            "severity": each.severity.name.lower(),
            "message": each.message,
            "hint": each.hint,
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
