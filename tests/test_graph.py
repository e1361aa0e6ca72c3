"""Links and backlinks: which references become one, and at which ends it can be seen."""

from support import codes, compiled, entry, key, model, places

from lcsite.build import Options, Site
from lcsite.graph import Graph, Link

MODEL = model(
    notes={
        "relations": {
            "see": {"to": "notes", "fields": {"why": {}, "times": {"many": True}, "how": {"kind": "markdown"}}},
            "box": "cards#boxes",
        }
    },
    cards={
        "fields": {
            "boxes": {
                "kind": "parts",
                "fields": {"title": {"required": True}, "text": {"kind": "markdown"}},
                "relations": {"like": "cards#boxes", "told_in": "notes"},
            }
        }
    },
)


def graph(site: Site) -> Graph:
    assert site.inputs is not None
    return site.inputs.graph


def ends(links: tuple[Link, ...]) -> list[str]:
    """Return links as `origin#part relation target#part`."""

    def named(end: object, part: str | None) -> str:
        return f"{end}#{part}" if part else str(end)

    return [
        f"{named(each.origin, each.origin_part)} {each.relation.id} {named(each.target, each.part)}" for each in links
    ]


def links_of(files: dict[str, str], origin: str, options: Options | None = None) -> list[str]:
    return ends(graph(compiled(files, MODEL, options=options)).links[key(origin)])


def test_a_link_has_a_backlink_at_its_target() -> None:
    found = graph(compiled({"notes/a.md": entry("see: [b]"), "notes/b.md": entry()}, MODEL))
    assert ends(found.links[key("notes/a")]) == ["notes/a see notes/b"]
    assert ends(found.backlinks[key("notes/b")]) == ["notes/a see notes/b"]
    assert found.of(key("notes/a"), "see") == found.to(key("notes/b"), "notes.see")


def test_links_stand_in_the_order_in_which_they_were_written() -> None:
    files = {"notes/a.md": entry("see: [c, b]"), "notes/b.md": entry(), "notes/c.md": entry()}
    assert links_of(files, "notes/a") == ["notes/a see notes/c", "notes/a see notes/b"]


def test_backlinks_stand_in_the_order_of_their_origins() -> None:
    files = {name: entry("see: [a]") for name in ("notes/z.md", "notes/b.md", "cards/y.md")} | {"notes/a.md": entry()}
    files["cards/y.md"] = entry("", "[a](../notes/a.md)")
    files["pages/p.md"] = entry("", "[a](../notes/a.md)")
    found = graph(compiled(files, MODEL)).backlinks[key("notes/a")]
    assert [str(each.origin) for each in found] == ["cards/y", "notes/b", "notes/z", "pages/p.md"]


def test_the_same_link_twice_is_one_link_and_a_warning() -> None:
    site = compiled({"notes/a.md": entry("see: [b, notes/b]"), "notes/b.md": entry()}, MODEL)
    assert ends(graph(site).links[key("notes/a")]) == ["notes/a see notes/b"]
    assert codes(site) == ["LC315"]


def test_a_text_may_mention_an_entry_twice_and_it_is_listed_once_with_the_first_sentence() -> None:
    body = "First [b](b.md). Then [b](b.md) again.\n\nAnd [[notes/b]].\n"
    site = compiled({"notes/a.md": entry("", body), "notes/b.md": entry()}, MODEL)
    (found,) = graph(site).links[key("notes/a")]
    assert (found.relation.id, found.sentence) == ("mentions", "First b.")
    assert codes(site) == []


def test_a_relation_and_a_mention_of_the_same_entry_are_two_links() -> None:
    files = {"notes/a.md": entry("see: [b]", "[b](b.md)"), "notes/b.md": entry()}
    assert links_of(files, "notes/a") == ["notes/a see notes/b", "notes/a mentions notes/b"]


def test_an_entry_that_mentions_itself_makes_no_link() -> None:
    assert links_of({"notes/a.md": entry("", "[me](a.md), [here](#x)\n\n## X\n")}, "notes/a") == []


def test_a_relation_with_oneself_is_a_fault() -> None:
    assert codes(compiled({"notes/a.md": entry("see: [a]")}, MODEL)) == ["LC307"]


TEXT = "See [n](../notes/n.md)."
CARDS = {
    "cards/one.md": entry(f"boxes:\n  - {{id: top, title: Top, like: [two#low], told_in: [n], text: '{TEXT}'}}"),
    "cards/two.md": entry("boxes: [{id: low, title: Low}]"),
    "notes/n.md": entry("box: [one#top]", "[low](../cards/two.md#low)"),
}


def test_a_link_knows_the_part_at_either_end() -> None:
    assert links_of(CARDS, "cards/one") == [
        "cards/one#top like cards/two#low",
        "cards/one#top told_in notes/n",
        "cards/one mentions notes/n",
    ]
    assert links_of(CARDS, "notes/n") == ["notes/n box cards/one#top", "notes/n mentions cards/two#low"]


def test_a_part_has_backlinks_of_its_own() -> None:
    found = graph(compiled(CARDS, MODEL)).backlinks
    assert ends(found[key("cards/two")]) == ["cards/one#top like cards/two#low", "notes/n mentions cards/two#low"]


def test_two_parts_may_lead_to_the_same_entry() -> None:
    front = "boxes: [{id: top, title: T, told_in: [n]}, {id: low, title: L, told_in: [n]}]"
    files = {"cards/one.md": entry(front), "notes/n.md": entry()}
    assert links_of(files, "cards/one") == ["cards/one#top told_in notes/n", "cards/one#low told_in notes/n"]


def test_a_link_carries_what_it_says_itself() -> None:
    front = "see:\n  - {to: b, why: Because., times: [one, two]}\n  - c"
    found = graph(compiled({"notes/a.md": entry(front), "notes/b.md": entry(), "notes/c.md": entry()}, MODEL))
    first, second = found.links[key("notes/a")]
    assert first.values == {"why": "Because.", "times": ("one", "two")}
    assert second.values == {}


def test_a_former_address_is_followed_to_the_entry_of_today() -> None:
    files = {"notes/a.md": entry("see: [old]"), "notes/b.md": entry("formerly: [old]")}
    assert links_of(files, "notes/a") == ["notes/a see notes/b"]


def test_a_wanted_entry_has_backlinks_before_it_exists() -> None:
    files = {"notes/a.md": entry("see: [+later]"), "pages/p.md": entry("", "[[+notes/later]]")}
    found = graph(compiled(files, MODEL)).backlinks
    assert ends(found[key("notes/later")]) == ["notes/a see notes/later", "pages/p.md mentions notes/later"]


def test_what_does_not_exist_or_does_not_fit_makes_no_link() -> None:
    files = {"notes/a.md": entry("see: [nothing, cards/one, 'care:b', 'a b']"), "cards/one.md": entry()}
    assert links_of(files, "notes/a") == []


def test_a_draft_makes_no_links_and_gets_none_except_in_a_preview() -> None:
    files = {"notes/a.md": entry("see: [b]"), "notes/b.md": entry("status: draft\nsee: [a]")}
    assert links_of(files, "notes/a") == []
    assert key("notes/a") not in graph(compiled(files, MODEL)).backlinks
    assert links_of(files, "notes/b", Options(drafts=True)) == ["notes/b see notes/a"]


def test_an_archived_entry_can_be_linked_to_but_leaves_no_backlinks() -> None:
    found = graph(compiled({"notes/a.md": entry("see: [b]"), "notes/b.md": entry("status: archived\nsee: [a]")}, MODEL))
    assert ends(found.backlinks[key("notes/b")]) == ["notes/a see notes/b"]
    assert key("notes/a") not in found.backlinks


def test_a_broken_entry_is_left_out_before_linking() -> None:
    found = graph(compiled({"notes/a.md": entry("see: [b]"), "notes/b.md": "---\ntitle: B\nsee: [a]\n---\n"}, MODEL))
    assert found.links == {key("notes/a"): ()}
    assert found.backlinks == {}


def test_a_mention_in_a_markdown_value_is_a_link_with_its_sentence() -> None:
    (found,) = graph(compiled(CARDS, MODEL)).backlinks[key("notes/n")][1:]
    assert (found.sentence, found.place.pointer) == ("See n.", "/boxes/0/text")


def test_a_markdown_value_of_a_link_is_read_like_any_other() -> None:
    front = "see: [{to: b, how: 'As in [c](c.md).'}, {to: c, how: '<br>'}]"
    site = compiled({"notes/a.md": entry(front), "notes/b.md": entry(), "notes/c.md": entry()}, MODEL)
    assert places(site, "LC110") == ["notes/a.md /see/1/how"]
    front = front.replace("<br>", "[x](nothing.md)")
    site = compiled({"notes/a.md": entry(front), "notes/b.md": entry(), "notes/c.md": entry()}, MODEL)
    assert places(site, "LC301") == ["notes/a.md /see/1/how"]
    assert ends(graph(site).links[key("notes/a")])[-1] == "notes/a mentions notes/c"
