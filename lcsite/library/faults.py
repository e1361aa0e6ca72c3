"""What a schema finds, said as the fault that an author made."""

from difflib import get_close_matches

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, escape
from lcsite.model.json_schema import SchemaFault

UNKNOWN_FIELD = Rule("LC201", "unknown-field", Severity.ERROR)
MISSING_FIELD = Rule("LC202", "missing-field", Severity.ERROR)
WRONG_KIND = Rule("LC203", "wrong-kind", Severity.ERROR)
IMPOSSIBLE_DATE = Rule("LC204", "impossible-date", Severity.ERROR)
TOO_LONG = Rule("LC205", "too-long", Severity.ERROR)
UNKNOWN_TERM = Rule("LC206", "unknown-term", Severity.ERROR)
BAD_URL = Rule("LC207", "bad-url", Severity.ERROR)
OUT_OF_RANGE = Rule("LC208", "out-of-range", Severity.ERROR)
IMAGE_WITHOUT = Rule("LC209", "incomplete-image", Severity.ERROR)
BAD_PART_ID = Rule("LC210", "bad-part-id", Severity.ERROR)
BAD_FORMER_ADDRESS = Rule("LC213", "bad-former-address", Severity.ERROR)

_FORMATS = {
    "partial-date": IMPOSSIBLE_DATE,
    "web-address": BAD_URL,
    "part-id": BAD_PART_ID,
    "entry-address": BAD_FORMER_ADDRESS,
}
CLOSE = 0.7
"""How alike a name must be to be offered, from 0 to 1: a slip of the hand is, another word is not."""

_IMAGE_NEEDS = ("alt", "licence")


def closest(name: str, names: "list[str] | tuple[str, ...]") -> str:
    """Return the name that was probably meant, or nothing."""
    return next(iter(get_close_matches(name, names, n=1, cutoff=CLOSE)), "")


def diagnose(fault: SchemaFault, path: str, schema: dict[str, object]) -> Diagnostic:
    """Return the diagnostic for what a schema refused in the front matter of a file."""
    here = Place(path=path, pointer=fault.pointer)
    last = str(fault.path[-1]) if fault.path else ""
    name = next((str(step) for step in reversed(fault.path) if isinstance(step, str)), "")
    match fault.keyword:
        case "additionalProperties":
            known = _properties(schema, fault.path)
            place = Place(path=path, pointer=f"{fault.pointer}/{escape(fault.name)}", key=True)
            return UNKNOWN_FIELD.at(place, name=fault.name, closest=closest(fault.name, known), known=tuple(known))
        case "required" if fault.name in _IMAGE_NEEDS and _is_image(schema, fault.path):
            return IMAGE_WITHOUT.at(here, name=fault.name)
        case "required":
            return MISSING_FIELD.at(here, name=fault.name)
        case "minLength":
            if last in _IMAGE_NEEDS and _is_image(schema, fault.path[:-1]):
                return IMAGE_WITHOUT.at(here, name=last)
            return MISSING_FIELD.at(here, name=name)
        case "maxLength":
            return TOO_LONG.at(here, name=name, limit=int(fault.limit))
        case "enum":
            options = fault.options
            return UNKNOWN_TERM.at(
                here, name=name, value=fault.name, closest=closest(fault.name, options), known=options
            )
        case "format":
            return _FORMATS[str(fault.limit)].at(here, name=name, value=fault.name)
        case "minimum" | "maximum":
            return OUT_OF_RANGE.at(here, name=name, value=fault.name, limit=fault.limit, bound=fault.keyword)
        case _:
            expected = next((option for option in fault.options if option != "string"), "string")
            return WRONG_KIND.at(here, name=name, expected=expected)


def _is_image(schema: object, path: tuple[str | int, ...]) -> bool:
    return {"file", *_IMAGE_NEEDS} <= set(_properties(schema, path))


def _properties(schema: object, path: tuple[str | int, ...]) -> list[str]:
    """Return the names that the schema knows at a place."""
    for step in path:
        if isinstance(schema, dict) and "if" in schema:
            schema = schema["then"]
        if isinstance(schema, dict):
            schema = schema["items"] if isinstance(step, int) else schema["properties"][step]
    if isinstance(schema, dict) and "if" in schema:
        schema = schema["then"]
    return list(schema.get("properties", {})) if isinstance(schema, dict) else []
