"""One build of a site, from configuration to swap: what the plugin drives."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader

from lcsite.cache import Cache
from lcsite.cli.check import write_timings
from lcsite.cli.progress import TerminalWatch
from lcsite.cli.project import (
    DRAFTS,
    KEEP_GOING,
    LANGUAGE,
    Project,
    compile_project,
    icons_of,
    summary,
)
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity, has_errors
from lcsite.exports import File
from lcsite.messages import messages
from lcsite.publish import Previous, beside, fill, recover, swap
from lcsite.render import Renderer, make_frame
from lcsite.reports import REPORTS
from lcsite.settings import CONFIGURATION, make_settings

DIRECTORY_URLS = Rule("LC504", "directory-urls", Severity.ERROR)
_STATIC = ("styles", "scripts", "fonts")


class BuildRefused(Exception):  # noqa: N818 - it has been reported already
    """Nothing is published; the reason has been printed, and the old site stands."""


@dataclass
class Building:
    """A compiled site, the folder that it will fill, and the target that it replaces."""

    project: Project
    cache: Cache
    watch: TerminalWatch
    folder: Path
    target: Path
    theme: Path
    overrides: Path | None
    language: str

    @property
    def content(self) -> Path:
        """The content folder: everything in it is ours, not the host's."""
        return self.project.folder / self.project.settings.content

    def publish(self) -> None:
        """Fill the folder, swap it with the target, and keep the record."""
        site = self.project.site
        with self.cache:
            if site.inputs is None:
                raise BuildRefused
            frame = make_frame(site.inputs)
            icons = icons_of(collection.icon for collection in site.inputs.model.collections.values())
            renderer = Renderer(frame, site.inputs.messages, self._loader(), icons)
            previous = Previous(self.target, self.cache.record())
            record = fill(site, renderer, self._files(), self.project.tree, self.folder, previous, self.watch)
            swap(self.folder, self.target)
            self.cache.keep_record(record)
        self.watch.done()
        write_timings(self.watch, None)

    def _loader(self) -> BaseLoader:
        folders = [folder for folder in (self.overrides, self.theme) if folder]
        return ChoiceLoader([FileSystemLoader(folder) for folder in folders])

    def _files(self) -> Iterator[File]:
        """Yield what the theme brings; the owner's file of the same name goes first."""
        found: dict[str, Path] = {}
        for root in (self.theme, self.overrides):
            for name in _STATIC if root else ():
                folder = root / name if root else Path(name)
                files = sorted(file for file in folder.rglob("*") if file.is_file()) if folder.is_dir() else []
                found |= {f"assets/{file.relative_to(root or folder).as_posix()}": file for file in files}
        for path, file in sorted(found.items()):
            yield File(path=path, data=file.read_bytes())


def prepare(folder: Path, config: Mapping[str, Any], options: Mapping[str, Any], *, serving: bool) -> Building:
    """Compile the project that the host has configured, and report on it.

    Raises:
        BuildRefused: there are errors, and nobody asked to keep going.
    """
    theme = config["theme"]
    settings, faults = make_settings({**config, "theme": {"language": theme.get("language")}}, options)
    if config.get("use_directory_urls"):
        place = Place(path=CONFIGURATION, line=1, text="use_directory_urls")
        faults = (*faults, DIRECTORY_URLS.at(place))
    language = os.environ.get(LANGUAGE) or settings.language
    watch = TerminalWatch(language)
    target = Path(config["site_dir"])
    recover(target)
    drafts = serving or bool(os.environ.get(DRAFTS))
    project, cache = compile_project(folder, settings, faults, watch, drafts=drafts)
    _report(project, faults, watch, language, strict=bool(config.get("strict")), going=serving)
    spec = find_spec("lcsite_themes.toolkit")
    home = Path(spec.origin).parent if spec and spec.origin else folder
    custom = theme.get("custom_dir") or getattr(theme, "custom_dir", None)
    return Building(
        project=project,
        cache=cache,
        watch=watch,
        folder=beside(target),
        target=target,
        theme=home,
        overrides=Path(custom) if custom else None,
        language=language,
    )


def _report(
    project: Project,
    faults: tuple[Diagnostic, ...],
    watch: TerminalWatch,
    language: str,
    *,
    strict: bool,
    going: bool,
) -> None:
    """Print what was found; refuse where it forbids publication."""
    say = messages(language)
    with watch.stage("report"):
        found = project.worded(project.site.diagnostics, language)
    watch.done()
    click.echo(REPORTS["text"](found), nl=False, err=True)
    if found:
        click.echo(summary(found, language, len(project.tree.sources)), err=True)
    if project.site.inputs is None or has_errors(faults):
        raise BuildRefused(say("cli.not_published"))
    if project.site.faulty:
        if not going and not os.environ.get(KEEP_GOING):
            raise BuildRefused(say("cli.not_published"))
        click.echo(say("cli.left_out", count=len(project.site.inputs.library.broken)), err=True)
    if strict and any(each.severity >= Severity.WARNING for each in found):
        raise BuildRefused(say("cli.strict"))
