"""The page that tells how to take the toolkit along, where there is no internet.

A build makes it without a link to a zip, since it knows of none, and so it
stands in the zip. `with_zip` makes it for the folder in which the zip is put.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lcsite.facts import as_of
from lcsite.inputs import Inputs
from lcsite.views.display import Display
from lcsite.views.page import Announced, Page
from lcsite.views.paths import taking_path

_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingPage:
    """All that `taking.html` may show; `zip` is empty where there is none beside the page, `newest` without address."""

    as_of: str
    newest: str
    zip: str = ""


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=taking_path(inputs.messages), title=inputs.messages("taking.title"), kind="taking")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    path, say = taking_path(inputs.messages), inputs.messages
    fresh = inputs.facts[as_of]
    view = TakingPage(as_of=Display(inputs, path).date(fresh) if fresh else "", newest=inputs.settings.url)
    title, description = say("taking.title"), say("taking.lead")
    yield Page(path=path, title=title, template="taking.html", view=view, description=description, active=path)


def with_zip(inputs: Inputs) -> Page:
    """Make the page for a folder that holds the zip."""
    (page,) = pages(inputs)
    return replace(page, view=replace(page.view, zip=zip_name(inputs)))


def zip_name(inputs: Inputs) -> str:
    """Return the name of the zip: the site's, and the date of what is newest in it."""
    fresh = inputs.facts[as_of]
    return f"{top_folder(inputs)}{f'-{fresh}' if fresh else ''}.zip"


def top_folder(inputs: Inputs) -> str:
    """Return the name of the one folder in the zip."""
    plain = unicodedata.normalize("NFKD", inputs.settings.title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "toolkit"
