"""For GitLab: a code quality report."""

import json
from collections import Counter

from lcsite.diagnostics import Severity
from lcsite.reports.worded import Worded
from lcsite.source import digest

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTICE: "info"}


def gitlab(found: tuple[Worded, ...]) -> str:
    """Return the diagnostics in GitLab's code quality format.

    A fingerprint does not depend on the line, so that a fault which moved is
    not reported as new; the same fault twice in a file is counted.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for each in found:
        same = (each.path, each.code, each.message)
        seen[same] += 1
        rows.append(
            {
                "description": " – ".join(filter(None, (each.message, each.hint))),
                "check_name": each.code,
                "fingerprint": digest(*same, str(seen[same])),
                "severity": _SEVERITIES[each.severity],
                "location": {"path": each.path, "lines": {"begin": each.line}},
            },
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
