"""Old names rewritten as new ones, in place: the rest of a file is left alone.

Spans come from our own YAML nodes; a value in a block scalar, or with an
anchor or a tag, is never touched (we refuse the latter two anyway).
"""

from collections.abc import Iterable

from lcsite import yaml12
from lcsite.diagnostics import Place


def rewrite(text: str, renames: Iterable[tuple[Place, str, str]]) -> str:
    """Return the text with each old name at its place replaced by the new one.

    A place whose text is not the old name (quoted otherwise, say) is left as it is.
    """
    spans = []
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for place, old, new in renames:
        span = yaml12.locate(text, place)
        start = starts[span.line - 1] + span.column - 1
        start += text[start : start + 1] in {'"', "'"}
        if text.startswith(old, start):
            spans.append((start, start + len(old), new))
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
