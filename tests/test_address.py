"""Every form of a reference that content-model names, and where it leads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import codes, compiled, entry, key, model, places

from lcsite.address import Addresses, Key, Picture, Target, read_link, read_reference, relative, resolve
from lcsite.build import Site
from lcsite.views.entry import entry_page
from lcsite.views.paths import index_path, page_path

MODEL = model(
    notes={"relations": {"see": "notes", "any": ["notes", "cards"], "boxes": "cards#boxes"}},
    cards={"fields": {"boxes": {"kind": "parts", "fields": {"title": {"required": True}}}}, "slug": {"en": "c"}},
)
CARDS = {"cards/one.md": entry("boxes: [{id: top, title: Top}, {id: low, title: Low}]", "## A heading\n\n### Deep\n")}


def target(**parts: object) -> Target:
    return Target(**parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("begin", target(id="begin")),
        ("notes/begin", target(collection="notes", id="begin")),
        ("begin#top", target(id="begin", part="top")),
        ("notes/begin#top", target(collection="notes", id="begin", part="top")),
        ("+begin", target(id="begin", wanted=True)),
        ("+notes/begin", target(collection="notes", id="begin", wanted=True)),
        ("care:notes/begin#top", target(collection="notes", id="begin", part="top", toolkit="care")),
        ("notes/begin#één-kop", target(collection="notes", id="begin", part="één-kop")),
        ("Notes/Begin_2", target(collection="Notes", id="Begin_2")),
    ],
)
def test_a_reference_is_read_as_toolkit_collection_id_and_part(written: str, read: Target) -> None:
    assert read_reference(written) == read


NO_REFERENCES = ["", " ", "a b", "a/b/c", "../notes/a", "a#", "a.md", "?a", "a#b c", "#a", "é", "a\n"]


@pytest.mark.parametrize("written", NO_REFERENCES)
def test_anything_else_is_no_reference(written: str) -> None:
    assert read_reference(written) is None


NAME = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).filter(lambda name: len(name) <= 40)


@given(
    toolkit=st.none() | st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True),
    collection=st.none() | NAME,
    name=NAME,
    part=st.none() | NAME,
    sign=st.sampled_from(["", "+"]),
)
def test_a_reference_says_what_was_put_in_it(
    toolkit: str | None, collection: str | None, name: str, part: str | None, sign: str
) -> None:
    written = sign + (f"{toolkit}:" if toolkit else "") + (f"{collection}/" if collection else "") + name
    read = read_reference(written + (f"#{part}" if part else ""))
    assert read == Target(toolkit=toolkit, collection=collection, id=name, part=part, wanted=bool(sign))


@given(st.text(max_size=30))
def test_reading_a_reference_never_raises(written: str) -> None:
    read_reference(written)
    read_link(written, "notes/a.md")
    read_link(f"@{written}", "notes/a.md")


@pytest.mark.parametrize(
    ("written", "path", "read"),
    [
        ("../cards/one.md", "notes/a.md", target(collection="cards", id="one")),
        ("../cards/one.md#top", "notes/a.md", target(collection="cards", id="one", part="top")),
        ("../cards/one.yml", "notes/a.md", target(collection="cards", id="one")),
        ("b.md", "notes/a.md", target(collection="notes", id="b")),
        ("./b.md", "notes/a.md", target(collection="notes", id="b")),
        ("cards/one.md", "index.md", target(collection="cards", id="one")),
        ("../cards/one.md", "pages/about.md", target(collection="cards", id="one")),
        ("../cards/+new.md", "notes/a.md", target(collection="cards", id="new", wanted=True)),
        ("../cards/%6Fne.md#%C3%A9%C3%A9n", "notes/a.md", target(collection="cards", id="one", part="één")),
        ("#top", "notes/a.md", target(part="top")),
        ("../pages/about.md#us", "notes/a.md", target(page="pages/about.md", part="us")),
        ("about.md", "pages/other.md", target(page="pages/about.md")),
        ("../index.md", "notes/a.md", target(page="index.md")),
        ("../cards", "notes/a.md", target(collection="cards")),
        ("../cards/", "notes/a.md", target(collection="cards")),
        ("a/plan.pdf", "notes/a.md", target(file="notes/a/plan.pdf")),
        ("../cards/one/box.png", "notes/a.md", target(file="cards/one/box.png")),
        ("@cards/one", "notes/a.md", target(collection="cards", id="one")),
        ("@cards/one#top", "notes/a.md", target(collection="cards", id="one", part="top")),
        ("@+cards/new", "notes/a.md", target(collection="cards", id="new", wanted=True)),
        ("@care:cards/one", "notes/a.md", target(collection="cards", id="one", toolkit="care")),
    ],
)
def test_a_link_in_a_text_is_read_from_where_its_file_lies(written: str, path: str, read: Target) -> None:
    assert read_link(written, path) == read


@pytest.mark.parametrize("written", ["../../secret.md", "../../../etc/passwd", "/cards/one.md", "@one", "@a b"])
def test_a_link_out_of_content_or_without_a_collection_is_none(written: str) -> None:
    assert read_link(written, "notes/a.md") is None


@pytest.mark.parametrize(
    ("path", "page", "href"),
    [
        ("notes/a.html", "index.html", "notes/a.html"),
        ("notes/a.html", "notes/b.html", "a.html"),
        ("notes/a.html#top", "notes/b.html", "a.html#top"),
        ("c/a.html", "notes/b.html", "../c/a.html"),
        ("index.html", "notes/b.html", "../index.html"),
        ("notes/a/x.png", "notes/a.html", "a/x.png"),
        ("pages/about/x.png", "about.html", "pages/about/x.png"),
        ("notes/a.html#top", "notes/a.html", "#top"),
        ("index.html#top", "index.html", "#top"),
        ("notes/a.html", "notes/a.html", "a.html"),
        ("", "index.html", ""),
        ("", "notes/a.html", "../"),
    ],
)
def test_a_link_is_relative_to_the_page_it_stands_on(path: str, page: str, href: str) -> None:
    assert relative(path, page) == href


ADDRESSES = Addresses(
    entries={Key(collection="cards", id="one"): "c/one.html", Key(collection="cards", id="new"): "c/new.html"},
    pages={"pages/about.md": "about.html"},
    indexes={"cards": "c/index.html"},
    files={"notes/a/x.png": Picture(path="notes/a/x.png", width=8, height=6)},
    former={Key(collection="cards", id="old"): Key(collection="cards", id="one")},
)


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="lc:../cards/one.md">it</a>', '<a href="../c/one.html">it</a>'),
        ('<a href="lc:../cards/one.md" title="t">it</a>', '<a href="../c/one.html" title="t">it</a>'),
        ('<a href="lc:@cards/one#top">it</a>', '<a href="../c/one.html#top">it</a>'),
        ('<a href="lc:../cards/old.md">it</a>', '<a href="../c/one.html">it</a>'),
        ('<a href="lc:../cards/+new.md">it</a>', '<a href="../c/new.html">it</a>'),
        ('<a href="lc:../pages/about.md#us">it</a>', '<a href="../about.html#us">it</a>'),
        ('<a href="lc:../cards">it</a>', '<a href="../c/index.html">it</a>'),
        ('<a href="lc:#here">it</a>', '<a href="#here">it</a>'),
        ('<a href="lc:../cards/gone.md">the <em>text</em></a>', "the <em>text</em>"),
        ('<a href="lc:a%20b">it</a>', "it"),
        ('<img src="lc:a/x.png" alt="X">', '<img src="a/x.png" alt="X" width="8" height="6" loading="lazy">'),
        ('<img src="lc:a/y.png" alt="Y">', ""),
        ('<a href="https://example.org/lc:x">it</a>', '<a href="https://example.org/lc:x">it</a>'),
        ('<a href="lc:../cards/one.md#a&amp;b">it</a>', '<a href="../c/one.html#a&amp;b">it</a>'),
    ],
)
def test_symbolic_references_become_relative_links_or_plain_text(html: str, resolved: str) -> None:
    assert resolve(html, "notes/a.md", "notes/a.html", ADDRESSES) == resolved


def test_an_attribute_cannot_be_left_through_a_reference() -> None:
    html = '<a href="lc:#&quot;&gt;&lt;script&gt;">it</a>'
    assert resolve(html, "notes/a.md", "notes/a.html", ADDRESSES) == '<a href="#&quot;&gt;&lt;script&gt;">it</a>'


@pytest.mark.parametrize(
    "front",
    [
        "see: [b]",
        "see: [notes/b]",
        "see: [{to: b}]",
        "any: [notes/b, cards/one]",
        "boxes: [one#top, cards/one#low]",
        "see: [+later]",
        "any: [+cards/later]",
        "any: [notes/b#a-kop, cards/one#top, cards/one#deep]",
    ],
)
def test_every_form_of_a_reference_in_the_front_matter_is_understood(front: str) -> None:
    assert codes(compiled({"notes/a.md": entry(front), "notes/b.md": entry("", "## A kop\n"), **CARDS}, MODEL)) == []


@pytest.mark.parametrize(
    "body",
    [
        "[b](b.md)",
        "[b](../notes/b.md#a-kop)",
        "[one](../cards/one.md#top)",
        "[one](../cards/one.md#deep)",
        "[[notes/b]]",
        "[[cards/one#low|the low one]]",
        "[[+cards/later]] and [later](../cards/+later.md)",
        "[cards](../cards)",
        "[here](#here)\n\n## Here\n",
        "[the page](../pages/about.md#us)",
        "[the page](../readme.md)",
        "[home](../index.md)",
        "[plan](a/plan.pdf)",
        "`[[notes/nothing]]`",
        "[web](https://example.org/notes/nothing.md), <mailto:a@example.org>",
    ],
)
def test_every_form_of_a_reference_in_a_text_is_understood(body: str) -> None:
    files = {
        "notes/a.md": entry("", f"{body}\n"),
        "notes/b.md": entry("", "## A kop\n"),
        "notes/a/plan.pdf": b"%PDF-1.4",
        "pages/about.md": "---\ntitle: About\n---\n## Us\n",
        "readme.md": "---\ntitle: Read me\n---\n",
        "index.md": "---\ntitle: Home\n---\n",
    }
    assert codes(compiled(files | CARDS, MODEL)) == []


@pytest.mark.parametrize(
    ("front", "body", "code"),
    [
        ("see: [nothing]", "", "LC301"),
        ("see: [cards/one]", "", "LC302"),
        ("any: [b]", "", "LC304"),
        ("see: ['a b']", "", "LC304"),
        ("boxes: [one]", "", "LC318"),
        ("boxes: [one#middle]", "", "LC303"),
        ("boxes: [one#deep]", "", "LC303"),
        ("see: [b#nothing]", "", "LC303"),
        ("see: ['care:b']", "", "LC313"),
        ("see: [+b]", "", "LC316"),
        ("see: [old]", "", "LC310"),
        ("", "[x](nothing.md)", "LC301"),
        ("", "[x](../nothing/b.md)", "LC301"),
        ("", "[x](../pages/nothing.md)", "LC301"),
        ("", "[x](a/nothing.pdf)", "LC301"),
        ("", "[x](../nothing)", "LC301"),
        ("", "[x](b.md#nothing)", "LC303"),
        ("", "[x](#nothing)", "LC303"),
        ("", "[[b]]", "LC304"),
        ("", "[[care:notes/b]]", "LC313"),
        ("", "[[+notes/b]]", "LC316"),
        ("", "[x](old.md)", "LC310"),
        ("", "[x](../../outside.md)", "LC304"),
        ("", "[[+nothing/b]]", "LC301"),
        ("see: [+index]", "", "LC122"),
        ("see: [+Big_One]", "", "LC121"),
    ],
)
def test_a_reference_that_leads_nowhere_has_one_fault_of_its_own(front: str, body: str, code: str) -> None:
    files = {"notes/a.md": entry(front, f"{body}\n"), "notes/b.md": entry("formerly: [old]")}
    assert codes(compiled(files | CARDS, MODEL)) == [code]


def links(site: Site, path: str) -> list[str]:
    """Return where the links in the lead of an entry lead."""
    assert site.inputs is not None
    entry_ = site.inputs.library.entries[key(path.removesuffix(".md"))]
    view = entry_page(entry_, site.inputs.addresses.entries[entry_.key], site.inputs)
    (lead,) = (block.view.texts[0].html for block in view.main if block.name == "lead")
    return re.findall(r'href="([^"]*)"', lead)


def test_a_link_leads_to_the_slug_of_the_language_and_the_id() -> None:
    body = "[one](../cards/one.md), [[cards/one#top]], [i](../cards)"
    site = compiled({"notes/a.md": entry("", body)} | CARDS, MODEL)
    assert links(site, "notes/a.md") == ["../c/one.html", "../c/one.html#top", "../c/index.html"]


def test_a_former_address_leads_to_the_present_one_and_a_wanted_one_to_its_invitation() -> None:
    files = {"notes/a.md": entry("", "[o](old.md) [l](+later.md)"), "notes/b.md": entry("formerly: [old]")}
    assert links(compiled(files, MODEL), "notes/a.md") == ["b.html", "later.html"]


def test_a_wanted_entry_that_is_a_former_address_is_the_entry_of_today() -> None:
    site = compiled({"notes/a.md": entry("see: [+old]"), "notes/b.md": entry("formerly: [old]")}, MODEL)
    assert codes(site) == ["LC316"]
    assert site.inputs is not None
    assert site.inputs.library.wanted == ()


def test_a_reference_to_a_hidden_or_broken_entry_becomes_plain_text_without_a_fault_of_its_own() -> None:
    files = {
        "notes/a.md": entry("", "[d](draft.md#x) [b](broken.md#y)"),
        "notes/draft.md": entry("status: draft"),
        "notes/broken.md": "---\ntitle: Broken\n---\n",
    }
    site = compiled(files, MODEL)
    assert codes(site) == ["LC202"]
    assert links(site, "notes/a.md") == []


def test_a_broken_entry_keeps_its_former_addresses() -> None:
    files = {"notes/a.md": entry("see: [old]"), "notes/b.md": "---\ntitle: B\nformerly: [old]\n---\n"}
    assert codes(compiled(files, MODEL)) == ["LC202", "LC310"]


def test_anchors_are_headings_as_github_makes_them_and_a_repeated_one_gets_a_number() -> None:
    body = "## Eén kop, twee!\n\n### Diep\n\n## Diep\n\n## `code` & *meer*\n\n### Diep\n"
    site = compiled({"notes/a.md": entry("", body)}, MODEL)
    assert site.inputs is not None
    (found,) = site.inputs.library.entries.values()
    assert found.anchors == ("eén-kop-twee", "diep", "diep-2", "code--meer", "diep-3")


def test_a_heading_that_ends_in_a_number_does_not_take_the_anchor_of_a_repeated_one() -> None:
    site = compiled({"notes/a.md": entry("", "## Step\n\n## Step 2\n\n## Step\n")}, MODEL)
    assert site.inputs is not None
    (found,) = site.inputs.library.entries.values()
    assert len(set(found.anchors)) == 3


def test_parts_and_headings_share_the_anchors_of_a_page() -> None:
    site = compiled({"cards/one.md": entry("boxes: [{id: top, title: Top}]", "## Top\n")}, MODEL)
    assert places(site, "LC212") == ["cards/one.md /boxes/0/id"]
    twice = compiled({"cards/one.md": entry("boxes: [{id: top, title: A}, {id: top, title: B}]")}, MODEL)
    assert places(twice, "LC211") == ["cards/one.md /boxes/1/id"]


def test_the_path_of_a_page_is_made_of_slug_and_id() -> None:
    site = compiled({"cards/one.md": entry(), "pages/About-us.md": entry(), "readme.md": entry()}, MODEL)
    assert site.inputs is not None
    assert site.inputs.addresses.entries == {key("cards/one"): "c/one.html"}
    assert index_path("cards", site.inputs.model, "nl") == "c/index.html"
    assert page_path("pages/About-us.md") == "about-us.html"
    assert page_path("readme.md") == "readme.html"


def test_two_things_at_one_address_are_a_fault() -> None:
    site = compiled({"pages/about.md": entry(), "about.md": entry()}, MODEL)
    assert "LC502" in codes(site)


def test_a_former_address_that_is_in_use_is_a_fault() -> None:
    site = compiled({"notes/a.md": entry("formerly: [b]"), "notes/b.md": entry()}, MODEL)
    assert places(site, "LC311") == ["notes/a.md /formerly/0"]
