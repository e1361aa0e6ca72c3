"""Pages to bytes: our own Jinja environment, autoescape on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, meta
from markupsafe import Markup

from lcsite.address import Picture, absolute, relative
from lcsite.facts import freshness
from lcsite.inputs import Inputs
from lcsite.look import ICON, SITE_PREVIEW, preview_path
from lcsite.messages import Messages
from lcsite.model.model import say
from lcsite.settings import Settings
from lcsite.views import Page
from lcsite.views.paths import HOME, everything_path, helping_path, news_path, taking_path

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self' file:; base-uri 'none'"
)
"""The policy of every page; file-by-file reasons stand in docs/architecture.md."""

SERVING_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'") + "; connect-src 'self'"
"""The policy while a host serves: it lets the host's own script in, which loads the page again after a change."""

_IN_HEADER = 5
_ALMOST_SQUARE = 1.25


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """A place in the navigation."""

    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A mistake, as pages show it while their author is at work."""

    severity: str
    message: str
    place: str = ""
    code: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """The owner's logo; on dark screens the other one, or a light ground where there is none."""

    light: Picture
    dark: Picture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The picture that stands for a page where a link to it is shared."""

    path: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around every page: the same on all of them but for links."""

    settings: Settings
    header: tuple[NavItem, ...]
    menu: tuple[NavItem, ...]
    footer: tuple[NavItem, ...]
    policy: str
    feed: str = ""
    logo: Logo | None = None
    icon: str = ""
    previews: Mapping[str, Preview] = field(default_factory=dict)
    serving: bool = False
    problems: tuple[Problem, ...] = ()

    def preview(self, active: str) -> Preview | None:
        """Return the preview of the pages below a place in the navigation: its own, or that of the site."""
        return self.previews.get(active) or self.previews.get(HOME)


def make_frame(inputs: Inputs) -> Frame:
    """Make the frame of a site; the owner's `nav` says what stands in the header."""
    language = inputs.settings.language
    indexes = {
        collection.id: NavItem(
            title=_capital(say(collection.plural, language)), path=inputs.addresses.indexes[collection.id]
        )
        for collection in inputs.model.collections.values()
    }
    pages = {
        path: NavItem(title=page.title, path=inputs.addresses.pages[path])
        for path, page in inputs.library.pages.items()
        if inputs.addresses.pages[path] != HOME
    }
    named = [indexes.get(name) or pages.get(name) for name in inputs.settings.nav]
    header = tuple(item for item in named if item) or tuple(indexes.values())[:_IN_HEADER]
    everything = NavItem(title=inputs.messages("everything.title"), path=everything_path(inputs.messages))
    word = inputs.messages
    asides = (
        NavItem(title=word("helping.title"), path=helping_path(word)),
        NavItem(title=word("news.title"), path=news_path(word)),
        NavItem(title=word("taking.title"), path=taking_path(word)),
    )
    return Frame(
        settings=inputs.settings,
        header=header,
        menu=(*indexes.values(), everything),
        footer=(*asides, *pages.values()),
        policy=POLICY,
        feed=word("news.feed") if inputs.facts[freshness].newest else "",
        logo=_logo(inputs),
        icon=_icon(inputs),
        previews=_previews(inputs),
    )


def _logo(inputs: Inputs) -> Logo | None:
    found = inputs.addresses.files
    light = found.get(inputs.settings.logo.light)
    return Logo(light=light, dark=found.get(inputs.settings.logo.dark)) if light else None


def _icon(inputs: Inputs) -> str:
    """Return what stands on a tab of the browser: the logo, unless it is too wide or too high for that."""
    logo = inputs.addresses.files.get(inputs.settings.logo.light)
    if logo and logo.width and logo.height:
        short, long = sorted((logo.width, logo.height))
        if long <= _ALMOST_SQUARE * short:
            return logo.path
    return ICON if inputs.look.letters else ""


def _previews(inputs: Inputs) -> Mapping[str, Preview]:
    """Return the previews by the place in the navigation that they are of; there are none without an address."""
    settings, language = inputs.settings, inputs.settings.language
    if not settings.url or not inputs.look.letters:
        return {}
    site = ": ".join(filter(None, (settings.title, settings.description)))
    previews = {HOME: Preview(path=SITE_PREVIEW, alt=site)}
    for collection in inputs.model.collections.values():
        path, alt = preview_path(say(collection.slug, language)), _capital(say(collection.plural, language))
        previews[inputs.addresses.indexes[collection.id]] = Preview(path=path, alt=f"{alt} – {settings.title}")
    return previews


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Renderer:
    """Renders the pages of one site; the templates and icons are given."""

    def __init__(self, frame: Frame, messages: Messages, loader: BaseLoader, icons: Mapping[str, str]) -> None:
        self._frame = frame
        self._environment = Environment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals.update(
            frame=frame,
            say=messages,
            absolute=lambda path: absolute(path, frame.settings.url),
            language=frame.settings.language,
            icon=lambda name: Markup(icons.get(name, "")),  # noqa: S704 - from the icon set, not from content
        )
        self._base = repr((frame, messages.language, sorted(messages.texts.items()), sorted(icons.items())))
        self._keys: dict[str, str] = {}

    def key(self, page: Page) -> str:
        """Return the digest of all that the bytes of a page depend on."""
        hashed = blake2b(self._template_key(page.template).encode(), digest_size=16)
        hashed.update(repr(page).encode())
        return hashed.hexdigest()

    def render(self, page: Page) -> bytes:
        """Return the bytes of a page."""
        template = self._environment.get_template(page.template)
        html = template.render(page=page, view=page.view, link=lambda path: _link(path, page))
        return html.encode()

    def _template_key(self, name: str) -> str:
        """Return the digest of a template with all it includes, and of the frame."""
        if name not in self._keys:
            hashed = blake2b(self._base.encode(), digest_size=16)
            for each in sorted(self._with_includes(name)):
                hashed.update(self._source(each).encode())
            self._keys[name] = hashed.hexdigest()
        return self._keys[name]

    def _source(self, name: str) -> str:
        loader = self._environment.loader
        if loader is None:
            return ""
        source: Any = loader.get_source(self._environment, name)
        return str(source[0])

    def _with_includes(self, name: str) -> set[str]:
        """Return a template and those it refers to; a computed include means all blocks."""
        found, waiting = set[str](), [name]
        while waiting:
            each = waiting.pop()
            if each in found:
                continue
            found.add(each)
            for other in meta.find_referenced_templates(self._environment.parse(self._source(each), each)):
                waiting += [other] if other else self._environment.list_templates(filter_func=_is_block)
        return found


def _link(path: str, page: Page) -> str:
    return f"{page.root}{path}" if page.root else relative(path, page.path)


def _is_block(name: str) -> bool:
    return name.startswith("blocks/")
