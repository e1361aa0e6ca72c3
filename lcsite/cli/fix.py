"""`lcsite fix`: old names of the model rewritten as the new ones."""

import sys
from pathlib import Path

import click

from lcsite.checks.references import FORMER_REFERENCE
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import compile_project, read_configuration
from lcsite.diagnostics import Diagnostic, Place
from lcsite.library.growth import OUTDATED_NAME
from lcsite.messages import messages
from lcsite.rewrite import rewrite


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
        renames = [rename for rename in map(_rename, diagnostics) if rename[0].pointer is not None or rename[0].text]
        text = project.tree.text_of(path)
        new = rewrite(text, renames)
        moved = _moved(path, diagnostics)
        for _, old, name in (*renames, *(((Place(path=path), path, moved),) if moved != path else ())):
            click.echo(say("cli.fixed_file", path=f"{settings.content}/{path}", old=old, new=name))
            count += 1
        if not dry_run:
            _write(content, path, moved, new if new != text else None)
    click.echo(say("cli.fixed", count=count))
    sys.exit(0)


def _rename(found: Diagnostic) -> tuple[Place, str, str]:
    old = found.parameters.get("old", found.parameters.get("written"))
    return found.place, str(old), str(found.parameters["new"])


def _moved(path: str, diagnostics: list[Diagnostic]) -> str:
    """Return the path of a text whose collection has a new name."""
    folder, _, name = path.rpartition("/")
    for found in diagnostics:
        if found.place.pointer is None and not found.place.text and found.parameters.get("old") == folder:
            return f"{found.parameters['new']}/{name}"
    return path


def _write(content: Path, path: str, moved: str, text: str | None) -> None:
    if text is not None:
        file = content / path
        mark = "\ufeff" if file.read_bytes().startswith(b"\xef\xbb\xbf") else ""
        windows = b"\r\n" in file.read_bytes()
        file.write_text(mark + text, "utf-8", newline="\r\n" if windows else "\n")
    if moved != path:
        (content / moved).parent.mkdir(exist_ok=True)
        (content / path).rename(content / moved)
        attachments = (content / path).with_suffix("")
        if attachments.is_dir():
            attachments.rename((content / moved).with_suffix(""))
