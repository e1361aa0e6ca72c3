"""The map of a collection, an entry between its neighbours, the table along an axis: what they say, and where."""

import random
from itertools import combinations, pairwise
from time import process_time
from typing import Any

import pytest
from support import compiled, entry, key, model

from lcsite.build import Site
from lcsite.views.blocks.neighbourhood import Neighbourhood
from lcsite.views.crossings import crossings, ordered
from lcsite.views.drawing import SIZES, MapDrawing, outline
from lcsite.views.layout import Box, Drawing, layout
from lcsite.views.lettering import width, wrap
from lcsite.views.map import MapPage
from lcsite.views.matrix import MatrixPage
from lcsite.views.places import Link

HAIR = 1e-6
SCALES: dict[str, Any] = {
    "label": {"en": "scales"},
    "terms": {
        "town": {"label": {"en": "town"}, "definition": {"en": "About a whole town."}},
        "house": {"label": {"en": "house"}},
        "room": {"label": {"en": "room"}},
    },
}
PATTERNS: dict[str, Any] = {
    "fields": {"scale": {"kind": "choice", "vocabulary": "scales"}, "kind": {"kind": "choice", "vocabulary": "kinds"}},
    "relations": {"within": {"to": "patterns", "inverse": {"id": "holds", "label": {"en": "holds"}}}},
    "traits": {"map": {"relation": "within", "bands": "scale"}},
    "blocks": ["neighbourhood", "backlinks"],
    "facets": ["scale", "kind"],
}
TOWN = {
    "patterns/square.md": entry("scale: town\nkind: good", title="Square"),
    "patterns/porch.md": entry("scale: house\nkind: good\nwithin: [square, +market]", title="Porch"),
    "patterns/alcove.md": entry("scale: room\nkind: bad\nwithin: [porch, square]", title="Alcove"),
    "patterns/alone.md": entry("scale: room", title="Alone"),
    "patterns/loose.md": entry("kind: good", title="Loose"),
}


def town(files: dict[str, str], **patterns: Any) -> Site:
    """Compile patterns of three scales."""
    return compiled(files, model({"scales": SCALES, "kinds": ["good", "bad"]}, patterns=PATTERNS | patterns))


def view(site: Site, path: str) -> Any:
    """Return the view of a page."""
    return next(page.view for page in site.pages() if page.path == path)


def the_map(site: Site) -> MapPage:
    found: MapPage = view(site, "patterns/map/index.html")
    return found


def neighbours(site: Site, name: str) -> Neighbourhood:
    page = view(site, f"patterns/{name}.html")
    found: Neighbourhood = next(block.view for block in page.aside if block.name == "neighbourhood")
    return found


def made(count: int, seed: int = 1) -> tuple[list[list[int]], list[Link]]:
    """Return three bands of nodes, each joined to none, one or two of those before it."""
    chance = random.Random(seed)  # noqa: S311 - numbers for a drawing
    bands = [[node for node in range(count) if node * 3 // count == band] for band in range(3)]
    links = [(node, other) for node in range(count) for other in chance.sample(range(node), min(node, node % 3))]
    return bands, links


def laid_out(bands: list[list[int]], links: list[Link]) -> Drawing:
    heights = {node: 43.0 + 19 * (node % 3) for band in bands for node in band}
    return layout(bands, links, heights, [100.0 for _ in bands], SIZES)


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not beside and one.y < other.y + other.height and other.y < one.y + one.height


def behind(drawing: Drawing) -> list[tuple[int, int]]:
    """Return which lines run behind which boxes; a bend stays between the heights of its two ends."""
    found = []
    for number, points in enumerate(drawing.lines):
        for (x, y), (next_x, next_y) in pairwise(points):
            left, right = sorted((x, next_x))
            top, bottom = sorted((y, next_y))
            for node, box in drawing.boxes.items():
                across = left < box.x + box.width and box.x < right if left != right else box.x < x < box.x + box.width
                if across and top < box.y + box.height and box.y < bottom:
                    found.append((number, node))
    return found


@pytest.mark.parametrize("count", [3, 20, 60, 120])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_box_stands_on_another_and_no_line_runs_behind_one(count: int, seed: int) -> None:
    drawing = laid_out(*made(count, seed))
    assert len(drawing.boxes) == count
    assert not [pair for pair in combinations(drawing.boxes.values(), 2) if overlap(*pair)]
    assert behind(drawing) == []


@pytest.mark.parametrize("count", [3, 20, 120])
def test_everything_stays_in_its_band_and_in_the_picture(count: int) -> None:
    bands, links = made(count)
    drawing = laid_out(bands, links)
    for (top, height), band in zip(drawing.bands, bands, strict=True):
        boxes = [drawing.boxes[node] for node in band]
        assert all(top < box.y and box.y + box.height < top + height for box in boxes)
        assert all(box.x >= SIZES.left - HAIR for box in boxes)
        assert all(box.x + box.width <= SIZES.left + SIZES.width + HAIR for box in boxes)
    assert all(one + height < other for (one, height), (other, _) in pairwise(drawing.bands))
    assert sum(drawing.bands[-1]) == drawing.height


def test_within_a_band_what_leads_to_another_stands_below_it() -> None:
    drawing = laid_out([[0, 1, 2, 3]], [(1, 0), (2, 1), (3, 0)])
    heights = [drawing.boxes[node].y for node in range(4)]
    assert heights[0] < heights[1] == heights[3] < heights[2]


def test_what_is_joined_to_nothing_moves_no_line() -> None:
    links = [(4, 0), (5, 1), (5, 0)]
    alone, full = laid_out([[0, 1], [4, 5]], links), laid_out([[0, 1, 2], [4, 5, 6]], links)
    along, full_along = ([round(x) for points in drawing.lines for x, _ in points] for drawing in (alone, full))
    assert along == full_along


def test_a_circle_a_link_downwards_and_a_full_row_can_be_drawn() -> None:
    drawing = laid_out([[0, 1, 2], list(range(3, 20))], [(0, 1), (1, 2), (2, 0), (0, 5), (7, 8), (8, 7)])
    assert len(drawing.lines) == 6
    assert behind(drawing) == []
    assert max(map(len, drawing.rows)) <= SIZES.capacity


def test_nothing_at_all_can_be_drawn() -> None:
    assert laid_out([], []).height == 0
    assert laid_out([[], []], []).rows == ()


def test_two_drawings_of_the_same_are_the_same() -> None:
    assert laid_out(*made(60)) == laid_out(*made(60))


def test_sorting_takes_crossings_away() -> None:
    segments = [(3, 2), (4, 1), (5, 0), (6, 3), (7, 4), (8, 5)]
    above = {lower: [upper] for lower, upper in segments} | {0: [], 1: [], 2: []}
    rows = [[0, 1, 2], [3, 4, 5], [8, 7, 6]]
    assert crossings(rows, above) == 6
    assert crossings(ordered(rows, segments), above) == 0


def test_few_lines_cross_on_the_map_of_this_toolkit(toolkit: Any) -> None:
    pages = toolkit.site.pages()
    (drawing,) = (page.view.drawing for page in pages if page.template == "map.html")
    bends = [bend for edge in drawing.edges for bend in _bends(edge.path)]
    crossed = [
        (one, other)
        for one, other in combinations(bends, 2)
        if (one[1], one[3]) == (other[1], other[3]) and (one[0] - other[0]) * (one[2] - other[2]) < 0
    ]
    assert len(drawing.edges) > 10
    assert len(crossed) <= len(drawing.edges) / 3


def _bends(path: str) -> list[tuple[float, ...]]:
    """Return both ends of each piece of a path."""
    places = [piece.split()[-2:] for piece in path.replace("M", "|").replace("L", "|").replace("C", "|").split("|")[1:]]
    points = [(float(x), float(y)) for x, y in places]
    return [(*one, *other) for one, other in pairwise(points)]


def test_two_hundred_entries_are_drawn_at_once() -> None:
    bands, links = made(200)
    start = process_time()
    laid_out(bands, links)
    assert process_time() - start < 0.2 * 3  # a busy machine is three times slower


def test_lines_of_text_fit_with_room_for_a_wider_letter() -> None:
    text = "Leergemeenschappenontwikkelingsprogramma van de wijk en haar bewoners"
    lines = wrap(text, 136, 15)
    assert all(width(line, 15) <= 136 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace(" ", "")
    assert lines[0].endswith("-")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Klein beginnen", ("Klein beginnen",)),
        ("Een gedeelde opgave", ("Een gedeelde", "opgave")),
        ("", ()),
        ("Ja", ("Ja",)),
    ],
)
def test_a_title_is_broken_between_words(title: str, lines: tuple[str, ...]) -> None:
    assert wrap(title, 136, 15) == lines


@pytest.mark.parametrize("shape", range(6))
def test_every_shape_stays_within_its_box(shape: int) -> None:
    path = outline(Box(x=10, y=20, width=100, height=40), shape)
    numbers = [float(each) for each in path.translate(str.maketrans("MLQZ", "    ")).split()]
    assert (min(numbers[::2]), max(numbers[::2])) == (10, 110)
    assert (min(numbers[1::2]), max(numbers[1::2])) == (20, 60)


def test_bands_stand_in_the_order_of_the_vocabulary_and_what_has_none_comes_last() -> None:
    found = the_map(town(TOWN))
    bands = {band.label: [item.card.title for item in band.items] for band in found.bands}
    assert list(bands.items()) == [
        ("town", ["Square"]),
        ("house", ["Porch"]),
        ("room", ["Alcove", "Alone"]),
        ("without a place as yet", ["Loose", "Market"]),
    ]
    assert found.bands[0].help == "About a whole town."


def test_the_list_says_what_the_picture_draws() -> None:
    found = the_map(town(TOWN))
    items = {item.card.href: item for band in found.bands for item in band.items}
    nodes = {node.href: node for band in found.drawing.bands for node in band.nodes}
    assert items.keys() == nodes.keys()
    ids = {node.id: href for href, node in nodes.items()}
    for href, node in nodes.items():
        near = {ids[each] for each in node.near if each in ids}
        assert near == {card.href for card in (*items[href].outward, *items[href].inward)}
    assert len(found.drawing.edges) == sum(len(item.outward) for item in items.values()) == 4


def test_a_box_is_called_by_its_title_its_kind_and_how_many_it_is_joined_to() -> None:
    drawing = the_map(town(TOWN)).drawing
    names = [node.name for band in drawing.bands for node in band.nodes]
    assert "Porch, house, good; within: 2; holds: 1" in names
    assert "Market, without a place as yet, Wanted; within: 0; holds: 1" in names


def test_shapes_tell_apart_the_first_other_choice_among_the_facets() -> None:
    found = the_map(town(TOWN))
    assert [(shape.number, shape.label) for shape in found.shapes] == [(1, "good"), (2, "bad")]
    assert {node.name[:6]: node.shape for node in _nodes(found.drawing)}["Alcove"] == 2
    assert the_map(town(TOWN, facets=["scale"])).shapes == ()
    assert the_map(town({name: text.replace("bad", "good") for name, text in TOWN.items()})).shapes == ()


def _nodes(drawing: MapDrawing) -> list[Any]:
    return [node for band in drawing.bands for node in band.nodes]


def test_drafts_archived_entries_and_links_to_oneself_are_not_on_the_map() -> None:
    files = {
        "patterns/draft.md": entry("scale: town\nstatus: draft", title="Draft"),
        "patterns/old.md": entry("scale: town\nstatus: archived", title="Old"),
        "patterns/self.md": entry("scale: town\nwithin: [self, old, draft]", title="Self"),
    }
    found = the_map(town(files))
    assert [item.card.title for band in found.bands for item in band.items] == ["Self"]
    assert found.drawing.edges == ()


def test_an_empty_collection_has_an_empty_map() -> None:
    assert the_map(town({})).bands == ()


def test_an_entry_stands_between_its_neighbours_and_they_are_shown_once() -> None:
    site = town(TOWN)
    found = neighbours(site, "porch")
    assert [(card.title, card.wanted) for card in found.above] == [("Square", False), ("Market", True)]
    assert [card.title for card in found.below] == ["Alcove"]
    assert (found.outward, found.inward, found.map_href) == ("within", "holds", "map/index.html")
    assert not [block for block in view(site, "patterns/square.html").main if block.name == "backlinks"]


def test_an_entry_without_neighbours_is_shown_alone() -> None:
    found = neighbours(town(TOWN), "alone")
    assert (found.above, found.below) == ((), ())


def test_the_index_leads_to_the_map() -> None:
    assert [way.href for way in view(town(TOWN), "patterns/index.html").ways] == ["map/index.html"]


STEPS: dict[str, Any] = {"fields": {"order": {"kind": "number", "whole": True}}, "traits": {"axis": {"order": "order"}}}
TOOLS: dict[str, Any] = {
    "relations": {"when": {"to": "steps", "fields": {"why": {}}}},
    "facets": ["when"],
}
TABLE = {
    "steps/last.md": entry("order: 2", title="Last"),
    "steps/first.md": entry("order: 1", title="First"),
    "tools/b.md": entry("when: [last]", title="B"),
    "tools/a.md": entry("when: [{to: last, why: To close}]", title="A"),
    "tools/c.md": entry("when: [first, last]", title="C"),
    "tools/d.md": entry("when: [first]", title="D"),
    "tools/none.md": entry("", title="None"),
    "others/x.md": entry("when: [first]", title="X"),
}


def table(files: dict[str, str], **steps: Any) -> Site:
    return compiled(files, model(steps=STEPS | steps, tools=TOOLS, others=TOOLS | {"facets": []}))


def matrix(site: Site) -> MatrixPage:
    found: MatrixPage = view(site, "steps/table/index.html")
    return found


def test_a_table_has_the_steps_in_their_order_and_says_what_belongs_where() -> None:
    (found,) = matrix(table(TABLE)).tables
    assert [(column.title, column.count) for column in found.columns] == [("First", 2), ("Last", 3)]
    rows = {row.card.title: [cell.on for cell in row.cells] for row in found.rows}
    assert rows["A"] == rows["B"] == [False, True]
    assert [cell.note for row in found.rows for cell in row.cells if cell.note] == ["To close"]


def test_a_table_begins_with_what_comes_first_and_ends_with_what_belongs_nowhere() -> None:
    (found,) = matrix(table(TABLE)).tables
    assert [row.card.title for row in found.rows] == ["C", "D", "A", "B", "None"]


def test_a_hub_says_which_tables_there_are() -> None:
    groups = [{"label": {"en": "Others"}, "collection": "others"}]
    hub = {"axis": {"order": "order"}, "hub": {"groups": groups}}
    site = table(TABLE, traits=hub)
    assert [page.path for page in site.pages() if page.template == "matrix.html"] == []


@pytest.mark.parametrize("missing", ["steps/", "tools/"])
def test_there_is_no_table_without_steps_or_without_anything_to_place(missing: str) -> None:
    site = table({path: text for path, text in TABLE.items() if not path.startswith(missing)})
    assert "steps/table/index.html" not in [page.path for page in site.pages()]
    assert view(site, "steps/index.html").ways == ()


def test_the_axis_and_the_home_page_lead_to_the_table() -> None:
    site = table(TABLE)
    assert [way.href for way in view(site, "steps/index.html").ways] == ["table/index.html"]
    assert [way.href for way in view(site, "index.html").journey_ways] == ["steps/table/index.html"]


def test_a_map_and_a_table_are_where_no_entry_can_be(toolkit: Any) -> None:
    assert toolkit.site.inputs
    paths = toolkit.site.inputs.addresses.entries.values()
    assert not [path for path in paths if path.endswith("/index.html")]
    assert toolkit.text("patronen/kaart/index.html").count('class="node') == len(
        toolkit.site.inputs.library.collection(key("patterns/x").collection)
    )
