"""The plugin: translates the host's five hooks to the core, and hands over."""

import logging
import shutil
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from lcsite.cli.site import Building, BuildRefused, prepare
from lcsite_plugins.config import LcsiteConfig

log = logging.getLogger("mkdocs.plugins.lcsite")


class LcsitePlugin(BasePlugin[LcsiteConfig]):
    """Lets MkDocs, or a host that continues it, drive lcsite."""

    def __init__(self) -> None:
        self.serving = False
        self.building: Building | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether we serve."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Compile the site, and have the host write beside it."""
        folder = Path(config.config_file_path or "mkdocs.yml").absolute().parent
        try:
            self.building = prepare(folder, dict(config), dict(self.config), serving=self.serving)
        except BuildRefused as refused:
            raise Abort(str(refused)) from None
        config.site_dir = str(self.building.folder)
        config.theme.static_templates.clear()
        config.nav = None
        return config

    # Last, so that what other plugins add under content/ is ours too.
    @event_priority(-100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keep from the host what lies under content/ and what our theme brings: we publish it."""
        if self.building is None:
            return files
        ours = [self.building.content]
        if config.theme.name == "lcsite":
            ours += map(Path, config.theme.dirs)
        for file in list(files):
            source = file.abs_src_path
            if source and any(Path(source).is_relative_to(folder) for folder in ours):
                files.remove(file)
        return files

    # Last, so that what other plugins write into the folder is there before the swap.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Fill the folder, and put it in the place of the old site."""
        if self.building is not None:
            try:
                self.building.publish()
            except BuildRefused as refused:
                raise Abort(str(refused)) from None
            finally:
                config.site_dir = str(self.building.target)
            self.building = None

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Remove what was begun; the old site stands."""
        if self.building is not None:
            shutil.rmtree(self.building.folder, ignore_errors=True)
            self.building = None
