"""The theme on the disk: its templates, and the files that it brings."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader

from lcsite.exports import File

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


def find_theme(configured: Mapping[str, Any]) -> Theme:
    """Return our theme; a folder that an owner has for another theme holds nothing of ours."""
    spec = find_spec("lcsite_themes.toolkit")
    home = Path(spec.origin).parent if spec and spec.origin else Path()
    custom = getattr(configured, "custom_dir", None) or configured.get("custom_dir")
    return Theme(home, Path(custom) if custom and configured.get("name") == NAME else None)
