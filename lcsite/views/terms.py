"""Terms explained where they stand: the first of each on a page opens its definition.

A button opens the definition and Escape closes it, both without a script; the
definitions stand after the text, also where a browser or paper opens nothing.
"""

from html import escape

from lcsite.address import Key, relative, resolve
from lcsite.facts import glossary
from lcsite.inputs import Inputs
from lcsite.model.traits import Glossary
from lcsite.model.values import Markdown


class Terms:
    """The terms of one page; it knows which have been explained."""

    def __init__(self, inputs: Inputs, path: str) -> None:
        self._inputs = inputs
        self._path = path
        self._glossary = inputs.facts[glossary]
        self._own = {key for key in self._glossary.words.values() if inputs.addresses.entries.get(key) == path}
        self._explained: set[Key] = set()

    def explain(self, html: str) -> str:
        """Return HTML with the terms that occur first in it explained; it holds nothing but clean markup."""
        pattern, words = self._glossary.pattern, self._glossary.words
        lower = html.lower()
        if pattern is None or len(lower) != len(html):  # a letter that is longer in lower case
            return html
        parts: list[str] = []
        notes: list[str] = []
        done = 0
        for match in pattern.finditer(lower):
            word = match["word"]
            if not word or (key := words[word]) in self._explained or key in self._own:
                continue
            self._explained.add(key)
            name = f"_term-{len(self._explained)}"
            start, end = match.span()
            button = f'<button type="button" class="explained" popovertarget="{name}">{html[start:end]}</button>'
            parts += (html[done:start], button)
            notes.append(self._note(key, name))
            done = end
        return "".join((*parts, html[done:], *notes)) if parts else html

    def _note(self, key: Key, name: str) -> str:
        inputs = self._inputs
        entry, path = inputs.library.entries[key], inputs.addresses.entries[key]
        trait = inputs.model.collections[key.collection].trait(Glossary)
        value = entry.values.get(trait.definition, "") if trait else ""
        if isinstance(value, Markdown):
            text = resolve(value.html, entry.path, self._path, inputs.addresses)
        else:
            text = f"<p>{escape(str(value))}</p>"
        title, more = escape(entry.title), escape(inputs.messages("glossary.more", title=entry.title))
        link = f'<p><a href="{escape(relative(path, self._path))}">{more}</a></p>'
        return f'<div class="gloss" id="{name}" popover><p><dfn>{title}</dfn></p>{text}{link}</div>'
