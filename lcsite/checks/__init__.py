"""Rules about the whole: each check is a generator of diagnostics, listed here."""

from collections.abc import Callable, Iterator

from lcsite.checks.colours import faint_colour
from lcsite.checks.counts import link_count
from lcsite.checks.editorial import duplicate_title, future_date, nobody_links
from lcsite.checks.files import misplaced_file, unknown_picture, unusable_file, unusable_logo
from lcsite.checks.readability import hard_text, many_links
from lcsite.checks.references import faulty_reference
from lcsite.checks.shapes import circle, descending_link, self_reference
from lcsite.diagnostics import Diagnostic
from lcsite.inputs import Inputs

Check = Callable[[Inputs], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    faulty_reference,
    link_count,
    self_reference,
    circle,
    descending_link,
    unusable_file,
    misplaced_file,
    unknown_picture,
    unusable_logo,
    faint_colour,
    duplicate_title,
    nobody_links,
    future_date,
    hard_text,
    many_links,
)
