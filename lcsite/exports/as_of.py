"""The date of the toolkit, as a script that fills it into every frame.

One contribution changes this file and not every page.
"""

import json
from collections.abc import Iterator

from lcsite.exports.file import File
from lcsite.facts import as_of
from lcsite.inputs import Inputs
from lcsite.messages import date_in_words


def as_of_script(inputs: Inputs) -> Iterator[File]:
    """Yield `assets/as-of.js`."""
    fresh = inputs.facts[as_of]
    language = inputs.settings.language
    words = date_in_words(language, fresh.year, fresh.month, fresh.day) if fresh else ""
    text = json.dumps(inputs.messages("frame.as_of", date=words) if words else "")
    script = f"for (const place of document.querySelectorAll('[data-as-of]')) place.textContent = {text};\n"
    yield File(path="assets/as-of.js", data=script.encode())
