"""What the owner of a site decides, from one configuration file: mkdocs.yml."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit

import yaml

from lcsite.colour import read_colour
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity

LANGUAGES = ("nl", "en")
CONFIGURATION = "mkdocs.yml"

BAD_SETTING = Rule("LC501", "bad-setting", Severity.ERROR)
DIRECTORY_URLS = Rule("LC504", "directory-urls", Severity.ERROR)


@dataclass(frozen=True, slots=True, kw_only=True)
class LightDark:
    """What belongs to light screens and what to dark ones; empty is not chosen."""

    light: str = ""
    dark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A site's settings; folders are relative to the configuration file."""

    title: str = "Toolkit"
    description: str = ""
    language: str = "nl"
    url: str = ""
    content: str = "content"
    output: str = "site"
    nav: tuple[str, ...] = ()
    edit_url: str = ""
    mail: str = ""
    text_licence: str = "CC BY 4.0"
    colours: Mapping[str, LightDark] = field(default_factory=dict)
    logo: LightDark = field(default_factory=LightDark)
    model: str = "learning-communities"
    host: str = "mkdocs"


OPTIONS = ("content", "nav", "mail", "text_licence", "colours", "logo", "model", "host")
"""The keys that the owner may write below `plugins: - lcsite:`."""

COLOURS = ("accent", "ink", "soft", "paper", "sheet", "line", "edge", "focus")
"""The colours that an owner may choose."""

_KINDS: Mapping[str, type | tuple[type, ...]] = {"nav": list, "colours": Mapping, "logo": (str, Mapping)}
_EDIT = {"gitlab": "-/edit/main", "bitbucket": "src/main", "codeberg": "_edit/main", "gitea": "_edit/main"}
"""How forges other than GitHub word the address at which a file is edited; part of their name → the address."""


class _Reader(yaml.SafeLoader):
    """Reads a host's configuration; tags that only the host knows are left alone."""


_Reader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_settings(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Read mkdocs.yml without a host."""
    try:
        config = yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(path=CONFIGURATION, line=mark.line + 1 if mark else 1)
        return Settings(), (BAD_SETTING.at(place, name=CONFIGURATION, problem="yaml", known=OPTIONS),)
    if not isinstance(config, dict):
        return Settings(), (
            BAD_SETTING.at(Place(path=CONFIGURATION, line=1), name=CONFIGURATION, problem="yaml", known=OPTIONS),
        )
    options = _plugin_options(config.get("plugins"))
    if isinstance(options, Mapping):
        return make_settings(config, options)
    settings, faults = make_settings(config, {})
    return settings, (_fault("lcsite", "kind"), *faults)


def names_plugin(text: str) -> bool:
    """Tell whether mkdocs.yml, or one that it inherits from, has the host run our plugin."""
    try:
        config = yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError:
        return True
    if not isinstance(config, dict) or "INHERIT" in config:
        return True
    plugins = config.get("plugins") or ()
    return any(name == "lcsite" or (isinstance(name, Mapping) and "lcsite" in name) for name in plugins)


def read_theme(text: str) -> Mapping[str, str]:
    """Read the name of the theme and the folder of the owner's own templates."""
    try:
        config = yaml.load(text, Loader=_Reader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError:
        return {}
    theme = config.get("theme") if isinstance(config, dict) else None
    if not isinstance(theme, Mapping):
        return {"name": str(theme or "")}
    return {name: str(theme[name]) for name in ("name", "custom_dir") if theme.get(name)}


def make_settings(config: Mapping[str, Any], options: Mapping[str, Any]) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Make settings from a host's configuration and the options of our plugin."""
    theme = config.get("theme")
    language = theme.get("language") if isinstance(theme, Mapping) else None
    known = {name: options[name] for name in OPTIONS if options.get(name) is not None}
    faults = [_fault(name, "unknown") for name in options if name not in OPTIONS and options[name] is not None]
    if language is not None and language not in LANGUAGES:
        faults.append(_fault("language", "language"))
    wrong = [name for name, value in known.items() if not isinstance(value, _KINDS.get(name, str))]
    if "logo" in known and "logo" not in wrong:
        known["logo"] = _light_dark(known["logo"])
        wrong += [] if known["logo"] and known["logo"].light else ["logo"]
    if "colours" in known and "colours" not in wrong:
        known["colours"], unreadable = _colours(known["colours"])
        faults += unreadable
    faults += [_fault(name, "kind") for name in wrong]
    if config.get("use_directory_urls", True):  # the host's default, with which no link works from a disk
        faults.append(DIRECTORY_URLS.at(Place(path=CONFIGURATION, line=1, text="use_directory_urls")))
    chosen: dict[str, Any] = {name: value for name, value in known.items() if name not in wrong}
    chosen["nav"] = tuple(map(str, chosen.get("nav", ())))
    settings = Settings(
        title=str(config.get("site_name") or "Toolkit"),
        description=str(config.get("site_description") or ""),
        url=str(config.get("site_url") or ""),
        output=str(config.get("site_dir") or "site"),
        language=language if language in LANGUAGES else LANGUAGES[0],
        **chosen,
    )
    return replace(settings, edit_url=_edit_url(config, settings.content)), tuple(faults)


def _colours(written: Mapping[Any, Any]) -> tuple[dict[str, LightDark], list[Diagnostic]]:
    """Return the colours that can be read, and what is wrong with the others."""
    chosen, faults = {}, []
    for name, value in written.items():
        pair = _light_dark(value)
        if name not in COLOURS:
            faults.append(_fault(str(name), "colour_name", COLOURS))
        elif pair is None or not all(read_colour(each) for each in (pair.light, pair.dark) if each):
            faults.append(_fault(name, "colour"))
        else:
            chosen[name] = pair
    return chosen, faults


def _light_dark(value: Any) -> LightDark | None:
    """Return one text, for light screens, or `{light: …, dark: …}`."""
    pair = value if isinstance(value, Mapping) else {"light": value}
    if pair and pair.keys() <= {"light", "dark"} and all(isinstance(each, str) and each for each in pair.values()):
        return LightDark(**pair)
    return None


def _fault(name: str, problem: str, known: tuple[str, ...] = OPTIONS) -> Diagnostic:
    return BAD_SETTING.at(Place(path=CONFIGURATION, line=1, text=name), name=name, problem=problem, known=known)


def _edit_url(config: Mapping[str, Any], content: str) -> str:
    """Return where a file of content/ can be edited, up to its path.

    `edit_uri` leads to the host's folder of documents, as MkDocs has it.
    """
    repository = str(config.get("repo_url") or "").rstrip("/")
    edit = config.get("edit_uri")
    if not repository or edit == "":
        return ""
    if edit is None:
        forge = urlsplit(repository).netloc.lower()
        form = next((form for name, form in _EDIT.items() if name in forge), "edit/main")
        return f"{repository}/{form}/{content.strip('/')}/"
    documents = posixpath.basename(str(config.get("docs_dir") or "docs").rstrip("/"))
    where = f"{str(edit).rstrip('/')}/"
    if f"/{where}".endswith(f"/{documents}/"):
        where = f"{where.removesuffix(f'{documents}/')}{content.strip('/')}/"
    return urljoin(f"{repository}/", where)


def _plugin_options(plugins: Any) -> Any:
    """Return what the owner wrote below our plugin, in whichever of the host's two ways."""
    if isinstance(plugins, Mapping):
        plugins = [plugins]
    for plugin in plugins if isinstance(plugins, list) else ():
        if isinstance(plugin, Mapping) and plugin.get("lcsite") is not None:
            return plugin["lcsite"]
    return {}
