"""What a block may look at while it is made."""

from dataclasses import dataclass, field

from lcsite.address import Key
from lcsite.inputs import Inputs
from lcsite.library import Entry
from lcsite.model.model import Collection
from lcsite.views.display import Display


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One entry, on its page.

    `shown` is what blocks above have shown: a relation, `<` and one that leads
    here, `#` and a part. `gathered` are the entries that stand in a group.
    """

    inputs: Inputs
    entry: Entry
    collection: Collection
    display: Display
    shown: set[str] = field(default_factory=set)
    gathered: set[Key] = field(default_factory=set)
