"""The date of the toolkit, as a script that fills it into every frame.

One contribution changes this file and not every page.
"""

import json
from collections.abc import Iterator

from lcsite.exports.file import File
from lcsite.facts import as_of
from lcsite.inputs import Inputs
from lcsite.views.display import date_in_words


def as_of_script(inputs: Inputs) -> Iterator[File]:
    """Yield `assets/as-of.js`."""
    fresh = inputs.facts[as_of]
    text = inputs.messages("frame.as_of", date=date_in_words(fresh, inputs.settings.language)) if fresh else ""
    script = (
        f"document.querySelectorAll('[data-as-of]').forEach((place) => {{ place.textContent = {json.dumps(text)}; }});\n"
    )
    yield File(path="assets/as-of.js", data=script.encode())
