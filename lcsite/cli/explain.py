"""`lcsite explain`: the manual of a rule, or the list of all."""

import re
import sys
from importlib.resources import files
from pathlib import Path

import click

from lcsite.messages import messages
from lcsite.read import read_text
from lcsite.settings import CONFIGURATION, LANGUAGES, read_settings

_REPORT = re.compile(r"^```diagnostics(?: (\w+))?\n.*?^```\n\n?", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^# (nl|en): (.*)$", re.MULTILINE)


@click.command("explain")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List all rules.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Language of the manual; default: the site's.")
def explain_command(code: str | None, every: bool, language: str | None) -> None:  # noqa: FBT001
    """Print the manual of the rule CODE, as LC301."""
    language = language or _language()
    manuals = read_manuals()
    if every:
        for name, manual in manuals.items():
            click.echo(f"{name}  {titles(manual)[language]}")
        return
    manual = manuals.get((code or "").upper(), "")
    if not manual:
        say = messages(language)
        click.echo(say("cli.unknown_code", code=code or "", known=", ".join(manuals)), err=True)
        sys.exit(2)
    click.echo(in_language(manual, language))


def read_manuals() -> dict[str, str]:
    """Return the manual of every rule, by its code."""
    folder = files("lcsite") / "rules"
    found = sorted((file.name, file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".md"))
    return {name.partition("-")[0]: text for name, text in found}


def titles(manual: str) -> dict[str, str]:
    """Return the title of a manual in each language."""
    return dict(_HEADING.findall(manual))


def in_language(manual: str, language: str) -> str:
    """Return what a manual says in one language, and its examples with their reports."""
    parts = re.split(r"(?m)^(?=# (?:nl:|en:|examples$))", manual)
    kept = [part for part in parts if part.startswith((f"# {language}:", "# examples"))]
    text = "\n".join(part.replace(f"# {language}: ", "# ", 1).rstrip() + "\n" for part in kept)
    return _REPORT.sub(lambda report: report[0] if (report[1] or LANGUAGES[0]) == language else "", text)


def _language() -> str:
    text = read_text(Path(CONFIGURATION))
    return read_settings(text)[0].language if text else "nl"
