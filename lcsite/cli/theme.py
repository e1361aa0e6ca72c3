"""The theme on the disk: its templates, and the files that it brings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader

from lcsite.exports import File
from lcsite.look import BODY, HEAD, Look, read_tokens
from lcsite.read import read_text
from lcsite.settings import CONFIGURATION, read_theme

NAME = "lcsite"
_STATIC = ("styles", "scripts", "fonts")
_SERVING = "serving"
"""What only pages in the making need; no published site brings it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Our theme, and the folder in which an owner has files that go before ours."""

    home: Path
    overrides: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders to look in, the owner's first."""
        return (self.overrides, self.home) if self.overrides else (self.home,)

    def loader(self) -> BaseLoader:
        """Return what finds a template by its name."""
        return ChoiceLoader([FileSystemLoader(folder) for folder in self.folders])

    def files(self, *, serving: bool = False) -> Iterator[File]:
        """Yield what the theme brings beside its templates."""
        found: dict[str, Path] = {}
        for root in reversed(self.folders):
            for name in (*_STATIC, _SERVING) if serving else _STATIC:
                files = (file for file in (root / name).rglob("*") if file.is_file())
                found |= {f"assets/{file.relative_to(root).as_posix()}": file for file in files}
        for path, file in sorted(found.items()):
            yield File(path=path, data=file.read_bytes())

    def look(self, icons: Iterable[str]) -> Look:
        """Return what code must know of the theme."""
        letters = {name: self._find(f"fonts/{name}.woff2") for name in (HEAD, BODY)}
        tokens = self._find("styles/tokens.css")
        return Look(
            tokens=read_tokens(tokens.read_text("utf-8")) if tokens else {},
            letters={name: file.read_bytes() for name, file in letters.items() if file},
            icons=_icons_of(icons),
        )

    def _find(self, name: str) -> Path | None:
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)


def theme_of(folder: Path) -> Theme:
    """Return the theme of the project in `folder`, where no host has read its configuration."""
    theme = read_theme(read_text(folder / CONFIGURATION) or "")
    return find_theme({**theme, "custom_dir": str(folder / theme["custom_dir"])} if "custom_dir" in theme else theme)


def find_theme(configured: Mapping[str, Any]) -> Theme:
    """Return our theme; a folder that an owner has for another theme holds nothing of ours."""
    spec = find_spec("lcsite_themes.toolkit")
    home = Path(spec.origin).parent if spec and spec.origin else Path()
    custom = getattr(configured, "custom_dir", None) or configured.get("custom_dir")
    return Theme(home, Path(custom) if custom and configured.get("name") == NAME else None)


def _icons_of(names: Iterable[str]) -> Mapping[str, str]:
    """Return the drawings of some icons, from the set that Material carries."""
    spec = find_spec("material")
    folder = Path(spec.submodule_search_locations[0]) if spec and spec.submodule_search_locations else None
    found = {}
    for name in sorted(set(names)):
        file = folder / "templates" / ".icons" / f"{name}.svg" if folder else None
        if file and ".." not in name and file.is_file():
            found[name] = file.read_text("utf-8").replace(
                "<svg ", '<svg width="20" height="20" aria-hidden="true" focusable="false" ', 1
            )
    return found
