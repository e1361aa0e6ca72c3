"""One page over everything: all entries, by collection, with the facets that collections share."""

from collections.abc import Iterator
from dataclasses import replace

from lcsite.address import Key
from lcsite.inputs import Inputs
from lcsite.model.model import Collection, Field, Relation
from lcsite.views.display import Display
from lcsite.views.facets import COLLECTION, Aspect, Narrowing, Value, capital, choices, label_of, narrow, parameter
from lcsite.views.groups import Group, browse, in_order
from lcsite.views.index import IndexPage
from lcsite.views.page import Announced, Page
from lcsite.views.paths import everything_path


def addresses(inputs: Inputs) -> Iterator[Announced]:
    """Announce the page."""
    yield Announced(path=everything_path(inputs.messages), title=inputs.messages("everything.title"), kind="everything")


def pages(inputs: Inputs) -> Iterator[Page]:
    """Make the page."""
    path = everything_path(inputs.messages)
    view = everything_page(Display(inputs, path))
    yield Page(path=path, title=view.title, template="index.html", view=view, description=view.help, active=path)


def everything_page(display: Display) -> IndexPage:
    """Make the view of all entries."""
    library, collections = display.inputs.library, display.inputs.model.collections
    entries = [
        entry
        for collection in collections.values()
        for entry in in_order(library.collection(collection.id), collection)
    ]
    kinds = _kinds(display)
    shared = (narrow(aspect, entries, display) for aspect in _shared(display))
    narrowings = [each for each in (kinds, *shared) if each]
    made = browse(entries, narrowings, display, by=0 if kinds else -1)
    return IndexPage(
        title=display.say("everything.title"),
        help=display.say("everything.lead"),
        hue=0,
        icon="",
        count=display.say("index.count", count=len(entries)),
        browse=replace(made, groups=tuple(_headed(group, display) for group in made.groups)),
    )


def _kinds(display: Display) -> Narrowing | None:
    """Return the facet of collections themselves."""
    found: dict[Key, tuple[Value, ...]] = {}
    for place, collection in enumerate(display.inputs.model.collections.values()):
        value = Value(
            id=collection.id,
            label=capital(display.label(collection.plural)),
            rank=place,
            definition=display.label(collection.help),
        )
        found |= {entry.key: (value,) for entry in display.inputs.library.collection(collection.id)}
    unknown = Value(id="", label="", rank=0)
    in_sight = len(display.inputs.model.collections)
    return choices(COLLECTION, display.say("everything.kind"), found, unknown, in_sight)


def _shared(display: Display) -> Iterator[Aspect]:
    """Yield what several collections are narrowed by: relations to one target, choices from one vocabulary."""
    groups: dict[object, dict[str, Field | Relation]] = {}
    for collection in display.inputs.model.collections.values():
        for name in collection.facets:
            item = collection.field(name) or collection.relation(name)
            if item is not None and (like := _like(item)):
                groups.setdefault(like, {}).setdefault(collection.id, item)
    taken: dict[str, int] = {}
    for of in groups.values():
        if len(of) > 1:
            first = next(iter(of.values()))
            taken[first.id] = taken.get(first.id, 0) + 1
            name = parameter(first.id) if taken[first.id] == 1 else f"{first.id}.{taken[first.id]}"
            yield Aspect(id=name, label=label_of(first, display, short=True), of=of)


def _like(item: Field | Relation) -> tuple[object, ...]:
    """Return what makes the facets of two collections one; nothing for what cannot be shared."""
    if isinstance(item, Relation):
        return "to", item.targets, item.target_part
    return ("of", item.vocabulary) if item.vocabulary else ()


def _headed(group: Group, display: Display) -> Group:
    """Return a group with the face of its collection."""
    collection: Collection | None = display.inputs.model.collections.get(group.value)
    if collection is None:
        return group
    href = display.href(display.inputs.addresses.indexes[collection.id])
    return replace(group, icon=collection.icon, hue=collection.hue, href=href, note="")
