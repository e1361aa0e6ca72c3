"""All that checks, views and exports receive: everything known, nothing to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lcsite.address import Addresses
from lcsite.assets import Asset
from lcsite.facts import Facts
from lcsite.graph import Graph
from lcsite.library import Library
from lcsite.look import Look
from lcsite.messages import Messages
from lcsite.model.model import Model, Vocabularies
from lcsite.model.values import PartialDate
from lcsite.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The whole, linked and derived; `messages` words it in the site's language.

    `today` is the machine's date where a command gives it; only a check reads it.
    """

    settings: Settings
    model: Model
    vocabularies: Vocabularies
    library: Library
    graph: Graph
    facts: Facts
    assets: Mapping[str, Asset]
    addresses: Addresses
    messages: Messages
    look: Look = field(default_factory=Look)
    today: PartialDate | None = None
