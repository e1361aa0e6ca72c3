"""A model file: what is merged, what is refused, and the one schema that it compiles to."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import MODELS, codes, compiled, entry, model, places

from lcsite.model.base import BASE_FIELDS
from lcsite.model.json_schema import Validator, coerce, entry_schema, page_schema
from lcsite.model.kinds import FIELD_KINDS
from lcsite.model.load import load_model
from lcsite.model.model import Collection, Model
from lcsite.model.traits import TRAITS
from lcsite.settings import LANGUAGES
from lcsite.views.blocks import BLOCKS

BUILT_IN = ("learning-communities", "minimal")
BAKERY = (MODELS / "bakery" / "model.yml").read_text("utf-8")


def loaded(text: str) -> Model:
    found, faults = load_model("", text)
    assert found is not None, faults
    assert faults == ()
    return found


def refused(text: str) -> list[tuple[str, str | None]]:
    """Return the code and the pointer of what is wrong with a model."""
    _, faults = load_model("", text)
    return [(fault.rule.code, fault.place.pointer) for fault in faults]


def every_model() -> Iterator[Model]:
    for name in BUILT_IN:
        found, faults = load_model(name)
        assert found is not None
        assert faults == ()
        yield found
    yield loaded(BAKERY)


def test_a_site_without_a_model_of_its_own_has_a_built_in_one() -> None:
    assert [found.id for found in every_model()] == [*BUILT_IN, "bakery"]


def test_the_third_model_has_every_trait_kind_and_block() -> None:
    found = loaded(BAKERY)
    traits = {type(trait) for collection in found.collections.values() for trait in collection.traits}
    fields = [field for each in found.collections.values() for field in each.fields]
    kinds = {inner.kind for field in fields for inner in (field, *field.fields)}
    blocks = {block.name for collection in found.collections.values() for block in collection.blocks}
    assert traits == set(TRAITS.values())
    assert kinds == set(FIELD_KINDS)
    assert blocks == set(BLOCKS)


def test_the_third_model_says_everything_that_a_relation_can_say() -> None:
    relations = [each for collection in loaded(BAKERY).collections.values() for each in collection.all_relations()]
    assert any(each.part and each.target_part for each in relations)
    assert any(len(each.targets) > 1 for each in relations)
    assert all(
        any(getattr(each, name) for each in relations)
        for name in ("part", "target_part", "acyclic", "ascending", "fields", "was")
    )
    assert any(each.incoming.minimum for each in relations)


# Extending.

EXTENDING = """
id: ours
version: 3
extends: minimal
label: {en: Ours}
collections:
  articles:
    hue: 10
    first: [title]
    fields:
      topic: null
      price: {kind: text, label: {en: price}}
    relations: {see_also: {max: 2}}
    blocks: [lead]
    facets: []
  sources: null
  cards: {singular: {en: card}, plural: {en: cards}, slug: {en: cards}}
"""


def test_a_model_that_extends_another_is_merged_with_it_key_by_key() -> None:
    found = loaded(EXTENDING)
    articles = found.collections["articles"]
    assert (found.id, found.version, found.label) == ("ours", 3, {"nl": "Kennisbank", "en": "Ours"})
    assert list(found.collections) == ["articles", "cards"]
    assert (articles.hue, articles.icon) == (10, "material/text-box-outline")
    assert [field.id for field in articles.fields] == [*(field.id for field in BASE_FIELDS), "price"]
    assert articles.relations[0].links.maximum == 2
    assert articles.relations[0].inverse.id == "seen_from"


def test_a_list_replaces_and_null_removes() -> None:
    articles = loaded(EXTENDING).collections["articles"]
    assert [block.name for block in articles.blocks] == ["lead"]
    assert articles.facets == ()
    assert articles.field("topic") is None


def test_a_model_may_extend_one_that_extends_none_and_no_other() -> None:
    assert refused("id: a\nversion: 1\nextends: nothing\n") == [("LC250", "/extends")]
    assert refused("id: a\nversion: 1\nextends: ../../meta\n") == [("LC250", "/extends")]
    assert refused("id: a\nversion: 1\nextends: [minimal]\n")[0][0] in {"LC250", "LC251"}


def test_a_model_without_a_bibliography_has_no_sources() -> None:
    assert loaded(EXTENDING).collections["cards"].relations == ()
    cards = loaded(EXTENDING.replace("  sources: null\n", "")).collections["cards"]
    assert [(each.id, each.targets) for each in cards.relations] == [
        ("sources", ("sources",)),
        ("further_reading", ("sources",)),
    ]


def test_a_name_that_no_model_has_is_refused() -> None:
    found, faults = load_model("nothing")
    assert found is None
    assert [fault.rule.code for fault in faults] == ["LC250"]


# What is refused.


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[]", ("LC103", None)),
        ("id: a\nid: b", ("LC104", None)),
        ("id: a\nversion: 1", ("LC251", "")),
        ("id: a\nversion: one\ncollections: {}", ("LC251", "/version")),
        ("id: A\nversion: 1\ncollections: {}", ("LC251", "/id")),
        ("id: a\nversion: 1\ncollections: {}", ("LC251", "/collections")),
        ("id: a\nversion: 1\ncolections: {}\ncollections: {}", ("LC251", "/colections")),
    ],
)
def test_what_is_no_model_is_refused_where_it_goes_wrong(text: str, fault: tuple[str, str | None]) -> None:
    assert fault in refused(text)


def small(**more: Any) -> str:
    """Return a model of notes, cards with boxes, and what a test adds to the notes."""
    boxes = {"kind": "parts", "fields": {"title": {"required": True}}, "relations": {"inside": "cards"}}
    notes = {
        "fields": {
            "size": {"kind": "choice", "vocabulary": "sizes"},
            "rank": {"kind": "number"},
            "word": {},
            "alike": {"many": True},
        },
        "relations": {"see": "notes", "box": "cards#boxes"},
        "sections": {"why": {"heading": {"en": "Why"}}},
    }
    for name, value in more.items():
        notes[name] = {**notes.get(name, {}), **value} if isinstance(value, dict) else value
    return model({"sizes": ["small", "large"]}, notes=notes, cards={"fields": {"boxes": boxes}})


EVIDENCE = {"counted": "notes", "part_of": "notes.see", "through": "notes.see"}


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"fields": {"x": {"kind": "colour"}}}, "/fields/x/kind"),
        ({"fields": {"x": {"kind": "choice"}}}, "/fields/x"),
        ({"fields": {"x": {"kind": "choice", "vocabulary": "nothing"}}}, "/fields/x"),
        ({"fields": {"title": {}}}, "/fields/title"),
        ({"fields": {"see": {}}}, "/relations/see"),
        ({"fields": {"mentions": {}}}, "/fields/mentions"),
        ({"relations": {"mentions": "notes"}}, "/relations/mentions"),
        ({"relations": {"x": "nothing"}}, "/relations/x/to"),
        ({"relations": {"x": ["notes", "nothing"]}}, "/relations/x/to"),
        ({"relations": {"x": []}}, "/relations/x/to"),
        ({"relations": {"x": "cards#nothing"}}, "/relations/x/to"),
        ({"relations": {"x": "notes#size"}}, "/relations/x/to"),
        ({"relations": {"x": ["cards#boxes", "notes"]}}, "/relations/x/to"),
        ({"relations": {"x": {"to": "notes", "ascending": "word"}}}, "/relations/x/ascending"),
        ({"relations": {"x": {"to": "cards", "ascending": "size"}}}, "/relations/x/ascending"),
        ({"relations": {"x": {"to": "notes", "fields": {"y": {"kind": "colour"}}}}}, "/relations/x/fields/y/kind"),
        ({"relations": {"x": {"to": "notes", "fields": {"to": {}}}}}, "/relations/x/fields/to"),
        ({"relations": {"x": {"to": "notes", "fields": {"y": {"kind": "parts"}}}}}, "/relations/x/fields/y/kind"),
        ({"fields": {"x": {"kind": "parts", "fields": {"id": {}}}}}, "/fields/x/fields/id"),
        ({"fields": {"x": {"kind": "parts", "fields": {"y": {"kind": "parts"}}}}}, "/fields/x/fields/y/kind"),
        ({"fields": {"x": {"kind": "parts", "relations": {"y": "nothing"}}}}, "/fields/x/relations/y/to"),
        ({"fields": {"x": {"kind": "parts", "relations": {"see": "notes"}}}}, "/fields/x/relations/see"),
        (
            {"fields": {"x": {"kind": "parts", "fields": {"y": {}}, "relations": {"y": "notes"}}}},
            "/fields/x/relations/y",
        ),
        ({"facets": ["nothing"]}, "/facets"),
        ({"card": {"nothing": 10}}, "/card"),
        ({"first": ["nothing"]}, "/first"),
        ({"blocks": ["lead", {"block": "facts", "of": ["nothing"]}]}, "/blocks/1/of"),
        ({"blocks": [{"block": "backlinks", "of": ["notes.nothing"]}]}, "/blocks/0/of"),
        ({"traits": {"axis": {"order": "nothing"}}}, "/traits/axis/order"),
        ({"traits": {"axis": {"order": "word"}}}, "/traits/axis/order"),
        ({"traits": {"map": {"relation": "nothing", "bands": "size"}}}, "/traits/map/relation"),
        ({"traits": {"map": {"relation": "see", "bands": "word"}}}, "/traits/map/bands"),
        ({"traits": {"route": {"stops": "nothing"}}}, "/traits/route/stops"),
        ({"traits": {"glossary": {"definition": "nothing", "synonyms": "alike"}}}, "/traits/glossary"),
        ({"traits": {"glossary": {"definition": "title", "synonyms": "title"}}}, "/traits/glossary"),
        ({"traits": {"hub": {"groups": [{"label": {"en": "x"}, "collection": "nothing"}]}}}, "/traits/hub/groups"),
        (
            {"traits": {"hub": {"groups": [{"label": {"en": "x"}, "collection": "notes", "where": {"no": ["a"]}}]}}},
            "/traits/hub/groups",
        ),
        ({"traits": {"evidence": {**EVIDENCE, "counted": "nothing"}}}, "/traits/evidence/counted"),
        ({"traits": {"evidence": {**EVIDENCE, "diversity": {"nothing": 2}}}}, "/traits/evidence/diversity"),
        ({"traits": {"evidence": {**EVIDENCE, "part_of": "notes.nothing"}}}, "/traits/evidence"),
        ({"traits": {"evidence": {**EVIDENCE, "origin": ["nothing.see"]}}}, "/traits/evidence"),
        (
            {"traits": {"evidence": {**EVIDENCE, "supported_through": ["notes.see"], "practice": {"nothing": ["a"]}}}},
            "/traits/evidence/practice",
        ),
    ],
)
def test_a_name_that_the_model_does_not_define_is_an_error(more: dict[str, Any], pointer: str) -> None:
    found = refused(small(**more))
    assert len(found) == 1
    assert found[0][0] in {"LC251", "LC252"}
    assert found[0][1] == f"/collections/notes{pointer}"


def test_a_block_that_does_not_exist_is_an_error() -> None:
    site = compiled({}, small(blocks=["lead", "nothing"]))
    assert site.inputs is None
    assert places(site, "LC252") == ["model.yml /collections/notes/blocks/1"]


def test_a_model_with_all_of_its_names_defined_is_accepted() -> None:
    loaded(small(traits={"evidence": {**EVIDENCE, "diversity": {"root": 2, "size": 2}}, "axis": {"order": "rank"}}))


def test_a_term_cannot_be_broader_than_what_does_not_exist() -> None:
    terms = {"small": {"label": {"en": "small"}, "broader": "nothing"}}
    text = model({"sizes": {"label": {"en": "size"}, "terms": terms}}, notes={})
    assert refused(text) == [("LC252", "/vocabularies/sizes/terms/small/broader")]


def test_with_an_unreadable_model_nothing_is_built_and_nothing_else_reported() -> None:
    site = compiled({"notes/a.md": "no entry"}, "id: a\n")
    assert (site.inputs, set(codes(site))) == (None, {"LC251"})
    assert list(site.pages()) == list(site.files()) == list(site.assets()) == []


# Vocabularies.

CONTENT_TERMS = json.dumps({"terms": {"huge": {"label": {"en": "huge"}}, "small": {"label": {"en": "tiny"}}}})


def test_content_adds_terms_and_may_word_those_of_the_model_anew() -> None:
    site = compiled({"notes/a.md": entry("size: huge"), "vocabularies/sizes.yml": CONTENT_TERMS}, small())
    assert codes(site) == []
    assert site.inputs is not None
    terms = site.inputs.vocabularies["sizes"].terms
    assert {name: term.label["en"] for name, term in terms.items()} == {
        "small": "tiny",
        "large": "large",
        "huge": "huge",
    }


def test_a_vocabulary_with_a_fault_is_reported_where_it_stands() -> None:
    site = compiled({"vocabularies/sizes.yml": "terms: {huge: {lable: {en: huge}}}"}, small())
    assert "vocabularies/sizes.yml /terms/huge/lable" in places(site, "LC251")


def test_the_words_of_a_model_are_looked_up_in_the_language_of_the_site_or_another() -> None:
    dutch = compiled({"notes/a.md": entry("", "## Why\n")}, small())
    assert codes(dutch) == []


# Growth.


def test_an_old_name_is_read_as_the_new_one_with_a_warning() -> None:
    boxes = {"kind": "parts", "was": ["crates"], "fields": {"title": {"was": ["name"]}}}
    terms = {"small": {"label": {"en": "small"}, "was": ["little"]}}
    text = model(
        {"sizes": {"label": {"en": "size"}, "terms": terms}},
        notes={
            "was": ["papers"],
            "fields": {
                "size": {"kind": "choice", "vocabulary": "sizes", "many": True, "was": ["sort"]},
                "boxes": boxes,
            },
            "relations": {
                "see": {
                    "to": "notes",
                    "was": ["also"],
                    "fields": {"why": {"was": ["because"]}, "size": {"kind": "choice", "vocabulary": "sizes"}},
                }
            },
        },
    )
    front = """
sort: [little]
crates: [{id: one, name: One}]
also: [{to: papers/b, because: So., size: little}, papers/b#x]
"""
    files = {
        "papers/a.md": entry(front, "[b](../papers/b.md), [[papers/b]], [b](b.md)\n"),
        "papers/b.md": entry("", "## X\n"),
    }
    site = compiled(files, text)
    assert set(codes(site)) == {"LC230"}
    assert places(site, "LC230") == [
        "papers/a.md /also",
        "papers/a.md /also/0/because",
        "papers/a.md /also/0/size",
        "papers/a.md /also/0/to",
        "papers/a.md /also/1",
        "papers/a.md /crates",
        "papers/a.md /crates/0/name",
        "papers/a.md /sort",
        "papers/a.md /sort/0",
        "papers/a.md 1",
        "papers/a.md 8",
        "papers/a.md 8",
        "papers/b.md 1",
    ]
    assert site.inputs is not None
    found = {str(key): item.values for key, item in site.inputs.library.entries.items()}
    assert list(found) == ["notes/a", "notes/b"]
    assert found["notes/a"]["size"] == ("small",)
    assert found["notes/a"]["boxes"][0].values == {"title": "One"}
    backlinks = site.inputs.graph.backlinks[next(key for key in site.inputs.library.entries if key.id == "b")]
    assert [(link.relation.id, dict(link.values)) for link in backlinks] == [
        ("see", {"why": "So.", "size": "small"}),
        ("see", {}),
        ("mentions", {}),
    ]


def test_an_old_name_beside_the_new_one_is_an_unknown_field() -> None:
    text = small(fields={"word": {"was": ["term"]}})
    site = compiled({"notes/a.md": entry("word: a\nterm: b")}, text)
    assert places(site, "LC201") == ["notes/a.md /term"]


# The schema.


def schemas() -> Iterator[Any]:
    for each in every_model():
        for language in LANGUAGES:
            for collection in each.collections.values():
                name = f"{each.id}-{collection.id}-{language}"
                yield pytest.param(collection, entry_schema(collection, each.vocabularies, language), id=name)


@pytest.mark.parametrize(("collection", "schema"), list(schemas()))
def test_every_collection_compiles_to_json_schema_2020_12(collection: Collection, schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema_rs.meta.validate(schema)
    names = {each.id for each in (*collection.fields, *collection.relations)}
    assert set(schema["properties"]) == names
    assert "title" in schema["required"]


def test_the_schema_of_a_page_and_of_a_model_file_are_valid_too() -> None:
    for language in LANGUAGES:
        jsonschema_rs.meta.validate(page_schema(language))
    assert page_schema("nl")["required"] == ["title"]


@pytest.mark.parametrize(("collection", "schema"), list(schemas()))
def test_every_example_of_a_model_is_one(collection: Collection, schema: dict[str, Any]) -> None:
    terms_of_the_content = {field.id for field in collection.fields if field.kind == "choice"}
    for name, part in schema["properties"].items():
        if name not in terms_of_the_content:
            for example in part.get("examples", ()):
                assert list(Validator({"$defs": {}, **part}).faults(example)) == [], (name, example)


def test_help_and_label_stand_in_the_schema_in_the_language_that_was_asked_for() -> None:
    found, _ = load_model("minimal")
    assert found is not None
    for language, label in (("nl", "jaar"), ("en", "year")):
        schema = entry_schema(found.collections["sources"], found.vocabularies, language)
        assert schema["properties"]["year"]["title"] == label


# Coercion: YAML leaves what the author typed, the schema says what it is.


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_a_whole_number_is_read_exactly(number: int) -> None:
    assert coerce(str(number), {"type": "integer"}) == number
    assert coerce(str(number), {"type": "number"}) == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_as_it_was_written(number: float) -> None:
    assert coerce(repr(number), {"type": "number"}) == number


@given(st.text(max_size=20))
def test_a_text_stays_what_was_typed_where_the_schema_wants_text(text: str) -> None:
    assert coerce(text, {"type": "string"}) == text
    assert coerce([text], {"type": "array", "items": {"type": "string"}}) == [text]


@given(st.text(max_size=12), st.sampled_from(["integer", "number", "boolean", "string", "object", "array"]))
def test_coercion_never_raises_and_gives_the_wanted_type_or_the_text(text: str, kind: str) -> None:
    value = coerce(text, {"type": kind})
    assert value == text or Validator({"type": kind}).faults(value) is not None
    assert isinstance(value, str) or not list(Validator({"type": kind}).faults(value))


@pytest.mark.parametrize("text", ["1e999", "-1e999", "nan", ".inf", "0x10", "1_000", "１２", "1 000", "12:30", "١"])
def test_what_is_no_number_of_yaml_1_2_stays_text(text: str) -> None:
    assert coerce(text, {"type": "number"}) == text


@pytest.mark.parametrize("text", ["yes", "on", "True", "TRUE", "1", "ja"])
def test_only_true_and_false_are_yes_and_no(text: str) -> None:
    assert coerce(text, {"type": "boolean"}) == text


VALUES = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(VALUES)
def test_no_front_matter_makes_a_validator_raise(value: object) -> None:
    found, _ = load_model("minimal")
    assert found is not None
    validator = Validator(entry_schema(found.collections["sources"], found.vocabularies, "nl"))
    data = coerce({"title": value, "year": value, "authors": value, "url": value, "images": value}, validator.schema)
    assert all(fault.path is not None for fault in validator.faults(data))
