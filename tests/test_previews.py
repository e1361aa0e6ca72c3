"""Previews: the picture that stands for a page where a link to it is shared."""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from support import ENGLISH, compiled, entry, project, published, read, write

from lcsite.build import Parts
from lcsite.cli.theme import find_theme
from lcsite.exports import SlowFile
from lcsite.exports.previews.drawing import Drawn, draw_icon, draw_preview
from lcsite.exports.previews.outline import outlines, stencil
from lcsite.look import Look

URL = "https://example.org/toolkit/"
FILES = {
    "articles/a.md": entry("added: 2026-01-01", "See [that](+f.md).", title="A"),
    "sources/b.md": entry(title="B"),
    "pages/about.md": entry(title="About"),
}
IMAGE = re.compile(r'<meta property="og:image" content="([^"]*)">')
SQUARE = '<svg viewBox="0 0 10 10"><path d="M2 2h6v6H2zm2 2v2h2V4z"/></svg>'
DRAWN = Drawn(
    title="Patterns",
    text="What works.",
    site="A toolkit",
    icon=SQUARE,
    colours={"paper": "#fffff0", "ink": "#000000", "accent": "#006040"},
    edge=("#006040",),
    head=b"",
    body=b"",
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with an address."""
    return published_at(tmp_path_factory.mktemp("previews") / "site", f"site_url: {URL}\n")


def published_at(folder: Path, more: str) -> Path:
    project(folder, FILES)
    write(folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text("utf-8") + more)
    published(folder)
    return folder / "site"


def meta(page: str) -> Iterator[tuple[str, str]]:
    yield from re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)">', page)


@pytest.mark.parametrize(
    ("path", "image", "alt"),
    [
        ("articles/a.html", "previews/articles", "Articles – A toolkit"),
        ("articles/index.html", "previews/articles", "Articles – A toolkit"),
        ("articles/f.html", "previews/articles", "Articles – A toolkit"),
        ("sources/b.html", "previews/sources", "Sources – A toolkit"),
        ("index.html", "preview", "A toolkit"),
        ("about.html", "preview", "A toolkit"),
        ("news.html", "preview", "A toolkit"),
    ],
)
def test_a_page_is_shown_by_the_preview_of_its_collection_or_of_the_site(
    shared: Path, path: str, image: str, alt: str
) -> None:
    assert dict(meta((shared / path).read_text("utf-8"))) == {
        "og:image": f"{URL}assets/{image}.png",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": alt,
        "twitter:card": "summary_large_image",
    }


def test_every_preview_that_a_page_names_is_a_picture_of_the_size_that_it_says(shared: Path) -> None:
    named = {path for page in shared.rglob("*.html") for path in IMAGE.findall(page.read_text("utf-8"))}
    assert len(named) == 3
    for address in named:
        with Image.open(shared / address.removeprefix(URL)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))


def test_two_builds_give_the_same_previews_and_the_second_draws_none(tmp_path: Path) -> None:
    site = published_at(tmp_path / "one", f"site_url: {URL}\n")
    other = read(published_at(tmp_path / "two", f"site_url: {URL}\n"))
    pictures = {path: (site / path).stat().st_ino for path in read(site) if path.endswith(".png")}
    assert len(pictures) == 4
    assert {path: other[path] for path in pictures} == {
        path: data for path, data in read(site).items() if path in pictures
    }
    published(tmp_path / "one")
    assert {path: (site / path).stat().st_ino for path in pictures} == pictures


def test_a_site_without_an_address_has_no_previews(tmp_path: Path) -> None:
    site = published_at(tmp_path / "site", "")
    assert not [path for path in read(site) if "preview" in path]
    assert not [page for page in site.rglob("*.html") if list(meta(page.read_text("utf-8")))]


def test_a_theme_without_letters_has_no_previews() -> None:
    site = compiled(FILES, settings=replace(ENGLISH, url=URL))
    assert not [file.path for file in site.files() if file.path.endswith(".png")]


def keys(look: Look, **settings: str) -> dict[str, str]:
    site = compiled(FILES, settings=replace(ENGLISH, url=URL, **settings), parts=Parts(look=lambda _: look))  # type: ignore[arg-type]
    return {file.path: file.key for file in site.files() if isinstance(file, SlowFile)}


def test_a_preview_is_drawn_anew_when_what_it_shows_changes() -> None:
    theme = find_theme({}).look(["material/text-box-outline"])
    first, path = keys(theme), "assets/previews/articles.png"
    assert keys(theme) == first
    assert keys(theme, mail="us@example.org")[path] == first[path]
    assert keys(theme, title="Other")[path] != first[path]
    assert keys(replace(theme, icons={}))[path] != first[path]
    assert keys(replace(theme, tokens={}))[path] != first[path]
    assert keys(replace(theme, letters={"head": b"other"}))[path] != first[path]


# What is drawn.


def picture(**changes: object) -> Image.Image:
    return Image.open(BytesIO(draw_preview(replace(DRAWN, **changes)))).convert("RGB")  # type: ignore[arg-type]


def test_a_preview_has_the_colours_of_its_kind() -> None:
    drawn = picture()
    assert drawn.getpixel((600, 5)) == (0, 0x60, 0x40)
    assert drawn.getpixel((1100, 300)) == (0xFF, 0xFF, 0xF0)


def test_the_site_s_own_has_every_colour_on_its_edge() -> None:
    drawn = picture(icon="", edge=("#ff0000", "#00ff00", "#0000ff"))
    assert [drawn.getpixel((x, 5)) for x in (0, 399, 400, 799, 800, 1199)] == [
        *[(255, 0, 0)] * 2,
        *[(0, 255, 0)] * 2,
        *[(0, 0, 255)] * 2,
    ]


@pytest.mark.parametrize("title", ["A", "word " * 60, "Donaudampfschifffahrtsgesellschaft" * 4, "", " ", "…", "Ω漢字"])
@pytest.mark.parametrize("letters", [b"", b"no font"])
def test_no_title_leaves_the_card(title: str, letters: bytes) -> None:
    drawn = picture(title=title, text=title, site=title, head=letters, body=letters)
    empty = Image.new("RGB", (1200, 630), drawn.getpixel((1195, 300)))
    box = ImageChops.difference(drawn, empty).crop((0, 190, 1200, 630)).getbbox()
    assert box is None or (box[0] >= 80 and box[2] <= 1120)


def test_letters_that_cannot_be_read_are_replaced() -> None:
    assert draw_icon(DRAWN) == draw_icon(replace(DRAWN, head=b"other"))


def test_the_theme_s_letters_are_used() -> None:
    look = find_theme({}).look(())
    assert draw_icon(DRAWN) != draw_icon(replace(DRAWN, head=look.letters["head"]))


# The outlines of icons.


@pytest.mark.parametrize(
    ("data", "corners"),
    [
        ("M1 1 5 1 5 5z", [(1, 1), (5, 1), (5, 5)]),
        ("m1 1h4v4z", [(1, 1), (5, 1), (5, 5)]),
        ("M1,1L5,1l0,4Z", [(1, 1), (5, 1), (5, 5)]),
        ("M1 1H5V5zm1 1", [(1, 1), (5, 1), (5, 5)]),
        ("M.5.5h1v1", [(0.5, 0.5), (1.5, 0.5), (1.5, 1.5)]),
        ("M1 1h4", None),
        ("M1 1h4v", None),
        ("", None),
        ("Z 4", None),
    ],
)
def test_an_outline_goes_through_its_points(data: str, corners: list[tuple[float, float]] | None) -> None:
    found = [[(point.real, point.imag) for point in outline] for outline in outlines(data)]
    assert found == ([corners] if corners else [])


@pytest.mark.parametrize(
    ("data", "bottom"),
    [
        ("M0 5C0 11.67 10 11.67 10 5z", 10),
        ("M0 5Q5 15 10 5z", 10),
        ("M0 5A5 5 0 0 0 10 5z", 10),
        ("M0 5a5 5 0 0010 0z", 10),
        ("M0 5a5 5 0 1 0 10 0z", 10),
        ("M0 5a5 5 0 0 1 10 0z", 5),
        ("M0 5a2 2 0 0 0 10 0z", 10),
        ("M0 5a5 2 90 0 0 4 0z", 10),
        ("M0 5q2.5 10 5 0t5 0z", 10),
        ("M0 5c0 5 5 5 5 0s5 -5 5 0z", 8.75),
    ],
)
def test_a_curve_reaches_as_far_as_it_should(data: str, bottom: float) -> None:
    (outline,) = outlines(data)
    assert abs(max(point.imag for point in outline) - bottom) < 0.1


def test_what_is_drawn_the_other_way_round_is_a_hole() -> None:
    mask = stencil(SQUARE, 100)
    assert [mask.getpixel((at, 50)) for at in (10, 30, 50, 70, 90)] == [0, 255, 0, 255, 0]


def test_an_icon_is_put_in_the_middle_of_a_square() -> None:
    mask = stencil('<svg viewBox="-10 0 20 10"><path d="M-10 0h20v10h-20z"/></svg>', 100)
    assert mask.point(lambda grey: 255 * (grey > 127)).getbbox() == (0, 25, 100, 75)  # but for the very edge


def test_every_icon_of_the_built_in_models_is_drawn() -> None:
    from lcsite.model.load import load_model

    for name in ("minimal", "learning-communities"):
        model, _ = load_model(name, None)
        assert model
        names = {collection.icon for collection in model.collections.values()}
        icons = find_theme({}).look(names).icons
        assert icons.keys() == names
        for icon in icons.values():
            share = sum(stencil(icon, 48).histogram()[128:]) / 48**2
            assert 0.08 < share < 0.8
