"""A synthetic toolkit on disk, of any number of entries: the same seed gives the same bytes."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import yaml

from benchmarks.entries import Writer
from benchmarks.outline import outline
from benchmarks.prose import Prose

SEED = 8
CONTENT = "content"

CONFIGURATION = {
    "site_name": "Synthetische toolkit",
    "docs_dir": CONTENT,
    "use_directory_urls": False,
    "theme": {"name": "lcsite", "language": "nl"},
    "plugins": ["lcsite"],
}

HOME = "---\ntitle: Synthetische toolkit\nsummary: Gemaakt om te meten.\n---\nTekst zonder betekenis, om te meten.\n"

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def generate(folder: Path, total: int, seed: int = SEED) -> None:
    """Write a project with `total` valid entries of the built-in model into a new folder."""
    prose = Prose(Random(seed))
    plan = outline(total, prose)
    writer = Writer(plan, prose)
    _write(folder / "mkdocs.yml", yaml_text(CONFIGURATION))
    _write(folder / CONTENT / "index.md", HOME)
    for name, vocabulary in plan.opened.items():
        _write(folder / CONTENT / "vocabularies" / f"{name}.yml", yaml_text(vocabulary))
    for stub in plan.stubs():
        data, body = writer.entry(stub)
        _write(folder / CONTENT / f"{stub.key}.md", f"---\n{yaml_text(data)}---\n{body}")


def yaml_text(data: Mapping[str, object]) -> str:
    """Return block YAML with one line for each text."""
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
