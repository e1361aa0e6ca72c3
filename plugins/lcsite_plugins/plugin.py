"""The plugin: translates the host's hooks to the core, and hands over."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from lcsite.cli.refusal import BuildRefused
from lcsite.cli.site import Building, prepare
from lcsite.cli.theme import NAME
from lcsite.messages import messages
from lcsite_plugins.config import LcsiteConfig

_GUESSES = ("edit/master/docs/", "src/default/docs/")

log = logging.getLogger("mkdocs.plugins.lcsite")


class LcsitePlugin(BasePlugin[LcsiteConfig]):
    """Lets MkDocs, or a host that continues it, drive lcsite."""

    building: Building
    configured: MkDocsConfig

    def __init__(self) -> None:
        self.serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether we serve."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the site, and have the host write beside it."""
        folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        try:
            self.building = prepare(folder, _written(config), dict(self.config), serving=self.serving)
        except BuildRefused as refused:
            raise Abort(str(refused)) from None
        self.configured = config
        config.site_dir = str(self.building.folder)
        config.theme.static_templates.discard("sitemap.xml")  # the host's bears the date of today
        config.watch += map(str, self.building.watched)
        if Path(config.docs_dir).is_relative_to(self.building.content):
            config.nav = None
        return config

    # Last, so that what other plugins add under content/ is ours too.
    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep from the host what lies under content/ and what our theme brings: we publish it."""
        ours = [self.building.content, *(map(Path, config.theme.dirs) if config.theme.name == NAME else ())]
        for file in list(files):
            source = file.abs_src_path
            if source and any(Path(source).is_relative_to(folder) for folder in ours):
                files.remove(file)
        pages = [file.src_uri for file in files.documentation_pages()]
        if pages and config.theme.name == NAME:
            where = self.building.project.settings.content
            raise Abort(messages(self.building.language)("cli.host_pages", content=where, names=", ".join(pages)))
        return files

    # Last, so that what other plugins write into the folder is there before the swap.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the folder, and put it in the place of the old site."""
        if config.strict and _host_has_warned():  # the host would say so only after this, and the site be swapped
            raise Abort(messages(self.building.language)("cli.strict"))
        try:
            self.building.publish()
        except BuildRefused as refused:
            raise Abort(str(refused)) from None
        config.site_dir = str(self.building.target)

    def on_build_error(self, *, error: Exception) -> None:
        """Remove what was begun; the old site stands."""
        if hasattr(self, "building"):
            self.building.drop()
            self.configured.site_dir = str(self.building.target)

    # Last, because other plugins may hand the server the builder that they know.
    @event_priority(-100)
    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., Any]
    ) -> LiveReloadServer:
        """Watch for a new model.yml too, and never leave a browser waiting for a build that failed."""
        server.watch(str(self.building.project.folder), recursive=False)

        def rebuild() -> None:
            try:
                builder()
            except MkDocsException as error:
                log.error(error)  # noqa: TRY400 - it is a message, not a mistake in code
                self.building.explain(str(error))
            except Exception as error:
                log.exception("The host could not build")
                self.building.explain(repr(error))

        server.builder = rebuild
        return server


def _written(config: MkDocsConfig) -> dict[str, Any]:
    """Return the configuration without what the host guesses of the repository."""
    file = Path(config.config_file_path or "mkdocs.yml")
    guessed = config.edit_uri in _GUESSES and "edit_uri" not in file.read_text("utf-8")
    return {**config, "edit_uri": None if guessed else config.edit_uri}


def _host_has_warned() -> bool:
    """Tell whether the host, or a plugin of its own, has warned in this build."""
    handlers = (*logging.getLogger("mkdocs").handlers, *logging.getLogger("properdocs").handlers)
    counts = [handler for handler in handlers if hasattr(handler, "get_counts")]
    return bool(counts and counts[-1].get_counts())
