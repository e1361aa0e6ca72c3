"""`lcsite fix`: old names of the model rewritten as the new ones."""

import sys
from pathlib import Path

import click

from lcsite.checks.references import FORMER_REFERENCE
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import compile_project, read_configuration
from lcsite.diagnostics import Diagnostic, Parameter, Place
from lcsite.library.growth import OUTDATED_NAME
from lcsite.messages import messages
from lcsite.rewrite import Rename, rewrite


@click.command("fix")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
def fix_command(dry_run: bool) -> None:  # noqa: FBT001
    """Rewrite names that the model has replaced, and references to former addresses."""
    folder = Path.cwd()
    settings, faults = read_configuration(folder)
    project, cache = compile_project(folder, settings, faults, TerminalWatch(settings.language))
    cache.close()
    say = messages(settings.language)
    content = folder / settings.content
    by_path: dict[str, list[Diagnostic]] = {}
    for found in project.site.diagnostics:
        if found.rule in {OUTDATED_NAME, FORMER_REFERENCE}:
            by_path.setdefault(found.place.path, []).append(found)
    count = 0
    for path, diagnostics in sorted(by_path.items()):
        file = content / path
        raw = file.read_bytes().decode("utf-8")
        new, done = rewrite(raw, _renames(diagnostics))
        moved = _moved(path, diagnostics, content)
        for _, old, name in (*done, *(((Place(path=path), path, moved),) if moved != path else ())):
            click.echo(say("cli.fixed_file", path=f"{settings.content}/{path}", old=old, new=name))
            count += 1
        if not dry_run:
            if new != raw:
                file.write_bytes(new.encode("utf-8"))
            _move(content, path, moved)
    click.echo(say("cli.fixed", count=count))
    sys.exit(0)


def _renames(diagnostics: list[Diagnostic]) -> list[Rename]:
    """Return what is to be renamed in a file; a name that has changed twice goes to the last in one step."""
    renames: list[Rename] = []
    for found in diagnostics:
        place, old, new = found.place, str(_old(found)), str(found.parameters["new"])
        if place.pointer is None and not place.text:
            continue  # the file itself has another place
        before = next((each for each in renames if each[0] == place and each[2] == old), None)
        if before is not None:
            renames.remove(before)
        renames.append((place, before[1] if before else old, new))
    return renames


def _old(found: Diagnostic) -> Parameter:
    return found.parameters.get("old", found.parameters.get("written"))


def _moved(path: str, diagnostics: list[Diagnostic], content: Path) -> str:
    """Return the path of a text whose collection has a new name, unless another stands there."""
    folder, _, name = path.rpartition("/")
    for found in diagnostics:
        if found.place.pointer is None and not found.place.text and found.parameters.get("old") == folder:
            moved = f"{found.parameters['new']}/{name}"
            return path if (content / moved).exists() else moved
    return path


def _move(content: Path, path: str, moved: str) -> None:
    """Move a text with its attachments; a folder that is then empty goes."""
    if moved == path:
        return
    (content / moved).parent.mkdir(exist_ok=True)
    (content / path).rename(content / moved)
    attachments, beside = (content / path).with_suffix(""), (content / moved).with_suffix("")
    if attachments.is_dir() and not beside.exists():
        attachments.rename(beside)
    if not any((content / path).parent.iterdir()):
        (content / path).parent.rmdir()
