"""The wording of everything that people read, in each language of the interface.

A text may depend on one of its parameters: `{by: count, "1": …, other: …}`
takes the text under the parameter's value, or the one under `other`.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml
from babel.dates import format_date

LANGUAGES = ("nl", "en")
_READER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Messages:
    """The catalogue of one language."""

    def __init__(self, language: str, texts: Mapping[str, Any]) -> None:
        self.language = language
        self.texts = texts

    def __repr__(self) -> str:
        """Name the catalogue, not its contents."""
        return f"Messages({self.language!r})"

    def __call__(self, name: str, /, **parameters: object) -> str:
        """Return a text by its dotted name, with its parameters filled in.

        Raises:
            KeyError: there is no such text; a test proves that none is missing.
        """
        text: Any = self.texts
        for step in name.split("."):
            text = text[step]
        return self._worded(text, parameters)

    def has(self, name: str) -> bool:
        """Tell whether there is a text with this name."""
        text: Any = self.texts
        for step in name.split("."):
            if not isinstance(text, Mapping) or step not in text:
                return False
            text = text[step]
        return True

    def _worded(self, text: Any, parameters: Mapping[str, object]) -> str:
        while isinstance(text, Mapping):
            value = str(parameters.get(text["by"], ""))
            text = text[value] if value in text else text["other"]
        return str(text).format(**{name: self._shown(value) for name, value in parameters.items()})

    def _shown(self, value: object) -> str:
        if isinstance(value, tuple):
            return ", ".join(map(str, value))
        if isinstance(value, float):
            return f"{value:.15g}".replace(".", "," if self.language == "nl" else ".")
        return str(value)


@lru_cache(maxsize=4096)
def date_in_words(language: str, year: int, month: int = 0, day: int = 0) -> str:
    """Return a year, a month or a day as people write it; what is not known is 0."""
    if not month:
        return str(year)
    return format_date(date(year, month, day or 1), format="long" if day else "MMMM y", locale=language)


@cache
def messages(language: str) -> Messages:
    """Return the catalogue of a language; of Dutch if there is none."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    texts: dict[str, Any] = {}
    for part in ("diagnostics", "interface"):
        text = (files("lcsite.messages") / f"{part}.{language}.yml").read_text("utf-8")
        texts |= yaml.load(text, Loader=_READER)  # noqa: S506 - reads text, makes no objects
    return Messages(language, texts)
