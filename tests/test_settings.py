"""The settings of a site come from one file, read without a host, and from nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT

from lcsite.settings import COLOURS, LANGUAGES, OPTIONS, LightDark, Settings, make_settings, read_settings

LEAST = "use_directory_urls: false\n"


def settings(text: str) -> Settings:
    found, faults = read_settings(LEAST + text)
    assert faults == ()
    return found


def faults(text: str) -> list[tuple[str, object]]:
    """Return the code, and the name or problem, of each fault in a configuration."""
    return [(fault.rule.code, fault.parameters.get("name")) for fault in read_settings(LEAST + text)[1]]


def problems(text: str) -> list[object]:
    return [fault.parameters.get("problem") for fault in read_settings(LEAST + text)[1]]


def test_what_the_owner_leaves_out_has_a_default() -> None:
    assert settings("") == Settings()
    assert (Settings().language, Settings().model, Settings().content, Settings().output) == (
        "nl",
        "learning-communities",
        "content",
        "site",
    )


def test_the_keys_of_the_host_are_read() -> None:
    found = settings(
        "site_name: A toolkit\nsite_description: About it\nsite_url: https://example.org/\nsite_dir: public\n"
        "theme: {name: lcsite, language: en}\n"
    )
    assert found == Settings(
        title="A toolkit",
        description="About it",
        url="https://example.org/",
        output="public",
        language="en",
    )


OURS = """
  - search
  - lcsite:
      content: texts
      nav: [phases, questions]
      mail: us@example.org
      text_licence: CC0
      colours: {accent: "#123456", paper: {dark: black}}
      logo: logo.svg
      model: minimal
      host: properdocs
"""


@pytest.mark.parametrize("plugins", [OURS, OURS.replace("  - search\n", "").replace("  - lcsite:", "  lcsite:")])
def test_our_options_stand_below_the_plugin_however_that_is_written(plugins: str) -> None:
    assert settings(f"plugins:{plugins}") == Settings(
        content="texts",
        nav=("phases", "questions"),
        mail="us@example.org",
        text_licence="CC0",
        colours={"accent": LightDark(light="#123456"), "paper": LightDark(dark="black")},
        logo=LightDark(light="logo.svg"),
        model="minimal",
        host="properdocs",
    )


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [lcsite]",
        "plugins: {lcsite: {}}",
        "plugins: {lcsite: }",
        "plugins: [search]",
        "plugins: []",
        "plugins:",
        "plugins: {search: {lang: nl}}",
        "plugins: [{lcsite: }]",
        "plugins: [{search: {lang: nl}}, lcsite]",
    ],
)
def test_a_plugin_without_options_has_the_defaults(plugins: str) -> None:
    assert settings(plugins) == Settings()


def test_every_option_can_be_set() -> None:
    values = {"nav": ["a"], "colours": {"ink": "black"}}
    options = {name: values.get(name, "text") for name in OPTIONS}
    found, wrong = make_settings({"use_directory_urls": False}, options)
    assert wrong == ()
    assert all(getattr(found, name) != getattr(Settings(), name) for name in OPTIONS)


def test_tags_that_only_the_host_knows_are_left_alone() -> None:
    found = settings(
        "site_name: !ENV [NAME, A toolkit]\n"
        "site_description: It\n"
        "markdown_extensions:\n"
        "  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
        "hooks: !relative $config_dir\n"
        "x: !!python/object/apply:os.system ['touch /tmp/never']\n"
    )
    assert found.description == "It"


def test_an_option_that_is_empty_counts_as_left_out() -> None:
    assert settings("plugins: [{lcsite: {nav: , mail: , model: ~}}]") == Settings()


# What is refused.


def test_an_option_that_does_not_exist_is_named() -> None:
    assert faults("plugins: [{lcsite: {modle: minimal, colour: red}}]") == [("LC501", "modle"), ("LC501", "colour")]
    assert problems("plugins: [{lcsite: {modle: minimal}}]") == ["unknown"]


@pytest.mark.parametrize(
    ("option", "name"),
    [
        ("nav: phases", "nav"),
        ("colours: red", "colours"),
        ("colours: [red]", "colours"),
        ("logo: [a.svg]", "logo"),
        ("logo: 7", "logo"),
        ("logo: {dark: a.svg}", "logo"),
        ("logo: {light: a.svg, night: b.svg}", "logo"),
        ("logo: {light: a.svg, dark: 1}", "logo"),
        ("logo: {}", "logo"),
        ("model: [minimal]", "model"),
        ("content: 1", "content"),
        ("mail: true", "mail"),
        ("text_licence: {a: b}", "text_licence"),
        ("host: 2", "host"),
    ],
)
def test_an_option_of_the_wrong_kind_is_named(option: str, name: str) -> None:
    text = f"plugins: [{{lcsite: {{{option}}}}}]"
    assert (faults(text), problems(text)) == ([("LC501", name)], ["kind"])


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_can_be_chosen(name: str) -> None:
    text = f"plugins: [{{lcsite: {{colours: {{{name}: {{light: '#abc', dark: 'oklch(80% 0.1 165)'}}}}}}}}]"
    assert settings(text).colours == {name: LightDark(light="#abc", dark="oklch(80% 0.1 165)")}


@pytest.mark.parametrize(
    "value",
    [
        *("", "~", "1", "[red]", "{}", "{night: red}", "{light: red, dark: }", "blurple", "'#12'", "'#12345678'"),
        *("'red; } body { display: none'", "url(x)", "var(--ink)", "transparent"),
        *("'rgba(0, 0, 0, 0.5)'", "'oklch(. 1 1)'"),
    ],
)
def test_a_colour_that_cannot_be_read_is_named_and_the_others_stay(value: str) -> None:
    found, wrong = read_settings(f"{LEAST}plugins: [{{lcsite: {{colours: {{accent: {value}, ink: black}}}}}}]")
    assert [(fault.parameters["name"], fault.parameters["problem"]) for fault in wrong] == [("accent", "colour")]
    assert found.colours == {"ink": LightDark(light="black")}


def test_a_colour_that_does_not_exist_is_named_with_those_that_do() -> None:
    (wrong,) = read_settings(f"{LEAST}plugins: [{{lcsite: {{colours: {{acent: red}}}}}}]")[1]
    assert (wrong.parameters["problem"], wrong.parameters["known"]) == ("colour_name", COLOURS)


@pytest.mark.parametrize("language", ["fr", "NL", "[nl]", "{nl: nl}", "no", "1"])
def test_a_language_that_we_do_not_speak_is_refused(language: str) -> None:
    assert problems(f"theme: {{name: lcsite, language: {language}}}") == ["language"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_we_speak_is_taken(language: str) -> None:
    assert settings(f"theme: {{name: lcsite, language: {language}}}").language == language


@pytest.mark.parametrize("theme", ["theme: material", "theme:", "theme: {name: material}", "theme: [a]"])
def test_a_theme_that_says_no_language_leaves_the_default(theme: str) -> None:
    assert settings(theme).language == "nl"


@pytest.mark.parametrize("text", ["a: [", "\ta: b", "a: b: c", "'", "? [", "{a: b}: [c"])
def test_a_configuration_that_cannot_be_read_is_reported_with_its_line(text: str) -> None:
    _, found = read_settings(f"site_name: A\n{text}\n")
    assert [(fault.rule.code, fault.place.path) for fault in found] == [("LC501", "mkdocs.yml")]
    assert (found[0].place.line or 0) >= 1


@pytest.mark.parametrize("text", ["", "[]", "text", "1"])
def test_a_configuration_that_has_no_keys_is_reported(text: str) -> None:
    assert [fault.rule.code for fault in read_settings(text)[1]] == ["LC501"]


@pytest.mark.parametrize("options", ["text", "[a, b]", "7"])
@pytest.mark.parametrize("form", ["plugins: [{{lcsite: {}}}]", "plugins: {{lcsite: {}}}"])
def test_options_that_are_no_options_are_refused_and_not_guessed(form: str, options: str) -> None:
    assert [code for code, _ in faults(form.format(options))] == ["LC501"]


def test_addresses_without_html_are_refused_and_so_is_the_default_of_the_host() -> None:
    assert [fault.rule.code for fault in read_settings("use_directory_urls: true\n")[1]] == ["LC504"]
    assert [fault.rule.code for fault in read_settings("site_name: A\n")[1]] == ["LC504"]


def test_a_site_with_a_wrong_setting_keeps_the_right_ones() -> None:
    found, wrong = read_settings(f"{LEAST}site_name: A\nplugins: [{{lcsite: {{nav: x, model: minimal}}}}]\n")
    assert (len(wrong), found.title, found.model, found.nav) == (1, "A", "minimal", ())


@given(st.text(max_size=60))
def test_reading_never_raises(text: str) -> None:
    read_settings(text)


KEYS = st.sampled_from(["theme", "plugins", "nav", "lcsite", "site_name", "language", "colours", "repo_url", "x"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | KEYS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.dictionaries(st.sampled_from(OPTIONS), VALUES, max_size=3))
def test_whatever_the_host_has_read_gives_settings(config: dict[str, object], options: dict[str, object]) -> None:
    found, _ = make_settings(config, options)
    assert isinstance(found, Settings)


def test_the_configuration_of_this_repository_has_no_faults() -> None:
    found, wrong = read_settings((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert (wrong, found.content, found.output) == ((), "content", "site")
