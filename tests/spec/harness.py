"""Runs the manuals of the rules: each example is a project, and its report is compared to the letter.

A manual is `lcsite/rules/LCnnn-name.md`:

- `# nl: …` and `# en: …`: a title, a paragraph that says what is wrong and why, a paragraph that says how to mend it;
- `# examples`: below each `## fact`, the files that differ from `tests/spec/base/`, and the report that they give.

A file is a fenced block whose info string is its language and path: `md patterns/klein-beginnen.md`. Paths are
relative to content/, those of `mkdocs.yml` and `model.yml` to the project. A word after the path says how to read
the block where it is not simply the file's text:

- `base64`, `hex`: the bytes of a file that is no text;
- `symlink`: where a symbolic link leads;
- `repeat`: a line that ends in ` × 500` stands for that many lines.

A fault that only a build can find has a block `console` with the command, as `$ lcsite build`. What the build reports
is then compared.

The expected reports are the blocks `diagnostics` (Dutch) and `diagnostics en`. `python -m tests.spec --rewrite`
writes them anew: review the difference.
"""

import base64
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree

from lcsite.build import Options, Parts, build
from lcsite.cache import Cache
from lcsite.cli.project import Project, read_configuration
from lcsite.cli.theme import theme_of
from lcsite.library.classify import VOCABULARIES
from lcsite.model.load import MODEL_FILE
from lcsite.model.values import PartialDate
from lcsite.read import read_text, read_tree
from lcsite.reports import REPORTS
from lcsite.settings import CONFIGURATION, LANGUAGES

BASE = Path(__file__).parent / "base"
MANUALS = Path(__file__).parents[2] / "lcsite" / "rules"
TODAY = PartialDate(year=2026, month=11, day=12)
OUTSIDE = (CONFIGURATION, MODEL_FILE)

_SECTION = re.compile(r"^# (?:(nl|en): (.+)|examples)\n", re.MULTILINE)
_EXAMPLE = re.compile(r"^## (.+)\n", re.MULTILINE)
_FENCED = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)$\n?", re.MULTILINE | re.DOTALL)
_REPEATED = re.compile(r"^(.*) × (\d+)$", re.MULTILINE)
_PRINTED = re.compile(r"^\S+:\d+:\d+: LC\d+ .*\n(?:  .*\n)?", re.MULTILINE)
_REPORTED = re.compile(r"^(?:content/)?(\S+):(\d+):\d+: (LC\d+) ", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A file of an example, and how its text is to be read."""

    path: str
    text: str
    form: str = ""

    def lay(self, project: Path) -> None:
        """Write the file into a project."""
        file = project / self.path if self.path in OUTSIDE else project / "content" / self.path
        file.parent.mkdir(parents=True, exist_ok=True)
        match self.form:
            case "base64":
                file.write_bytes(base64.b64decode(self.text))
            case "hex":
                file.write_bytes(bytes.fromhex(self.text))
            case "symlink":
                file.unlink(missing_ok=True)
                file.symlink_to(self.text.strip())
            case "repeat":
                text = _REPEATED.sub(lambda line: "\n".join([line[1]] * int(line[2])), self.text)
                file.write_text(text, "utf-8")
            case "":
                file.write_text(self.text, "utf-8")
            case _:
                raise ValueError(self.form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A project with a fault: its files, and the report in each language."""

    name: str
    fact: str
    blocks: tuple[Block, ...]
    expected: dict[str, str]
    command: str = ""

    @property
    def codes(self) -> set[str]:
        """The codes that the report names."""
        return {code for _, _, code in _REPORTED.findall(self.expected.get("nl", ""))}

    @property
    def alone(self) -> bool:
        """Tell whether the cause lies outside content/, so that it cannot share a project with others."""
        return bool(self.command) or any(block.path in OUTSIDE for block in self.blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """A rule explained: title and paragraphs per language, and examples."""

    file: Path
    code: str
    name: str
    titles: dict[str, str]
    paragraphs: dict[str, tuple[str, ...]]
    examples: tuple[Example, ...]


def manuals() -> list[Manual]:
    """Read all manuals, in the order of their codes."""
    return [read_manual(file) for file in sorted(MANUALS.glob("*.md"))]


def examples() -> list[Example]:
    """Return the examples of all manuals."""
    return [example for manual in manuals() for example in manual.examples]


def read_manual(file: Path) -> Manual:
    """Read one manual; what is not there stays empty, and a test tells so."""
    code, _, name = file.stem.partition("-")
    titles: dict[str, str] = {}
    paragraphs: dict[str, tuple[str, ...]] = {}
    found: tuple[Example, ...] = ()
    for heading, text in _parts(file.read_text("utf-8"), _SECTION):
        if heading[1] is None:
            parts = enumerate(_parts(text, _EXAMPLE), 1)
            found = tuple(_example(f"{code.lower()}-{number}", fact[1], body) for number, (fact, body) in parts)
        else:
            titles[heading[1]] = heading[2]
            paragraphs[heading[1]] = tuple(filter(None, map(str.strip, text.split("\n\n"))))
    return Manual(file=file, code=code, name=name, titles=titles, paragraphs=paragraphs, examples=found)


def run(example: Example, folder: Path) -> dict[str, str]:
    """Lay out an example in `folder` and return the report in each language."""
    copytree(BASE, folder, dirs_exist_ok=True)
    for block in example.blocks:
        block.lay(folder)
    if example.command:
        return {language: reported(example.command, folder, language) for language in LANGUAGES}
    project = compiled(folder)
    return {language: report(project, language) for language in LANGUAGES}


def compiled(folder: Path) -> Project:
    """Compile a project as the commands do, on a day of our own and without a cache."""
    settings, faults = read_configuration(folder)
    tree = read_tree(folder / settings.content)
    parts = Parts(look=theme_of(folder).look)
    model = read_text(folder / MODEL_FILE)
    site = build(settings, model, tree, cache=Cache(None), options=Options(today=TODAY), parts=parts)
    site = replace(site, diagnostics=(*faults, *site.diagnostics))
    return Project(folder=folder, settings=settings, tree=tree, site=site)


def report(project: Project, language: str) -> str:
    """Return what the commands print about a project."""
    return REPORTS["text"](project.worded(project.site.diagnostics, language))


def reported(command: str, folder: Path, language: str) -> str:
    """Run a command in a project and return what it reports, without what it says besides."""
    own = {"XDG_CACHE_HOME": str(folder / ".cache"), "NO_MKDOCS_2_WARNING": "1"}
    arguments = [sys.executable, "-m", *command.split(), "--language", language]
    ended = subprocess.run(arguments, cwd=folder, env=os.environ | own, capture_output=True, text=True, check=False)
    return "".join(_PRINTED.findall(f"{ended.stdout}\n{ended.stderr}"))


def rewrite(file: Path, folder: Path) -> bool:
    """Write the reports that its examples give now into a manual; tell whether it changed."""
    manual, old = read_manual(file), file.read_text("utf-8")
    starts = [heading.start() for heading, _ in _parts(old, _EXAMPLE)]
    new = [old[: starts[0]]]
    for start, end, example in zip(starts, [*starts[1:], len(old)], manual.examples, strict=True):
        body = old[start:end]
        reports = run(example, folder / example.name)
        new.append(_FENCED.sub(lambda match, reports=reports: _renewed(match, reports), body))
    file.write_text("".join(new), "utf-8")
    return "".join(new) != old


def together(chosen: Iterable[Example], folder: Path) -> set[tuple[str, int, str]]:
    """Lay out many examples in one project; return the path, line and code of each fault to expect.

    A file that the base or another example has too gets the example's name in
    front of its own, and the example's texts then call it so; what lies with a
    text of the base gets a copy of that. A page names all that the base named.
    """
    copytree(BASE, folder, dirs_exist_ok=True)
    chosen = list(chosen)
    taken = {_owner(file.relative_to(BASE / "content").as_posix()) for file in (BASE / "content").rglob("*.*")}
    base, expected, named = frozenset(taken), set(), []
    for example in chosen:
        own = {_owner(block.path) for block in example.blocks}
        moved = {owner for owner in own if owner in taken}
        taken |= own
        for block in (*example.blocks, *_owners(example, moved)):
            renamed = replace(block, path=_moved(block.path, example, moved), text=_retold(block, example, moved))
            renamed.lay(folder)
        expected |= {
            (_moved(path, example, moved), int(line), code)
            for path, line, code in _REPORTED.findall(example.expected["nl"])
        }
        named += [
            f"- [{name}]({part}/{example.name}-{name}.md)"
            for part, name in sorted(moved & base)
            if part != VOCABULARIES
        ]
    lines = ["---", "title: Alles", "---", *named]
    (folder / "content" / "ieder-voorbeeld.md").write_text("\n".join(lines) + "\n", "utf-8")
    return expected


def found(project: Project) -> set[tuple[str, int, str]]:
    """Return the path, line and code of each fault of a project."""
    worded = project.worded(project.site.diagnostics, "nl")
    return {(each.path.removeprefix("content/"), each.line, each.code) for each in worded}


def _owner(path: str) -> tuple[str, str]:
    """Return the folder and the name that say whose file it is: the text's own, or the text's it belongs to."""
    folder, _, rest = path.rpartition("/") if path.count("/") < 2 else path.partition("/")
    return folder, rest.partition("/")[0].rpartition(".")[0] or rest.partition("/")[0]


def _owners(example: Example, moved: set[tuple[str, str]]) -> Iterator[Block]:
    """Yield the texts of the base to which only an attachment was added."""
    own = {block.path for block in example.blocks}
    for folder, name in moved:
        path = f"{folder}/{name}.md"
        if path not in own and (BASE / "content" / path).is_file():
            yield Block(path=path, text=(BASE / "content" / path).read_text("utf-8"))


def _moved(path: str, example: Example, moved: set[tuple[str, str]]) -> str:
    folder, name = _owner(path)
    if (folder, name) not in moved:
        return path
    head = f"{folder}/" if folder else ""
    return f"{head}{example.name}-{path.removeprefix(head)}"


def _retold(block: Block, example: Example, moved: set[tuple[str, str]]) -> str:
    """Return the text with the new names of the example's own files, and a title that is not the base's."""
    if block.form in {"base64", "hex"}:
        return block.text
    text = block.text
    for _, name in moved:
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", f"{example.name}-{name}", text)
    old = BASE / "content" / block.path
    title = re.search(r"^title: .+$", old.read_text("utf-8"), re.MULTILINE) if old.is_file() else None
    return text.replace(f"{title[0]}\n", f"{title[0]} {example.name}\n", 1) if title else text


def _parts(text: str, heading: re.Pattern[str]) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the headings outside fenced blocks, each with what stands below it."""
    fenced = [match.span() for match in _FENCED.finditer(text)]
    starts = [
        match for match in heading.finditer(text) if not any(start < match.start() < end for start, end in fenced)
    ]
    for match, after in zip(starts, [*starts[1:], None], strict=True):
        yield match, text[match.end() : after.start() if after else len(text)]


def _example(name: str, fact: str, text: str) -> Example:
    blocks, expected, command = [], {}, ""
    for match in _FENCED.finditer(text):
        kind, _, rest = match["info"].partition(" ")
        if kind == "diagnostics":
            expected[rest or "nl"] = match["text"]
        elif kind == "console":
            command = match["text"].removeprefix("$ ").strip()
        else:
            path, _, form = rest.partition(" ")
            blocks.append(Block(path=path, text=match["text"], form=form))
    return Example(name=name, fact=fact, blocks=tuple(blocks), expected=expected, command=command)


def _renewed(match: re.Match[str], reports: dict[str, str]) -> str:
    kind, _, language = match["info"].partition(" ")
    if kind != "diagnostics":
        return match[0]
    return f"{match['fence']}{match['info']}\n{reports[language or 'nl']}{match['fence']}\n"
