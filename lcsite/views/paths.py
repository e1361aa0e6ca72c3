"""Where pages are published: the only place that composes their paths."""

from lcsite.address import Key
from lcsite.inputs import Inputs
from lcsite.library.classify import PAGES
from lcsite.messages import Messages
from lcsite.model.model import Model, say

HOME = "index.html"
HOME_TEXT = "index.md"
NOT_FOUND = "404.html"


def entry_path(key: Key, model: Model, language: str) -> str:
    """Return the path of an entry's page, `<slug>/<id>.html`."""
    return f"{slug(key.collection, model, language)}/{key.id}.html"


def index_path(collection: str, model: Model, language: str) -> str:
    """Return the path of a collection's index."""
    return f"{slug(collection, model, language)}/index.html"


def everything_path(messages: Messages) -> str:
    """Return the path of the page over everything."""
    return messages("everything.path")


def news_path(messages: Messages) -> str:
    """Return the path of the page with what is new."""
    return messages("news.path")


def helping_path(messages: Messages) -> str:
    """Return the path of the page with what is lacking."""
    return messages("helping.path")


def taking_path(messages: Messages) -> str:
    """Return the path of the page that tells how to take the toolkit along."""
    return messages("taking.path")


def map_path(collection: str, inputs: Inputs) -> str:
    """Return the path of a collection's map: in a folder of its own, where no entry can be."""
    return _beside(collection, "map.path", inputs)


def matrix_path(collection: str, inputs: Inputs) -> str:
    """Return the path of an axis' matrix."""
    return _beside(collection, "matrix.path", inputs)


def _beside(collection: str, name: str, inputs: Inputs) -> str:
    return f"{slug(collection, inputs.model, inputs.settings.language)}/{inputs.messages(name)}/index.html"


def page_path(source: str) -> str:
    """Return the path of a plain page: at the root, whichever folder it came from."""
    return source.removeprefix(f"{PAGES}/").removesuffix(".md").lower() + ".html"


def slug(collection: str, model: Model, language: str) -> str:
    """Return the folder of a collection in addresses."""
    known = model.collections.get(collection)
    return say(known.slug, language) if known else collection
