"""For people: one place, one fact, one remedy."""

from lcsite.reports.worded import Worded


def text(found: tuple[Worded, ...]) -> str:
    """Return each diagnostic as a line with its place, and its remedy below it."""
    lines = []
    for each in found:
        lines.append(f"{each.path}:{each.line}:{each.column}: {each.code} {each.message}")
        if each.hint:
            lines.append(f"  {each.hint}")
    return "".join(f"{line}\n" for line in lines)
