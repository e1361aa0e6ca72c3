"""What the search index holds, what it leaves out, what it costs; how it is asked stands in tests/browser."""

import json
from pathlib import Path
from typing import Any

import pytest
from support import ENGLISH, compiled, entry, model, project, published

from lcsite.build import Options, Site
from lcsite.exports.search import PATH, search_index
from lcsite.exports.search.compounds import Compounds
from lcsite.exports.search.index import Searched, index
from lcsite.exports.search.texts import Item, Kind
from lcsite.exports.search.words import Stems, fold, pieces, words
from lcsite.settings import Settings

COMPOUNDS = """
leer+gemeenschap wijk+gezondheid+plan proces+begeleider project+groep onkosten+vergoeding werk+vorm
samenwerking+verband kennis+instelling buurt+bewoners gezondheid+behoefte stakeholder+analyse
inspiratie+bijeenkomst praat+plaat ontwerp+sessie burger+participatie afweging+kader schuld+hulp+verlening
ervaring+deskundige huis+artsen+praktijk vrijwilligers+werk onderzoek+programma subsidie+regeling arbeid+markt
leer+proces leer+vragen patroon+taal groep+dynamiek klank+bord+groep gesprek+kaart levens+loop+regeling
"""
"""Where they are cut; the letters that link the parts are left out."""

WRITTEN = """
leergemeenschap wijkgezondheidsplan procesbegeleider projectgroep onkostenvergoeding werkvorm
samenwerkingsverband kennisinstelling buurtbewoners gezondheidsbehoefte stakeholderanalyse
inspiratiebijeenkomst praatplaat ontwerpsessie burgerparticipatie afwegingskader schuldhulpverlening
ervaringsdeskundige huisartsenpraktijk vrijwilligerswerk onderzoeksprogramma subsidieregeling arbeidsmarkt
leerproces leervragen patroontaal groepsdynamiek klankbordgroep gesprekskaart levensloopregeling
"""

SIMPLE = """
deelnemers vertrouwen gezondheid begeleiding wetenschap bestuurders ondersteuning verandering samenwerking
maatschappelijk bewoners instrument uitvoeren verduurzamen kwetsbaar programma organisatie universiteit
bijeenkomst medewerkers
"""

MODEL = model(
    {
        "forms": {
            "label": {"en": "forms"},
            "terms": {"scan": {"label": {"en": "scan"}, "synonyms": {"en": ["checkup"]}}},
        }
    },
    tools={
        "fields": {
            "form": {"kind": "choice", "vocabulary": "forms"},
            "trouble": {"max": 200},
            "goal": {"max": 200},
            "remark": {"max": 200},
            "steps": {"kind": "parts", "fields": {"title": {"required": True}}},
        },
        "card": {"goal": 90},
        "blocks": [{"block": "essence", "of": ["trouble"]}],
    },
)
FRONT = """
also_known_as: [gadget]
form: scan
trouble: Nobody listens.
goal: Hearing everyone.
remark: Unimportant detail.
steps: [{id: one, title: Preparing}]
"""


def made(site: Site) -> dict[str, Any]:
    """Return what the index of a site holds."""
    assert site.inputs
    (file,) = search_index(site.inputs)
    data: dict[str, Any] = json.loads(file.make(file.given).decode().removeprefix("lcsiteIndex=").removesuffix(";\n"))
    return data


def found(data: dict[str, Any], word: str) -> list[str]:
    """Return the titles of what a word finds, the heaviest first."""
    terms = data["terms"].split(" ")
    others = dict(zip(data["words"].split(" "), data["stems"], strict=False))
    number = others.get(word, terms.index(word) if word in terms else None)
    if number is None:
        return []
    weights, item = {}, 0
    for gap, weight in zip(*[iter(data["found"][number])] * 2, strict=True):
        item += gap
        weights[data["items"][item][0]] = weight
    return sorted(weights, key=weights.__getitem__, reverse=True)


@pytest.fixture(scope="module")
def tool() -> dict[str, Any]:
    """The index of a site with one entry."""
    return made(compiled({"tools/wheel.md": entry(FRONT, "## How it turns\nSecret words.\n", title="Wheel")}, MODEL))


@pytest.mark.parametrize(
    "word", ["wheel", "gadget", "sentence", "turns", "preparing", "scan", "checkup", "tool", "listens", "hearing"]
)
def test_an_entry_is_found_by(tool: dict[str, Any], word: str) -> None:
    assert "Wheel" in found(tool, word) or "Wheel" in found(tool, Stems("en")(word))


@pytest.mark.parametrize("word", ["secret", "unimportant"])
def test_an_entry_is_not_found_by_its_text_or_its_other_fields(tool: dict[str, Any], word: str) -> None:
    assert not found(tool, word)
    assert not found(tool, Stems("en")(word))


def test_a_title_weighs_more_than_a_summary() -> None:
    files = {
        "tools/wheel.md": entry(title="Wheel"),
        "tools/cart.md": "---\ntitle: Cart\nsummary: Has a wheel.\n---\n",
    }
    assert found(made(compiled(files, MODEL)), "wheel") == ["Wheel", "Cart"]


def test_drafts_are_found_in_previews_only_and_archived_entries_never() -> None:
    files = {
        "tools/wheel.md": entry("status: draft", title="Wheel"),
        "tools/cart.md": entry("status: archived", title="Cart"),
        "tools/boat.md": entry(title="Boat"),
    }
    for drafts in (False, True):
        data = made(compiled(files, MODEL, options=Options(drafts=drafts)))
        titles = {item[0] for item in data["items"]}
        assert titles & {"Wheel", "Cart", "Boat"} == ({"Wheel", "Boat"} if drafts else {"Boat"})


def test_collections_and_plain_pages_are_found_too() -> None:
    files = {"tools/wheel.md": entry(title="Wheel"), "pages/about.md": "---\ntitle: About us\n---\n## Who pays\n"}
    data = made(compiled(files, MODEL))
    paths = {item[0]: item[1] for item in data["items"]}
    assert paths == {"Wheel": "tools/wheel.html", "Tools": "tools/index.html", "About us": "about.html"}
    assert found(data, "pays") or found(data, "pay")


def test_nothing_to_find_is_an_index_too() -> None:
    data = made(compiled({}, MODEL))
    assert (data["items"], data["terms"], data["found"]) == ([], "", [])


def test_compounds_are_cut_where_they_should_be() -> None:
    split = Compounds("nl")
    wanted = dict(zip(WRITTEN.split(), COMPOUNDS.split(), strict=True))
    wrong = {word: split(word) for word, parts in wanted.items() if "+".join(split(word)) != parts}
    assert len(wanted) == 30
    assert len(wrong) <= 2, wrong
    assert all(len(parts) > 1 for parts in wrong.values()), wrong
    assert not {word: split(word) for word in SIMPLE.split() if split(word)}


def test_a_compound_is_found_by_its_parts() -> None:
    settings = Settings(title="T", language="nl")
    files = {"tools/samen.md": entry(title="Leergemeenschap"), "tools/plan.md": entry(title="Wijkgezondheidsplan")}
    data = made(compiled(files, MODEL, settings=settings))
    assert found(data, "gemeenschap") == ["Leergemeenschap"]
    assert found(data, "gezond") == ["Wijkgezondheidsplan"]


def test_english_has_no_compounds() -> None:
    assert not Compounds("en")("blackboard")


def test_words_are_read_without_accents_apostrophes_and_hyphens() -> None:
    assert words("De co-creatie van ‘Ideeën’: foto's, 4×4!") == ["de", "cocreatie", "van", "ideeen", "fotos", "4", "4"]
    assert list(pieces("co-creatie, e-mail")) == ["creatie", "mail"]
    assert fold("Ĳssel ﬁets Ⅷ") == "ijssel fiets viii"


def test_words_that_the_stemmer_would_mix_up_stay_apart() -> None:
    stem = Stems("nl")
    assert stem("begeleiding") == stem("begeleider") != stem("beleid")
    assert stem("gezondheid") == stem("gezonde") != stem("zon")
    assert stem("betrokken") == stem("betrekken")


def test_an_unknown_language_is_searched_by_whole_words() -> None:
    assert Stems("fr")("maisons") == "maisons"


def test_an_index_that_would_be_the_same_is_linked_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(tmp_path / "site", {"tools/wheel.md": entry(title="Wheel")}, model=MODEL)
    published(folder)
    before = (folder / "site" / PATH).read_bytes()
    calls = []
    monkeypatch.setattr("lcsite.exports.search.index", lambda searched: calls.append(searched) or index(searched))
    text = folder / "content/tools/wheel.md"
    text.write_text(text.read_text("utf-8") + "A text that is not searched.\n", "utf-8")
    published(folder)
    assert ((folder / "site" / PATH).read_bytes(), calls) == (before, [])
    text.write_text(entry(title="Bicycle"), "utf-8")
    published(folder)
    assert b"Bicycle" in (folder / "site" / PATH).read_bytes()
    assert len(calls) == 1


def thousand() -> Searched:
    """Return a thousand items with as many words as real ones have."""
    texts = (Path(__file__).parents[1] / "content").glob("*/*.md")
    real = sorted({word for text in texts for word in words(text.read_text("utf-8")) if word.isalpha()})

    def some(start: int, count: int) -> str:
        return " ".join(real[(start * 7919 + step * 104729) % len(real)] for step in range(count))

    items = (
        Item(
            path=f"a/{number}.html",
            title=some(number, 5),
            kind=Kind(word="a", hue=1),
            summary=some(number + 1, 22),
            names=(some(number + 2, 4),),
            essence=(some(number + 3, 25),),
            headings=(some(number + 4, 12),),
            labels=(some(number % 30, 12),),
        )
        for number in range(1000)
    )
    return Searched(language="nl", items=tuple(items), texts={})


def test_an_index_of_a_thousand_entries_is_small_enough_for_a_stick_and_a_phone() -> None:
    assert len(index(thousand())) <= 3_000_000


def test_an_index_does_not_depend_on_the_order_of_hashing() -> None:
    site = compiled({"tools/wheel.md": entry(FRONT, title="Wheel")}, MODEL, settings=ENGLISH)
    assert made(site) == made(site)
