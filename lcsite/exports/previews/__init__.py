"""Pictures that stand for the site elsewhere: previews where a link is shared, and the icon on a tab."""

from collections.abc import Iterator

from lcsite.cache import code_digest
from lcsite.exports.file import SlowFile
from lcsite.exports.previews.drawing import Drawn, draw_icon, draw_preview
from lcsite.inputs import Inputs
from lcsite.look import BODY, HEAD, ICON, SITE_PREVIEW, Palette, preview_path
from lcsite.model.model import Collection, say
from lcsite.source import digest

_COLOURS = ("paper", "ink", "soft", "line", "accent")


def previews(inputs: Inputs) -> Iterator[SlowFile]:
    """Yield a preview of the site and one of each collection, if the site has an address to share."""
    if not inputs.settings.url or not inputs.look.letters:
        return
    yield _file(SITE_PREVIEW, drawn(inputs))
    for collection in inputs.model.collections.values():
        path = preview_path(say(collection.slug, inputs.settings.language))
        yield _file(path, drawn(inputs, collection))


def icon(inputs: Inputs) -> Iterator[SlowFile]:
    """Yield the icon of a site that has no logo to take one from."""
    if inputs.look.letters:
        given = drawn(inputs)
        yield SlowFile(path=ICON, key=_key(given), make=draw_icon, given=given)


def drawn(inputs: Inputs, collection: Collection | None = None) -> Drawn:
    """Return all that the preview of a collection depends on, or that of the site."""
    settings, look = inputs.settings, inputs.look
    palette, language = Palette(look.tokens, settings.colours), settings.language
    hues = [collection.hue] if collection else [each.hue for each in inputs.model.collections.values()]
    edge = [palette.of("accent", "light", hue) for hue in hues]
    colours = {name: palette.of(name, "light") for name in _COLOURS} | ({"accent": edge[0]} if collection else {})
    title = say(collection.plural, language) if collection else settings.title
    return Drawn(
        title=title[:1].upper() + title[1:],
        text=say(collection.help, language) if collection else settings.description,
        site=settings.title if collection else "",
        icon=look.icons.get(collection.icon, "") if collection else "",
        colours={name: colour.hex for name, colour in colours.items() if colour},
        edge=tuple(colour.hex for colour in edge if colour),
        head=look.letters.get(HEAD, b""),
        body=look.letters.get(BODY, b""),
    )


def _file(path: str, given: Drawn) -> SlowFile:
    return SlowFile(path=path, key=_key(given), make=draw_preview, given=given)


def _key(given: Drawn) -> str:
    return digest(code_digest(), repr(given))
