"""The number of processes, and what is kept between runs, change nothing but the time."""

from pathlib import Path

import pytest
from support import compiled, entry, tree

from lcsite import parallel
from lcsite.build import Options, Site, build
from lcsite.cache import Cache
from lcsite.diagnostics import Diagnostic
from lcsite.library import Library
from lcsite.settings import Settings

LANGUAGES = ["nl", "en"]


def texts(count: int) -> dict[str, str]:
    """Return articles that name each other, some of them with mistakes."""
    found: dict[str, str] = {"sources/s.md": entry("year: 1999"), "pages/p.md": entry("", "[a](../articles/a0.md)\n")}
    for number in range(count):
        front = f"see_also: [a{(number * 7) % count}]\nadded: 2026-01-{number % 28 + 1:02}\nsources: [s]"
        wrong = "\nnonsense: 1" if number % 50 == 13 else ""
        body = f"See [it](a{(number * 3) % count}.md). **Bold** and a <b>.\n" if number % 50 == 31 else "Text.\n"
        found[f"articles/a{number}.md"] = entry(f"{front}{wrong}", body, title=f"Article {number}")
    return found


FILES = texts(210)


def result(site: Site) -> tuple[Library, tuple[Diagnostic, ...]]:
    assert site.inputs is not None
    return site.inputs.library, site.diagnostics


@pytest.fixture(scope="module")
def alone() -> tuple[Library, tuple[Diagnostic, ...]]:
    return result(compiled(FILES))


def test_the_sample_has_entries_links_and_mistakes(alone: tuple[Library, tuple[Diagnostic, ...]]) -> None:
    library, diagnostics = alone
    assert len(library.entries) > parallel.ENOUGH
    assert {"LC201", "LC110"} <= {found.rule.code for found in diagnostics}


@pytest.mark.parametrize("processes", [2, 4])
def test_the_number_of_processes_changes_nothing(processes: int, alone: tuple[Library, tuple[Diagnostic, ...]]) -> None:
    assert result(compiled(FILES, options=Options(processes=processes))) == alone


def test_few_texts_start_no_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "ProcessPoolExecutor", None)
    compiled(texts(20), options=Options(processes=4))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "cache" / "kept.sqlite"


def test_what_was_kept_gives_what_was_made(cache: Path, alone: tuple[Library, tuple[Diagnostic, ...]]) -> None:
    with Cache(cache) as first:
        assert result(compiled(FILES, cache=first)) == alone
    with Cache(cache) as second, pytest.MonkeyPatch.context() as patch:
        patch.setattr(parallel, "to_entry", None)  # nothing is made again
        assert result(compiled(FILES, cache=second)) == alone


def test_only_the_texts_that_changed_are_made_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(cache) as first:
        compiled(FILES, cache=first)
    made = []
    to_entry = parallel.to_entry
    monkeypatch.setattr(parallel, "to_entry", lambda *given: made.append(given[0].path) or to_entry(*given))
    changed = {**FILES, "articles/a5.md": entry("see_also: [a1]"), "articles/new.md": entry()}
    with Cache(cache) as second:
        found = result(compiled(changed, cache=second))
    assert sorted(made) == ["articles/a5.md", "articles/new.md"]
    assert found == result(compiled(changed))


@pytest.mark.parametrize("change", ["language", "model", "vocabulary", "path"])
def test_whatever_a_text_depends_on_makes_it_anew(cache: Path, change: str) -> None:
    """A text that is the same means something else in another site."""
    files = {"articles/a.md": entry("topic: [x]"), "vocabularies/topics.yml": "terms: {x: {label: {en: X}}}"}
    settings, model = Settings(language="en", model="minimal"), None
    with Cache(cache) as first:
        build(settings, model, tree(files), cache=first, options=Options())
    if change == "language":
        settings = Settings(language="nl", model="minimal")
    elif change == "model":
        field = "{kind: text, label: {en: more}, required: true}"
        model = f"id: m\nversion: 1\nextends: minimal\ncollections: {{articles: {{fields: {{more: {field}}}}}}}"
    elif change == "vocabulary":
        files["vocabularies/topics.yml"] = "terms: {y: {label: {en: Y}}}"
    else:
        files["articles/b.md"] = files.pop("articles/a.md")
    with Cache(cache) as second:
        kept = result(build(settings, model, tree(files), cache=second, options=Options()))
    assert kept == result(build(settings, model, tree(files), cache=Cache(None), options=Options()))
