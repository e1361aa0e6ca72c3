"""The kinds of value that a field can hold: a schema for each, and a type.

A kind is a class with `schema(field, vocabularies)`, the JSON Schema of one
value, and `read(value, field, reading)`, which types a value that the schema
has accepted. `Reading` collects what typing finds on the way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from lcsite import markup
from lcsite.diagnostics import Diagnostic, Place
from lcsite.markup import Mention
from lcsite.model.model import Field, Vocabularies
from lcsite.model.values import Estimate, Image, Markdown, Part, PartialDate, Url, read_date

Schema = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What typing the values of one document found, and where it is reading."""

    path: str
    pointer: str = ""
    mentions: list[tuple[str, Mention]] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    prose: list[markup.Prose] = field(default_factory=list)

    def within(self, step: str | int) -> "Reading":
        """Return a reading of what lies below, which collects in the same lists."""
        return Reading(self.path, f"{self.pointer}/{step}", self.mentions, self.faults, self.prose)


class Kind(Protocol):
    """What a kind of field must offer."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:
        """Return the JSON Schema of one value."""

    def read(self, value: Any, field: Field, reading: Reading) -> Any:
        """Return the typed value; `value` has passed the schema."""


_FOLDED = re.compile(r"[ \t\n\r\u2028\u2029]+")
"""A text is one line; a space that does not break stays one."""


class TextKind:
    """Plain text; nothing in it is markup."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        return {"type": "string", "minLength": 1, **({"maxLength": max(1, int(field.max))} if field.max else {})}

    def read(self, value: Any, field: Field, reading: Reading) -> str:  # noqa: ARG002
        return _FOLDED.sub(" ", str(value)).strip(" ")


class MarkdownKind(TextKind):
    """Formatted text without headings."""

    def read(self, value: Any, field: Field, reading: Reading) -> Any:  # noqa: ARG002
        rendered = markup.render(value, reading.path)
        place = Place(path=reading.path, pointer=reading.pointer)
        reading.faults += [replace(fault, place=place) for fault in rendered.faults]
        if rendered.sections:
            heading = rendered.sections[0].heading
            reading.faults.append(markup.HEADING_LEVEL.at(place, heading=heading, level=2, expected=0))
        reading.mentions += [(reading.pointer, mention) for mention in rendered.mentions]
        reading.prose.append(rendered.prose)
        return Markdown(html=rendered.lead)


class NumberKind:
    """A number, whole or not."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        schema: Schema = {"type": "integer" if field.whole else "number"}
        if field.min is not None:
            schema["minimum"] = field.min
        if field.max is not None:
            schema["maximum"] = field.max
        return schema

    def read(self, value: Any, field: Field, reading: Reading) -> Any:  # noqa: ARG002
        return value


class BooleanKind(NumberKind):
    """`true` or `false`."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        return {"type": "boolean"}


class DateKind:
    """A year, a month or a day."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        return {"type": ["string", "integer"], "format": "partial-date"}

    def read(self, value: Any, field: Field, reading: Reading) -> PartialDate:  # noqa: ARG002
        return read_date(str(value))


class UrlKind:
    """A web address, alone or with a title."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        address = {"type": "string", "format": "web-address"}
        text = {"type": "string", "minLength": 1, "maxLength": 160}
        properties = {
            "url": address,
            "title": text,
            "checked": FIELD_KINDS["date"].schema(field, {}),
            "archived": address,
        }
        return either(record(properties, ["url"]), address)

    def read(self, value: Any, field: Field, reading: Reading) -> Url:  # noqa: ARG002
        if isinstance(value, str):
            return Url(url=value)
        checked = read_date(str(value["checked"])) if "checked" in value else None
        return Url(url=value["url"], title=value.get("title", ""), checked=checked, archived=value.get("archived", ""))


class ChoiceKind:
    """A term of a vocabulary."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:
        vocabulary = vocabularies[field.vocabulary or ""]
        return {"type": "string"} if vocabulary.broken else {"type": "string", "enum": list(vocabulary.terms)}

    def read(self, value: Any, field: Field, reading: Reading) -> str:  # noqa: ARG002
        return str(value)


class ImageKind:
    """A picture from the entry's folder, with its alternative text and licence."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        text = {"type": "string", "minLength": 1, "maxLength": 400}
        properties = dict.fromkeys(("file", "alt", "caption", "credit", "licence", "source"), text)
        return record(properties, ["file", "alt", "licence"])

    def read(self, value: Any, field: Field, reading: Reading) -> Image:  # noqa: ARG002
        return Image(**value)


class EstimateKind:
    """A number, or a range from `least` to `most`, that a source gives or that the editors estimate."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:
        number = NumberKind().schema(field, vocabularies)
        names = dict.fromkeys(("value", "least", "most"), number)
        long = record({**names, "basis": {"type": "string", "enum": ["source", "estimate"]}}, [])
        return either({**long, "minProperties": 1}, number)

    def read(self, value: Any, field: Field, reading: Reading) -> Estimate:  # noqa: ARG002
        if not isinstance(value, Mapping):
            return Estimate(least=value, most=value, estimated=True)
        numbers = [value[name] for name in ("value", "least", "most") if name in value] or [0]
        return Estimate(least=min(numbers), most=max(numbers), estimated=value.get("basis") != "source")


class AddressKind:
    """An old address: `[collection/]id`."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:  # noqa: ARG002
        return {"type": "string", "format": "entry-address"}

    def read(self, value: Any, field: Field, reading: Reading) -> str:  # noqa: ARG002
        return str(value)


class PartsKind:
    """Records with fields and relations of their own, and an id."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:
        properties: Schema = {"id": {"type": "string", "format": "part-id"}}
        properties |= {each.id: schema_of(each, vocabularies) for each in field.fields}
        required = ["id", *(each.id for each in field.fields if each.required)]
        return record(properties, required)

    def read(self, value: Any, field: Field, reading: Reading) -> Part:
        return Part(id=value["id"], values=read_values(value, field.fields, reading))


FIELD_KINDS: Mapping[str, Kind] = {
    "text": TextKind(),
    "markdown": MarkdownKind(),
    "number": NumberKind(),
    "boolean": BooleanKind(),
    "url": UrlKind(),
    "date": DateKind(),
    "choice": ChoiceKind(),
    "image": ImageKind(),
    "estimate": EstimateKind(),
    "address": AddressKind(),
    "parts": PartsKind(),
}


def schema_of(field: Field, vocabularies: Vocabularies) -> Schema:
    """Return the JSON Schema of a field: of one value, or of a list of them."""
    one = FIELD_KINDS[field.kind].schema(field, vocabularies)
    return {"type": "array", "items": one} if field.many or field.kind == "parts" else one


def read_values(data: Mapping[str, Any], fields: tuple[Field, ...], reading: Reading) -> dict[str, Any]:
    """Type the values of some fields; what is absent stays absent."""
    values: dict[str, Any] = {}
    for each in fields:
        if each.id not in data:
            continue
        kind, here = FIELD_KINDS[each.kind], reading.within(each.id)
        if each.many or each.kind == "parts":
            items = enumerate(data[each.id])
            values[each.id] = tuple(kind.read(item, each, here.within(index)) for index, item in items)
        else:
            values[each.id] = kind.read(data[each.id], each, here)
    return values


def record(properties: Schema, required: list[str]) -> Schema:
    """Return the schema of a mapping that has no other keys than these."""
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def either(long: Schema, short: Schema) -> Schema:
    """Accept a mapping or the short form, with errors about the one that was meant."""
    return {"if": {"type": "object"}, "then": long, "else": short}
