"""The surprises of YAML 1.1, as `yaml11.txt` lists them."""

from pathlib import Path


def _sections() -> dict[str, list[str]]:
    text = (Path(__file__).parent / "yaml11.txt").read_text("utf-8")
    sections = {}
    for section in text.split("\n== ")[1:]:
        heading, *lines = section.split("\n")
        sections[heading.partition(":")[0]] = [line for line in lines if line]
    return sections


def _pairs(lines: list[str]) -> dict[str, str]:
    pairs = (line.split(" ⇒ ") for line in lines)
    return {typed: value for typed, value in pairs}


_SECTIONS = _sections()
LITERAL = _SECTIONS["as typed"]
READ = _pairs(_SECTIONS["other"])
NOTHING = _SECTIONS["nothing"]
REFUSED = _pairs(_SECTIONS["refused"])
