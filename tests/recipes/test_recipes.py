"""Where things are added: each row of the table in CONTRIBUTING.md, followed to the letter.

What `build()` takes as a longer list is given to it; what a list of the house
holds is added to a copy of the code, which then builds a site.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from planted import Line, plant, wording
from support import ROOT, compiled, entry, golden, key, lcsite, model, project, published

from lcsite.address import Key
from lcsite.build import Parts, Site
from lcsite.checks import CHECKS
from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.exports import EXPORTS, File
from lcsite.facts import FACTS, Fact, Linked, as_of
from lcsite.inputs import Inputs
from lcsite.messages import messages
from lcsite.render import Renderer, make_frame
from lcsite.reports import REPORTS, word
from lcsite.views import VIEWS, Announced, Page, View

THEME = ROOT / "themes" / "lcsite_themes" / "toolkit"


def test_the_table_of_the_contributors_has_a_recipe_for_each_row() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("| to add |") :].partition("\n\n")[0]
    rows = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    assert rows == [
        "content type, field, relation",
        "field kind",
        "trait",
        "derived fact",
        "check",
        "page kind",
        "block of an entry page",
        "export",
        "report format",
    ]


# A content type, a field and a relation: YAML, and nothing else.

RECIPES = """
id: ours
version: 1
extends: minimal
collections:
  dishes:
    singular: {en: dish}
    plural: {en: dishes}
    slug: {en: food}
    help: {en: What we cook.}
    fields:
      course: {kind: choice, vocabulary: courses, label: {en: course}}
    relations:
      goes_with: {to: dishes, label: {en: goes with}, inverse: {id: with, label: {en: is eaten with}}}
    blocks: [{block: facts, of: [course]}, {block: links, of: [goes_with]}, backlinks]
    facets: [course]
vocabularies:
  courses:
    label: {en: course}
    terms: {starter: {label: {en: starter}}, main: {label: {en: main dish}}}
"""


def test_a_content_type_a_field_and_a_relation_are_yaml(tmp_path: Path) -> None:
    files = {
        "dishes/soup.md": entry("course: starter\ngoes_with: [bread]", title="Soup"),
        "dishes/bread.md": entry("course: main", title="Bread"),
    }
    folder = project(tmp_path / "p", files, model=RECIPES)
    assert not published(folder).faulty
    soup, bread, index, home = (
        (folder / "site" / path).read_text("utf-8")
        for path in ("food/soup.html", "food/bread.html", "food/index.html", "index.html")
    )
    assert "<dt>course</dt>" in soup
    assert "starter" in soup
    assert 'href="bread.html"' in soup
    assert "is eaten with" in bread
    assert 'href="soup.html"' in bread
    assert all(title in index for title in ("Soup", "Bread", "What we cook."))
    assert 'type="checkbox" value="starter"' in index
    assert 'href="food/index.html"' in home
    assert lcsite(folder, "schema", "editor").exit_code == 0
    schema = json.loads((folder / "editor/schemas/dishes.json").read_text("utf-8"))
    assert schema["properties"]["course"]["enum"] == ["starter", "main"]


# A field kind: a class, and its line in FIELD_KINDS.

KIND = '''

class TimeKind:
    """A time of the day, as hours and minutes."""

    def schema(self, field: Field, vocabularies: Vocabularies) -> Schema:
        return {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}

    def read(self, value: Any, field: Field, reading: Reading) -> str:
        return value.replace(":", ".")

'''


def test_a_field_kind_is_a_class_and_a_line(tmp_path: Path) -> None:
    lines = {
        "lcsite/model/kinds.py": (
            Line('        return Part(id=value["id"], values=read_values(value, field.fields, reading))', KIND),
            Line('    "text": TextKind(),', '    "time": TimeKind(),'),
        ),
    }
    text = model(
        notes={"fields": {"at": {"kind": "time"}}, "blocks": [{"block": "facts", "of": ["at"]}]},
    )
    content = {"notes/a.md": entry("at: 09:30"), "notes/b.md": entry("at: late")}
    planted = plant(tmp_path, {}, lines, content, model=text)
    checked = planted.run("check", "--format", "json")
    assert [(row["path"], row["line"]) for row in json.loads(checked.stdout) if row["severity"] == "error"] == [
        ("content/notes/b.md", 4)
    ]
    (planted.project / "content/notes/b.md").unlink()
    assert "9.30" in (planted.published() / "notes/a.html").read_text("utf-8")


# A trait: a class and its line in TRAITS, a view and its line in VIEWS.

TRAIT = '''@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The entries stand on a shelf, by a number."""

    place: str
    upside_down: bool = False


'''
SHELF = '''"""A shelf: the entries of a collection with the trait, in their places."""

from collections.abc import Iterator
from dataclasses import dataclass

from lcsite.inputs import Inputs
from lcsite.model.traits import Shelf
from lcsite.views.page import Announced, Page
from lcsite.views.paths import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPage:
    """All that `shelf.html` may show."""

    titles: tuple[str, ...]


def addresses(inputs: Inputs) -> Iterator[Announced]:
    for collection, _ in inputs.model.with_trait(Shelf):
        path = f"{slug(collection.id, inputs.model, inputs.settings.language)}/_shelf.html"
        yield Announced(path=path, title="Shelf", kind="shelf")


def pages(inputs: Inputs) -> Iterator[Page]:
    for (collection, shelf), each in zip(inputs.model.with_trait(Shelf), addresses(inputs), strict=True):
        entries = sorted(inputs.library.collection(collection.id), key=lambda entry: entry.values[shelf.place])
        titles = tuple(entry.title for entry in (entries[::-1] if shelf.upside_down else entries))
        yield Page(path=each.path, title=each.title, template="shelf.html", view=ShelfPage(titles=titles))
'''
SHELF_HTML = """{% extends "base.html" %}
{% block main %}
<h1 id="_title">{{ page.title }}</h1>
<ol>{% for title in view.titles %}<li>{{ title }}</li>{% endfor %}</ol>
{% endblock %}
"""


def test_a_trait_is_a_class_a_view_and_two_lines(tmp_path: Path) -> None:
    files = {"lcsite/views/shelf.py": SHELF, "themes/lcsite_themes/toolkit/shelf.html": SHELF_HTML}
    traits = (ROOT / "lcsite/model/traits.py").read_text("utf-8")
    above = traits[: traits.index("@dataclass(frozen=True, slots=True, kw_only=True)\nclass Hub:")].rstrip()
    lines = {
        "lcsite/model/traits.py": (
            Line(above.splitlines()[-1], f"\n\n{TRAIT.rstrip()}"),
            Line('    "hub": Hub,', '    "shelf": Shelf,'),
        ),
        "lcsite/views/__init__.py": (
            Line("from lcsite.inputs import Inputs", "from lcsite.views import shelf"),
            Line("    View(home.addresses, home.pages),", "    View(shelf.addresses, shelf.pages),"),
        ),
    }
    trait = {"shelf": {"place": "number", "upside_down": True}}
    text = model(notes={"fields": {"number": {"kind": "number"}}, "traits": trait})
    content = {f"notes/{name}.md": entry(f"number: {n}", title=name.upper()) for n, name in enumerate("ab")}
    planted = plant(tmp_path, files, lines, content, model=text)
    page = (planted.published() / "notes/_shelf.html").read_text("utf-8")
    assert re.findall("<li>([AB])</li>", page) == ["B", "A"]
    (planted.project / "model.yml").write_text(text.replace('"place"', '"plaec"'), "utf-8")
    refused = json.loads(planted.run("check", "--format", "json").stdout)
    assert {(row["code"], row["path"]) for row in refused} == {("LC251", "model.yml")}


# A fact: a function, and its line in FACTS, which `build()` takes.


def words(linked: Linked, facts: Any) -> dict[Key, int]:
    """Return how many words each entry has below its headings."""
    assert facts[as_of] is None
    return {key: sum(section.words for section in each.sections) for key, each in linked.library.entries.items()}


def test_a_derived_fact_is_a_function_and_a_line() -> None:
    files = {"articles/a.md": entry("", "## One\n\nTwo three.\n")}
    site = compiled(files, parts=Parts(facts=(*FACTS, Fact(words, needs=(as_of,)))))
    assert site.inputs is not None
    assert site.inputs.facts[words] == {key("articles/a"): 2}
    with pytest.raises(KeyError):
        compiled(files).inputs.facts[words]  # type: ignore[union-attr]


# A check: a generator, and its line in CHECKS, which `build()` takes.

SHOUTING = Rule("LC499", "shouting-title", Severity.WARNING)


def shouting_title(inputs: Inputs) -> Iterator[Diagnostic]:
    """No title is written in capitals: it reads as if somebody shouts."""
    for each in inputs.library.current():
        if each.title.isupper():
            yield SHOUTING.at(Place(path=each.path, pointer="/title"), title=each.title)


SHOUT = {"articles/a.md": entry(title="LOUD"), "articles/b.md": entry(title="Soft")}


def test_a_check_is_a_generator_and_a_line() -> None:
    site = compiled(SHOUT, parts=Parts(checks=(*CHECKS, shouting_title)))
    found = [each for each in site.diagnostics if each.rule is SHOUTING]
    assert [(each.place.path, each.place.pointer) for each in found] == [("articles/a.md", "/title")]
    (worded,) = word(found, messages("en"), lambda _: SHOUT["articles/a.md"], "content")
    assert (worded.line, worded.column, worded.message) == (2, 8, "shouting title")


CHECK = '''"""How titles are written."""

from collections.abc import Iterator

from lcsite.diagnostics import Diagnostic, Place, Rule, Severity
from lcsite.inputs import Inputs

SHOUTING = Rule("LC499", "shouting-title", Severity.WARNING)


def shouting_title(inputs: Inputs) -> Iterator[Diagnostic]:
    """No title is written in capitals: it reads as if somebody shouts."""
    for each in inputs.library.current():
        if each.title.isupper():
            yield SHOUTING.at(Place(path=each.path, pointer="/title"), title=each.title)
'''
MANUAL = "# nl: Te luid\n\nNiet roepen.\n\n# en: Too loud\n\nDo not shout.\n\n# examples\n"


def test_a_check_of_the_house_has_its_words_and_its_manual(tmp_path: Path) -> None:
    files = {"lcsite/checks/titles.py": CHECK, "lcsite/rules/LC499-shouting-title.md": MANUAL}
    lines = {
        "lcsite/checks/__init__.py": (
            Line("from lcsite.checks.counts import link_count", "from lcsite.checks.titles import shouting_title"),
            Line("    link_count,", "    shouting_title,"),
        ),
        **wording("LC499", "‘{title}’ is loud", "write it softly"),
    }
    planted = plant(tmp_path, files, lines, SHOUT, model="minimal")
    checked = planted.run("check")
    assert "content/articles/a.md:2:8: LC499 ‘LOUD’ is loud\n  write it softly\n" in checked.stdout
    assert checked.returncode == 0
    assert planted.run("explain", "LC499", "--language", "en").stdout.startswith("# Too loud\n\nDo not shout.\n")


# A page kind: a dataclass and two functions, and its line in VIEWS, which `build()` takes.


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """All that `letters.html` may show."""

    letters: tuple[str, ...]


def addresses(_: Inputs) -> Iterator[Announced]:
    yield Announced(path="letters.html", title="Letters", kind="letters")


def pages(inputs: Inputs) -> Iterator[Page]:
    letters = sorted({each.title[0] for each in inputs.library.current()})
    yield Page(path="letters.html", title="Letters", template="letters.html", view=LettersPage(letters=tuple(letters)))


LETTERS = '{% extends "base.html" %}{% block main %}<p>{{ view.letters|join(" ") }}</p>{% endblock %}'


def rendered(site: Site, path: str, **templates: str) -> str:
    """Return a page of a site, made with the theme and some templates of one's own."""
    assert site.inputs is not None
    own = DictLoader({f"{name}.html": text for name, text in templates.items()})
    renderer = Renderer(make_frame(site.inputs), site.inputs.messages, ChoiceLoader([own, FileSystemLoader(THEME)]), {})
    page = next(page for page in site.pages() if page.path == path)
    return renderer.render(page).decode()


def test_a_page_kind_is_a_view_and_a_line() -> None:
    site = compiled(SHOUT, parts=Parts(views=(*VIEWS, View(addresses, pages))))
    assert "<p>L S</p>" in rendered(site, "letters.html", letters=LETTERS)
    clash = compiled({"pages/letters.md": entry()}, parts=Parts(views=(*VIEWS, View(addresses, pages))))
    assert "LC502" in {each.rule.code for each in clash.diagnostics}


# A block: a template and its view, and its line in BLOCKS.

BLOCK = '''"""How long an entry is."""

from dataclasses import dataclass

from lcsite.views.blocks.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A number of words."""

    words: int


def length(context: Context, of: tuple[str, ...]) -> Length | None:
    """Show how many words there are; nothing for an entry without any."""
    words = sum(section.words for section in context.entry.sections)
    return Length(words=words) if words else None
'''


def test_a_block_is_a_template_a_view_and_a_line(tmp_path: Path) -> None:
    files = {
        "lcsite/views/blocks/length.py": BLOCK,
        "themes/lcsite_themes/toolkit/blocks/length.html": "<p>{{ block.view.words }} words</p>\n",
    }
    lines = {
        "lcsite/views/blocks/__init__.py": (
            Line("from lcsite.views.blocks.context import Context", "from lcsite.views.blocks.length import length"),
            Line("BLOCKS: Mapping[str, BlockKind] = {", '    "length": BlockKind(length, "aside"),'),
        ),
    }
    content = {"notes/a.md": entry("", "## A\n\nOne two three.\n"), "notes/b.md": entry()}
    planted = plant(tmp_path, files, lines, content, model=model(notes={"blocks": ["sections", "length"]}))
    out = planted.published()
    assert "<p>3 words</p>" in (out / "notes/a.html").read_text("utf-8")
    assert "words</p>" not in (out / "notes/b.html").read_text("utf-8")


# An export: a function, and its line in EXPORTS, which `build()` takes; a golden file shows what it gives.


def titles(inputs: Inputs) -> Iterator[File]:
    """Yield the titles of all entries, a line for each."""
    lines = [f"{each.key}\t{each.title}\n" for each in inputs.library.current()]
    yield File(path="titles.tsv", data="".join(lines).encode())


def test_an_export_is_a_function_and_a_line() -> None:
    site = compiled(SHOUT, parts=Parts(exports=(*EXPORTS, titles)))
    (file,) = (each for each in site.files() if each.path == "titles.tsv")
    assert isinstance(file, File)
    golden("recipe-titles.tsv", file.data.decode())


# A report format: a function and its line in REPORTS; a golden file shows what it gives.

REPORT = '''"""For people who like tables."""

from lcsite.reports.worded import Worded


def table(found: tuple[Worded, ...]) -> str:
    """Return the diagnostics as tab separated values."""
    return "".join(f"{each.code}\\t{each.path}\\t{each.line}\\n" for each in found)
'''


def test_a_report_format_is_a_function_and_a_line(tmp_path: Path) -> None:
    lines = {
        "lcsite/reports/__init__.py": (
            Line("from lcsite.reports.json import as_json", "from lcsite.reports.table import table"),
            Line('    "text": text,', '    "table": table,'),
        ),
    }
    content = {"articles/a.md": entry("nonsense: 1", title="A"), "articles/b.md": entry(title="B")}
    planted = plant(tmp_path, {"lcsite/reports/table.py": REPORT}, lines, content, model="minimal")
    golden("recipe-table.tsv", planted.run("check", "--format", "table").stdout)
    assert "table" not in REPORTS
