"""Entries and plain pages: typed values, rendered text, references by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lcsite.address import Key, Origin, Target
from lcsite.diagnostics import Place
from lcsite.markup import Prose, Section
from lcsite.model import base


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link that has not been followed yet.

    `relation` is the relation's id, `origin_part` the part that it starts
    from, `values` what the link itself says, `sentence` the one around a
    mention. `image` is a picture in a text, not a link.
    """

    relation: str
    target: Target
    written: str
    place: Place
    origin_part: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""
    image: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; `values` maps the model's field ids to values of the field's kind.

    `anchors` are all places on its page that a reference may name, `prose`
    counts its running text, in the body and in values.
    """

    key: Key
    path: str
    digest: str
    title: str
    values: Mapping[str, Any]
    lead: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    anchors: tuple[str, ...]
    prose: Prose

    @property
    def origin(self) -> Origin:
        """What its links start from."""
        return self.key

    @property
    def status(self) -> str:
        """The entry's status; one of `model.base`."""
        return str(self.values.get(base.STATUS, base.PUBLISHED))

    @property
    def summary(self) -> str:
        """One or two sentences that stand alone."""
        return str(self.values.get("summary", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """A page that is no entry: the colophon, an explanation."""

    path: str
    digest: str
    title: str
    values: Mapping[str, Any]
    lead: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]
    anchors: tuple[str, ...]
    prose: Prose

    @property
    def origin(self) -> Origin:
        """What its links start from."""
        return self.path
