"""One source, understood as far as one text alone allows."""

from dataclasses import dataclass, field

from lcsite import markup, yaml12
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.markup import Mention, Prose, Section
from lcsite.source import Source
from lcsite.yaml12 import Value

NO_FRONT_MATTER = Rule("LC101", "no-front-matter", Severity.ERROR)
UNCLOSED = Rule("LC102", "unclosed-front-matter", Severity.ERROR)

Data = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one text says: the values of its front matter and its body.

    `data` holds text, lists and mappings as typed; kinds give them a meaning.
    """

    path: str
    digest: str
    data: Data
    lead: str = ""
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    anchors: tuple[str, ...] = ()
    prose: Prose = field(default_factory=Prose)
    faults: tuple[Diagnostic, ...] = ()


def parse(source: Source) -> Document:
    """Read one text: front matter and body, or YAML alone. It never raises."""
    if source.path.endswith(".yml"):
        data, faults = _data(source.text, source.path, 1)
        return Document(path=source.path, digest=source.digest, data=data, faults=faults)
    yaml_text, body, lines_before = yaml12.split(source.text)
    start = Place(path=source.path, line=1)
    if yaml_text is None:
        return Document(path=source.path, digest=source.digest, data={}, faults=(NO_FRONT_MATTER.at(start),))
    if body is None:
        return Document(path=source.path, digest=source.digest, data={}, faults=(UNCLOSED.at(start),))
    data, faults = _data(yaml_text, source.path, 2)
    rendered = markup.render(body, source.path, lines_before)
    return Document(
        path=source.path,
        digest=source.digest,
        data=data,
        lead=rendered.lead,
        sections=rendered.sections,
        mentions=rendered.mentions,
        anchors=rendered.anchors,
        prose=rendered.prose,
        faults=faults + rendered.faults,
    )


def _data(text: str, path: str, first_line: int) -> tuple[Data, tuple[Diagnostic, ...]]:
    """Read a mapping; anything else that YAML allows is a fault."""
    try:
        value = yaml12.load(text)
    except yaml12.Refused as refused:
        return {}, (refused.at(path, first_line),)
    if value is None:
        return {}, ()
    if not isinstance(value, dict):
        fault = yaml12.MALFORMED.at(Place(path=path, line=first_line), problem="mapping")
        return {}, (fault,)
    return value, ()
