"""Pages: what holds for each of them with two models, and what each kind of page shows."""

import re
from collections import Counter
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import pytest
from support import Published, codes, compiled, entry, model

from lcsite.address import Key
from lcsite.build import Options, Site
from lcsite.inputs import Inputs
from lcsite.model.traits import Axis, Evidence, Hub, Map, Route
from lcsite.views import VIEWS
from lcsite.views.entry import EntryPage


def inputs(site: Site) -> Inputs:
    assert site.inputs is not None
    return site.inputs


class Seen(HTMLParser):
    """What a page holds, as far as tests ask."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.inline = ""
        self.words = ""
        self._within: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._within = [*self._within, tag] if tag in {"script", "style"} else self._within
        for name, value in attrs:
            self.attributes[name] += 1
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "action"}:
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._within:
            self.inline += data.strip()
        else:
            self.words += f"{data} "


@pytest.fixture(scope="session")
def seen() -> dict[tuple[str, str], Seen]:
    """The pages that have been read, by folder and path."""
    return {}


@pytest.fixture
def pages(either: Published, seen: dict[tuple[str, str], Seen]) -> dict[str, Seen]:
    """Every page of a site."""
    name = str(either.output)
    if not any(folder == name for folder, _ in seen):
        for file in either.output.rglob("*.html"):
            seen[name, file.relative_to(either.output).as_posix()] = Seen(file.read_text("utf-8"))
    return {path: page for (folder, path), page in seen.items() if folder == name}


def target(page: str, link: str) -> str:
    """Return the file that a relative link on a page leads to."""
    return normpath(join(dirname(page), unquote(link.partition("#")[0].partition("?")[0]))) if link[:1] != "#" else page


def outside(link: str) -> bool:
    return bool(re.match(r"[a-z]+:", link))


# What holds for every page.


def test_each_page_that_is_announced_is_made_and_no_other(either: Published) -> None:
    site = either.site
    announced = [each.path for view in VIEWS for each in view.addresses(inputs(site))]
    made = [page.path for page in site.pages()]
    assert sorted(made) == sorted(announced)
    assert len(set(made)) == len(made)


def test_each_view_makes_its_pages_in_the_order_in_which_it_announces_them(either: Published) -> None:
    for view in VIEWS:
        announced = [each.path for each in view.addresses(inputs(either.site))]
        assert [page.path for page in view.pages(inputs(either.site))] == announced


def test_every_link_within_a_site_leads_to_a_file_and_a_place_that_exist(
    either: Published, pages: dict[str, Seen]
) -> None:
    def is_dead(path: str, link: str) -> bool:
        file, part = target(path, link), unquote(link.partition("#")[2])
        if file not in pages:
            return not (either.output / file).is_file()
        return bool(part) and part not in pages[file].ids

    inside = ((path, link) for path, page in pages.items() for link in page.links if not outside(link))
    assert [each for each in inside if is_dead(*each)] == []


def test_no_link_starts_at_the_root(pages: dict[str, Seen]) -> None:
    rooted = {(path, link) for path, page in pages.items() for link in page.links if link.startswith(("/", "//"))}
    assert {path for path, _ in rooted} <= {"404.html"}


def test_no_reference_is_left_unresolved(either: Published, pages: dict[str, Seen]) -> None:
    assert [path for path in pages if "lc:" in either.text(path)] == []


def test_an_id_stands_once_on_a_page(pages: dict[str, Seen]) -> None:
    twice = {path: [name for name, count in Counter(page.ids).items() if count > 1] for path, page in pages.items()}
    assert {path: names for path, names in twice.items() if names} == {}


def test_a_page_has_no_script_style_or_handler_within(pages: dict[str, Seen]) -> None:
    for path, page in pages.items():
        assert not page.inline, path
        assert not page.tags["style"], path
        assert not {name for name in page.attributes if name == "style" or name.startswith("on")}, path


def test_no_value_is_shown_as_python_would(pages: dict[str, Seen]) -> None:
    sign = re.compile(r"\b(?:Markdown|Image|Estimate|PartialDate|Part|Url|Key|Markup)\(|\bNone\b|\{'|\('|\['")
    assert {path: sign.findall(page.words) for path, page in pages.items() if sign.search(page.words)} == {}


def test_every_page_has_one_heading_of_its_own(pages: dict[str, Seen]) -> None:
    assert {path: page.tags["h1"] for path, page in pages.items() if page.tags["h1"] != 1} == {}


def test_the_page_of_an_entry_links_to_whatever_names_it(either: Published, pages: dict[str, Seen]) -> None:
    """Half of the return links is missing where authors must write them; here none is."""
    known = inputs(either.site)
    lost = []
    for key_, links in known.graph.backlinks.items():
        page = pages[known.addresses.entries[key_]]
        there = {target(known.addresses.entries[key_], link) for link in page.links}
        for link in links:
            origin = link.origin
            path = known.addresses.entries[origin] if isinstance(origin, Key) else known.addresses.pages[origin]
            if path not in there and origin != key_:
                lost.append(f"{origin} {link.relation.id} {key_}")
    assert lost == []


def test_the_page_of_an_entry_links_to_whatever_its_relations_name(either: Published, pages: dict[str, Seen]) -> None:
    known = inputs(either.site)
    for origin, links in known.graph.links.items():
        path = known.addresses.entries[origin] if isinstance(origin, Key) else known.addresses.pages[origin]
        there = {target(path, link) for link in pages[path].links}
        missing = {str(link.target) for link in links if known.addresses.entries[link.target] not in there | {path}}
        assert missing == set(), origin


def test_an_index_lists_every_entry_of_its_collection(either: Published, pages: dict[str, Seen]) -> None:
    known = inputs(either.site)
    for collection, path in known.addresses.indexes.items():
        there = {target(path, link) for link in pages[path].links}
        assert {known.addresses.entries[each.key] for each in known.library.collection(collection)} <= there


def test_the_home_page_leads_to_every_collection_and_every_step(either: Published, pages: dict[str, Seen]) -> None:
    known = inputs(either.site)
    there = {target("index.html", link) for link in pages["index.html"].links}
    assert set(known.addresses.indexes.values()) <= there
    for collection, _ in known.model.with_trait(Axis):
        assert {known.addresses.entries[each.key] for each in known.library.collection(collection.id)} <= there


def test_a_page_carries_its_title_and_summary(either: Published) -> None:
    for page in either.site.pages():
        text = either.text(page.path)
        assert "<title>" in text
        if page.description and page.template != "redirect.html":
            assert '<meta name="description"' in text


def views(found: Published | Site, path: str) -> EntryPage:
    """Return the view of the page of an entry."""
    site = found if isinstance(found, Site) else found.site
    page = next(page for page in site.pages() if page.path == path)
    assert isinstance(page.view, EntryPage)
    return page.view


def block(view: EntryPage, name: str, number: int = 0) -> object:
    return [each.view for each in (*view.head, *view.main, *view.aside) if each.name == name][number]


def has(view: EntryPage, name: str) -> bool:
    return any(each.name == name for each in (*view.head, *view.main, *view.aside))


def titles(found: object) -> list[str]:
    """Return the titles of all cards of a block, in order."""
    groups = found.groups  # type: ignore[attr-defined]
    return [card.title for group in groups for card in group.cards]


# Each trait, with both models.


def test_a_hub_gathers_each_entry_in_the_first_group_that_fits(either: Published) -> None:
    known = inputs(either.site)
    for collection, hub in known.model.with_trait(Hub):
        labels = [group.label[known.settings.language] for group in hub.groups]
        for each in known.library.collection(collection.id):
            view = views(either, known.addresses.entries[each.key])
            if not has(view, "gather"):
                continue
            groups = block(view, "gather").groups  # type: ignore[attr-defined]
            found = [labels.index(group.label) for group in groups]
            assert found == sorted(found)
            hrefs = [card.href for group in groups for card in group.cards]
            assert len(hrefs) == len(set(hrefs))


def test_an_axis_is_shown_where_an_entry_belongs_on_it(either: Published) -> None:
    known = inputs(either.site)
    ((collection, _),) = known.model.with_trait(Axis)
    steps = len(list(known.library.collection(collection.id)))
    for each in known.library.collection(collection.id):
        axis = block(views(either, known.addresses.entries[each.key]), "axis")
        assert [step.title for step in axis.steps if step.on] == [each.title]  # type: ignore[attr-defined]
        assert len(axis.steps) == steps  # type: ignore[attr-defined]


def test_a_route_shows_its_stops_in_their_order(either: Published) -> None:
    known = inputs(either.site)
    for collection, route in known.model.with_trait(Route):
        for each in known.library.collection(collection.id):
            stops = known.graph.of(each.key, route.stops)
            view = views(either, known.addresses.entries[each.key])
            entries = known.library.entries
            wanted = [entries[link.target].title if link.target in entries else None for link in stops]
            shown = titles(block(view, "route"))
            assert [title for title, name in zip(shown, wanted, strict=True) if name] == list(filter(None, wanted))


def test_evidence_is_shown_with_its_numbers_and_level(either: Published) -> None:
    known = inputs(either.site)
    for collection, trait in known.model.with_trait(Evidence):
        for each in known.library.collection(collection.id):
            found = block(views(either, known.addresses.entries[each.key]), "evidence")
            assert found.level in {level.label[known.settings.language] for level in trait.levels}  # type: ignore[attr-defined]


def test_a_collection_with_a_map_has_a_page_for_it_that_leads_to_its_entries(
    either: Published, pages: dict[str, Seen]
) -> None:
    known = inputs(either.site)
    maps = [each.path for view in VIEWS for each in view.addresses(known) if each.kind == "map"]
    assert len(maps) == len(list(known.model.with_trait(Map)))
    for (collection, _), path in zip(known.model.with_trait(Map), maps, strict=True):
        there = {target(path, link) for link in pages[path].links}
        assert {known.addresses.entries[each.key] for each in known.library.collection(collection.id)} <= there


# What pages of the third model show, to the letter.


def test_an_entry_shows_its_blocks_in_the_order_of_the_model(bakery: Published) -> None:
    view = views(bakery, "techniques/wait-for-the-dough.html")
    assert [each.name for each in view.head] == ["links", "axis"]
    assert [each.name for each in view.main][:6] == ["essence", "facts", "lead", "sections", "images", "backlinks"]
    assert [each.name for each in view.aside][:2] == ["evidence", "neighbourhood"]


def test_a_block_without_anything_to_show_is_left_out(bakery: Published) -> None:
    view = views(bakery, "techniques/add-more-flour.html")
    assert not has(view, "images")
    assert not has(view, "sources")
    assert [each.name for each in view.head] == ["axis"]


def test_facts_are_shown_in_words(bakery: Published) -> None:
    def facts(path: str) -> dict[str, list[str]]:
        fields = block(views(bakery, path), "facts").fields  # type: ignore[attr-defined]
        return {named.label: [value.text for value in named.values] for named in fields}

    assert facts("techniques/wait-for-the-dough.html") == {
        "sort": ["good habit"],
        "reach": ["one batch"],
        "flours": ["wheat", "spelt"],
        "fit for beginners": ["yes"],
    }
    assert facts("trials/one-night-more.html") == {
        "outcome": ["it rose"],
        "ground": ["baked it ourselves"],
        "day": ["January 9, 2026"],
        "loaves": ["40"],
        "hydration": ["0.72"],
        "told at": ["One night more", "bread.example.org/more"],
    }
    assert facts("trials/late-again.html")["day"] == ["November 2025"]
    assert facts("bakeries/old-mill.html")["opened"] == ["1987"]
    assert facts("stages/mix.html") == {"warmth": ["24 °C"]}
    assert facts("stages/rise.html") == {"warmth": ["about 4–28 °C (estimate)"]}
    assert facts("tools/old-scraper.html") == {"price": ["about 3 euro (estimate)"]}
    assert facts("tools/scraper-set.html")["old catalogue marks"] == ["t-12", "scrapers/old"]


def test_a_pattern_lists_the_lessons_that_cite_it(bakery: Published) -> None:
    found = block(views(bakery, "techniques/fold-gently.html"), "backlinks")
    assert [(group.label, [card.title for card in group.cards]) for group in found.groups] == [  # type: ignore[attr-defined]
        ("confirmed by", ["A night in the city"]),
        ("refuted by", ["Pancakes"]),
    ]


def test_evidence_counts_what_the_model_says(bakery: Published) -> None:
    found = block(views(bakery, "techniques/wait-for-the-dough.html"), "evidence")
    counts = [(count.number, count.label) for count in found.counts]  # type: ignore[attr-defined]
    assert (found.level, found.steps) == ("heard all over", (True, True, True))  # type: ignore[attr-defined]
    assert counts == [(3, "bakeries"), (3, "lessons")]


def test_a_link_says_what_was_said_of_it(bakery: Published) -> None:
    cards = block(views(bakery, "bakeries/old-mill.html"), "links").groups[0].cards  # type: ignore[attr-defined]
    assert [(card.title, card.note) for card in cards] == [
        ("Wait for the dough", "June 2019 · Every night."),
        ("Plan backwards from the oven", ""),
    ]


def test_a_part_shows_its_fields_its_links_and_what_links_to_it(bakery: Published) -> None:
    (knife, bowl) = block(views(bakery, "tools/scraper-set.html"), "parts").parts  # type: ignore[attr-defined]
    assert (knife.id, knife.title) == ("bench-knife", "Bench knife")
    assert [named.label for named in knife.fields] == ["what it is for", "weight"]
    assert [(label, [card.title for card in cards]) for label, cards in knife.links] == [
        ("replaces", ["The old scraper: Blade"]),
        ("used in", ["Mix"]),
    ]
    backlinks = {label: [card.title for card in cards] for label, cards in knife.backlinks}
    assert backlinks["techniques done with this"] == ["Fold gently"]
    assert [card.note for label, cards in bowl.backlinks for card in cards] == ["with the round side"]
    (blade,) = block(views(bakery, "tools/old-scraper.html"), "parts").parts  # type: ignore[attr-defined]
    assert [(label, [card.title for card in cards]) for label, cards in blade.backlinks] == [
        ("techniques done with this", ["Fold gently"]),
        ("is replaced by", ["Set of scrapers: Bench knife"]),
    ]


def test_a_mention_is_listed_with_its_sentence(bakery: Published) -> None:
    view = views(bakery, "techniques/wait-for-the-dough.html")
    cards = [card for group in block(view, "backlinks", -1).groups for card in group.cards]  # type: ignore[attr-defined]
    sentences = {card.title: card.sentence for card in cards if card.sentence}
    assert sentences["One night more"] == "The next morning it was ready."
    assert sentences["Why is my crumb dense?"] == "Often it is the waiting, not the flour."


def test_a_wanted_entry_invites_to_write_it_and_names_who_asks(bakery: Published) -> None:
    page = next(page for page in bakery.site.pages() if page.path == "techniques/shape-tight.html")
    assert page.view.title == "Shape tight"
    assert page.view.file == "content/techniques/shape-tight.md"
    assert [card.title for card in page.view.wanted_by] == ["Your first loaf", "Fold gently"]
    assert "Shape tight" in bakery.text("techniques/index.html")


def test_a_former_address_leads_on(bakery: Published) -> None:
    for path in ("techniques/rise-by-eye.html", "techniques/bulk-by-eye.html"):
        assert 'content="0; url=wait-for-the-dough.html"' in bakery.text(path)


def test_pictures_are_published_beside_their_entry_and_shown_with_their_credit(bakery: Published) -> None:
    (figure,) = block(views(bakery, "techniques/wait-for-the-dough.html"), "images").figures  # type: ignore[attr-defined]
    assert (figure.src, figure.alt, figure.width, figure.height) == (
        "wait-for-the-dough/wobble.png",
        "A bowl of dough with bubbles.",
        8,
        6,
    )
    assert (bakery.output / "techniques/wait-for-the-dough/wobble.png").read_bytes().startswith(b"\x89PNG")
    assert 'src="pages/about/counter.svg" alt="A counter"' in bakery.text("about.html")


def test_a_draft_is_not_published(bakery: Published) -> None:
    assert not (bakery.output / "techniques/warm-corner.html").exists()


def test_a_page_is_headed_by_its_entry_in_the_language_of_the_site(bakery: Published) -> None:
    text = bakery.text("stages/mix.html")
    assert '<html lang="en">' in text
    assert "<title>Mix – The bakery</title>" in text
    assert "Where this belongs" in text


# What is easily lost.

HUB = {"hub": {"groups": [{"label": {"en": "Large"}, "collection": "cards", "where": {"size": ["large"]}}]}}
MODEL = model(
    {"sizes": ["small", "large"]},
    hubs={"traits": HUB, "blocks": ["lead", "sections", "gather", "backlinks"]},
    cards={
        "fields": {
            "size": {"kind": "choice", "vocabulary": "sizes"},
            "day": {"kind": "date"},
            "story": {"kind": "markdown"},
            "sketch": {"kind": "image"},
            "boxes": {"kind": "parts", "fields": {"title": {"required": True}, "sketch": {"kind": "image"}}},
        },
        "relations": {
            "hubs": {
                "to": "hubs",
                "fields": {
                    "words": {"many": True},
                    "how": {"kind": "markdown"},
                    "yes": {"kind": "boolean"},
                },
            },
            "cards": "cards",
        },
        "blocks": [
            {"block": "facts", "of": ["size", "day", "sketch"]},
            {"block": "parts", "of": ["boxes"]},
            {"block": "links", "of": ["hubs", "cards"]},
            "sections",
            "backlinks",
        ],
        "card": {"story": 12},
    },
    bare={"relations": {"boxes": "cards#boxes"}},
)
SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 4 3'/>"


def small(files: dict[str, str | bytes]) -> Site:
    return compiled(files, MODEL)


def test_what_fits_no_group_of_a_hub_is_listed_below() -> None:
    files = {
        "hubs/h.md": entry(title="H"),
        "cards/a.md": entry("size: large\nhubs: [h]", title="A"),
        "cards/b.md": entry("size: small\nhubs: [h]", title="B"),
        "cards/c.md": entry("size: large\nhubs: [h]", "[h](../hubs/h.md)", title="C"),
    }
    view = views(small(files), "hubs/h.html")
    assert titles(block(view, "gather")) == ["A", "C"]
    below = block(view, "backlinks").groups  # type: ignore[attr-defined]
    assert [(group.label, [card.title for card in group.cards]) for group in below] == [
        ("hubs of", ["B"]),
        ("mentioned in", ["C"]),
    ]


def test_a_relation_that_leads_to_a_heading_is_listed_at_the_entry() -> None:
    files = {"hubs/h.md": entry("", "## Why\n", title="H"), "cards/a.md": entry("hubs: [h#why]", title="A")}
    assert titles(block(views(small(files), "hubs/h.html"), "backlinks")) == ["A"]


def test_a_link_to_a_part_is_listed_at_the_part_and_not_again() -> None:
    files = {
        "cards/a.md": entry("boxes: [{id: top, title: Top}]", title="A"),
        "bare/b.md": entry("boxes: [a#top]", title="B"),
    }
    view = views(small(files), "cards/a.html")
    (part,) = block(view, "parts").parts  # type: ignore[attr-defined]
    assert [(label, [card.title for card in cards]) for label, cards in part.backlinks] == [("boxes of", ["B"])]
    assert not has(view, "backlinks")


def test_what_a_link_says_is_shown_whatever_its_kind() -> None:
    files = {
        "hubs/h.md": entry(title="H"),
        "cards/a.md": entry("hubs: [{to: h, words: [one, two], how: 'with **care**', yes: true}]", title="A"),
    }
    (group,) = block(views(small(files), "cards/a.html"), "links").groups  # type: ignore[attr-defined]
    assert [card.note for card in group.cards] == ["one, two · with care · yes"]


def test_a_card_shows_words_whatever_the_kind_of_its_field() -> None:
    site = small({"cards/a.md": entry("story: 'Begin **with** care & wait.'", title="A")})
    page = next(page for page in site.pages() if page.path == "cards/index.html")
    assert "Begin with…" in repr(page.view)


def test_a_picture_in_a_field_or_a_part_is_linked_with_its_description() -> None:
    files: dict[str, str | bytes] = {
        "cards/a.md": entry(
            "sketch: {file: x.svg, alt: An x, licence: CC0}\n"
            "boxes: [{id: top, title: Top, sketch: {file: x.svg, alt: An x, licence: CC0}}]"
        ),
        "cards/a/x.svg": SVG,
    }
    site = small(files)
    assert codes(site) == []
    view = views(site, "cards/a.html")
    ((fact,),) = (named.values for named in block(view, "facts").fields)  # type: ignore[attr-defined]
    assert (fact.text, fact.href) == ("An x", "a/x.svg")


@pytest.mark.parametrize("front", ["sketch: {}", "boxes: [{{id: top, title: Top, sketch: {}}}]"])
def test_a_picture_in_any_field_must_exist(front: str) -> None:
    picture = "{file: nothing.svg, alt: An x, licence: CC0}"
    assert codes(small({"cards/a.md": entry(front.format(picture))})) == ["LC312"]


def test_a_draft_says_that_it_is_one() -> None:
    site = compiled({"cards/a.md": entry("status: draft")}, MODEL, options=Options(drafts=True))
    assert views(site, "cards/a.html").status == "This is a draft. It stands in the preview only."


def test_an_archived_entry_stands_in_no_list() -> None:
    files = {"cards/a.md": entry("status: archived", title="Gone"), "cards/b.md": entry("cards: [a]", title="B")}
    site = small(files)
    page = next(page for page in site.pages() if page.path == "cards/index.html")
    assert "Gone" not in repr(page.view)
    assert titles(block(views(site, "cards/b.html"), "links")) == ["Gone"]


def test_the_third_model_and_its_content_have_no_faults_but_the_old_names_that_are_meant(bakery: Published) -> None:
    found = sorted(f"{each.rule.code} {each.place.path}" for each in bakery.site.diagnostics)
    assert found == ["LC230 techniques/add-more-flour.md", "LC230 trials/pancakes.md", "LC310 words/crumb.md"]
