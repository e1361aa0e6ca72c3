"""The owner's colours, logo and name: what they give, in light and in dark, and what is refused."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from support import ENGLISH, codes, compiled, entry, project, published

from lcsite.build import Parts, Site
from lcsite.cli.theme import find_theme
from lcsite.colour import Colour, contrast, read_colour
from lcsite.exports import File
from lcsite.look import SCHEMES, Palette, read_tokens
from lcsite.render import make_frame
from lcsite.settings import COLOURS, LightDark

if TYPE_CHECKING:  # hosts/ and browser/ have a conftest of their own
    from tests.conftest import Published

FILES = {"articles/a.md": entry(title="A")}
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><path d="M0 0h9v9z"/></svg>'
THEME = find_theme({})
PARTS = Parts(look=THEME.look)
TOKENS = THEME.look(()).tokens


def site_of(files: dict[str, str] | None = None, **settings: object) -> Site:
    return compiled(FILES | (files or {}), settings=replace(ENGLISH, **settings), parts=PARTS)  # type: ignore[arg-type]


def chosen(**colours: str | tuple[str, str]) -> dict[str, LightDark]:
    pairs = {name: (value, "") if isinstance(value, str) else value for name, value in colours.items()}
    return {name: LightDark(light=light, dark=dark) for name, (light, dark) in pairs.items()}


def stylesheet(**colours: str | tuple[str, str]) -> str:
    files = {file.path: file for file in site_of(colours=chosen(**colours)).files() if isinstance(file, File)}
    return files["assets/tokens.css"].data.decode()


# Colours, read and compared.


@pytest.mark.parametrize(
    ("text", "hex_"),
    [
        ("#0b6e4f", "#0b6e4f"),
        ("#ABC", "#aabbcc"),
        ("rebeccapurple", "#663399"),
        ("rgb(11, 110, 79)", "#0b6e4f"),
        ("hsl(0, 100%, 50%)", "#ff0000"),
        ("oklch(100% 0 0)", "#ffffff"),
        ("oklch(62.8% 0.2577 29.23)", "#ff0000"),
        (" OKLCH(45.2% 0.3132 264.05deg) ", "#0000ff"),
    ],
)
def test_a_colour_is_read_as_css_means_it(text: str, hex_: str) -> None:
    colour = read_colour(text)
    assert colour is not None
    assert colour.hex == hex_


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_colour_comes_back_from_oklch_as_it_went(rgb: tuple[int, int, int]) -> None:
    colour = read_colour("#{:02x}{:02x}{:02x}".format(*rgb))
    assert colour is not None
    assert colour.rgb == rgb


def test_contrast_is_what_wcag_says() -> None:
    white, black, grey = (read_colour(text) or pytest.fail(text) for text in ("white", "black", "#767676"))
    assert contrast(white, black) == contrast(black, white) == 21
    assert round(contrast(white, grey), 2) == 4.54


# The theme's own colours.


def test_the_stylesheet_of_the_theme_says_every_colour_that_can_be_chosen() -> None:
    assert {*COLOURS, "tint"} <= TOKENS.keys()
    palette = Palette(TOKENS, {})
    assert all(palette.of(name, scheme) for name in COLOURS for scheme in SCHEMES)


def test_every_hue_can_be_read_on_everything_in_both_schemes() -> None:
    palette = Palette(TOKENS, {})
    for scheme, hue, ground in product(SCHEMES, range(0, 360, 5), ("paper", "sheet", "tint")):
        one, two = palette.of("accent", scheme, hue), palette.of(ground, scheme, hue)
        assert one
        assert two
        assert contrast(one, two) >= 4.5, (scheme, hue, ground)


def test_a_stylesheet_without_colours_gives_none() -> None:
    assert read_tokens(":root { --paper: #fff; color: light-dark(red, blue); }") == {}
    assert Palette({}, {}).of("paper", "light") is None


# The owner's colours.


def test_a_site_without_colours_of_its_own_has_the_theme_s() -> None:
    assert ":root" not in stylesheet()


def test_a_colour_for_light_gives_its_hue_to_the_one_for_dark() -> None:
    text = stylesheet(accent="#8a3b12")
    own = read_colour("#8a3b12")
    assert own
    light, dark = re.findall(r"--accent: light-dark\((#\w+), (#\w+)\);", text)[0]
    assert light == "#8a3b12"
    theirs = read_colour(dark)
    assert theirs
    assert abs(theirs.hue - own.hue) < 2
    assert abs(theirs.lightness - 0.82) < 0.01
    assert f"--hue: {round(own.hue)};" in text
    assert "--tint: light-dark(" in text


def test_a_grey_accent_gives_no_hue_to_the_rest() -> None:
    text = stylesheet(accent="#444")
    assert "--accent: light-dark(#444444, #c4c4c4);" in text
    assert "--hue" not in text.partition("\n")[0]
    tints = re.findall(r"--tint: light-dark\(#(\w+), #(\w+)\)", text)[0]
    assert all(tint[:2] == tint[2:4] == tint[4:] for tint in tints)


def test_a_colour_for_each_scheme_is_taken_as_it_is() -> None:
    text = stylesheet(ink=("black", "white"), paper=("", "#101010"))
    assert "--ink: light-dark(#000000, #ffffff);" in text
    assert re.search(r"--paper: light-dark\(#fdf9f2, #101010\);|--paper: light-dark\(#\w{6}, #101010\);", text)


def test_what_is_printed_may_still_differ() -> None:
    assert stylesheet(paper="#fffff0").startswith("@layer tokens { :root {")


FAINT = [
    ({"accent": "#fc0"}, ["accent"]),
    ({"accent": ("#0b6e4f", "#0b6e4f")}, ["accent"]),
    ({"soft": "#999"}, ["soft"]),
    ({"edge": "#ddd"}, ["edge"]),
    ({"focus": ("", "#333")}, ["focus"]),
    ({"paper": "#888"}, ["paper"]),
    ({"sheet": ("white", "#777")}, ["sheet"]),
    ({"ink": "#eee", "paper": "#eee"}, ["ink"]),
    ({"accent": "#8a3b12"}, []),
    ({"ink": "black", "paper": "white"}, []),
    ({"line": "#eee"}, []),
    ({"edge": "#888"}, []),
]


@pytest.mark.parametrize(("colours", "names"), FAINT)
def test_a_colour_that_does_not_stand_out_is_refused_and_another_is_not(
    colours: dict[str, str | tuple[str, str]], names: list[str]
) -> None:
    found = [each for each in site_of(colours=chosen(**colours)).diagnostics if each.rule.code == "LC506"]
    assert sorted({str(each.parameters["name"]) for each in found}) == names


@given(st.tuples(*[st.integers(0, 255)] * 3), st.sampled_from(["accent", "soft", "ink", "edge", "focus"]))
def test_the_colour_that_is_proposed_is_accepted(rgb: tuple[int, int, int], name: str) -> None:
    colours = chosen(**{name: "#{:02x}{:02x}{:02x}".format(*rgb)})
    for fault in (each for each in site_of(colours=colours).diagnostics if each.rule.code == "LC506"):
        assert fault.parameters["better"]
        better = chosen(**{name: str(fault.parameters["better"])})
        assert codes(site_of(colours=better)) == []


def test_where_no_colour_would_do_none_is_proposed() -> None:
    found = site_of(colours=chosen(accent="#777", paper="black", sheet="white")).diagnostics
    proposed = [each.parameters["better"] for each in found if each.parameters.get("name") == "accent"]
    assert proposed == [""]


# The logo, and the icon on a tab.


def frame_of(files: dict[str, str], **logo: str):  # noqa: ANN201 - the frame
    inputs = site_of(files, logo=LightDark(**logo)).inputs
    assert inputs
    return make_frame(inputs)


def test_a_logo_may_lie_anywhere_in_content() -> None:
    for path in ("logo.svg", "brand/logo.svg", "articles/a/logo.svg"):
        site = site_of({path: DRAWING.format(9, 9)}, logo=LightDark(light=path))
        assert codes(site) == []
        assert [(asset.path, where) for asset, where in site.assets()] == [(path, path)]
        assert site_of({"logo.svg": DRAWING.format(9, 9)}).diagnostics


def test_a_square_logo_is_the_icon_too_and_a_wide_one_is_not() -> None:
    assert frame_of({"a.svg": DRAWING.format(24, 20)}, light="a.svg").icon == "a.svg"
    assert frame_of({"a.svg": DRAWING.format(90, 20)}, light="a.svg").icon == "assets/icon.png"
    assert frame_of({}).icon == "assets/icon.png"


def test_a_logo_that_cannot_be_shown_is_not() -> None:
    assert frame_of({}, light="a.svg").logo is None
    assert codes(site_of(logo=LightDark(light="a.svg"))) == ["LC507"]
    assert codes(site_of({"a.svg": "<svg"}, logo=LightDark(light="a.svg"))) == ["LC128"]
    assert codes(site_of({"a.pdf": "%PDF-1.4"}, logo=LightDark(light="a.pdf"))) == ["LC507"]


def test_the_logo_stands_before_the_name_on_every_page(tmp_path: Path) -> None:
    files = FILES | {"brand/Logo.svg": DRAWING.format(30, 20) + "<!-- hidden -->", "dark.svg": DRAWING.format(30, 20)}
    more = "      logo: {light: brand/Logo.svg, dark: dark.svg}\n      colours: {accent: '#8a3b12'}\n"
    folder = project(tmp_path / "site", files, more=more)
    published(folder)
    page = (folder / "site/articles/a.html").read_text("utf-8")
    assert '<source srcset="../dark.svg" media="(prefers-color-scheme: dark)">' in page
    assert re.search(r'<img class="logo" src="../brand/logo.svg" width="30" height="20" alt="">', page)
    assert "hidden" not in (folder / "site/brand/logo.svg").read_text("utf-8")
    assert "--accent: light-dark(#8a3b12," in (folder / "site/assets/tokens.css").read_text("utf-8")
    assert '<link rel="icon" href="../assets/icon.png">' in page


def test_a_logo_alone_gets_light_ground_in_the_dark(tmp_path: Path) -> None:
    folder = project(tmp_path / "site", FILES | {"logo.svg": DRAWING.format(9, 9)}, more="      logo: logo.svg\n")
    published(folder)
    page = (folder / "site/index.html").read_text("utf-8")
    assert '<img class="logo on-light" src="logo.svg" width="9" height="9" alt="">' in page
    assert '<link rel="icon" href="logo.svg">' in page


def test_a_site_without_a_logo_has_an_icon_in_its_own_colour(either: "Published") -> None:
    with Image.open(either.output / "assets/icon.png") as icon:
        assert icon.size == (192, 192)
        inputs = either.site.inputs
        assert inputs
        accent = Palette(inputs.look.tokens, inputs.settings.colours).of("accent", "light")
        assert isinstance(accent, Colour)
        assert icon.getpixel((96, 6)) == (*accent.rgb, 255)
        assert icon.getpixel((0, 0))[3] == 0  # type: ignore[index]
