"""The synthetic toolkits of the benchmarks are like real ones and the same each time; what is measured is all of it."""

import itertools
import os
import re
import sys
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
import yaml

from benchmarks.generate import generate
from benchmarks.jobs import Result, lcsite_jobs
from benchmarks.measure import CommandFailed, Usage, peak_memory, run
from benchmarks.outline import load_model
from benchmarks.report import report
from benchmarks.sizes import STOCK, Size
from benchmarks.targets import targets
from benchmarks.visible import Block, blocks, markdown, words

TOTAL = 120
MODEL = load_model()
COLLECTIONS = MODEL["collections"]


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark")
    generate(folder, TOTAL)
    return folder / "content"


@pytest.fixture(scope="module")
def entries(content: Path) -> dict[str, tuple[dict[str, Any], str]]:
    return {f"{path.parent.name}/{path.stem}": read(path) for path in content.glob("*/*.md")}


def read(path: Path) -> tuple[dict[str, Any], str]:
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    data: dict[str, Any] = yaml.safe_load(front_matter)
    return data, body


def relations(key: str) -> dict[str, Any]:
    spec: dict[str, Any] = COLLECTIONS[key.partition("/")[0]]
    return {**spec.get("relations", {}), "sources": {"to": "sources"}}


def referred(key: str, data: dict[str, Any]) -> set[str]:
    found = set()
    for name, relation in relations(key).items():
        for value in data.get(name, []):
            reference = value["to"] if isinstance(value, dict) else value
            to = relation["to"]
            found.add(reference if isinstance(to, list) else f"{to.partition('#')[0]}/{reference.partition('#')[0]}")
    return found


def mentioned(body: str) -> set[str]:
    return set(re.findall(r"\]\(\.\./([^)]*)\.md\)", body))


def test_the_same_seed_gives_the_same_bytes(content: Path, tmp_path: Path) -> None:
    generate(tmp_path, TOTAL)
    assert files(tmp_path / "content") == files(content)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_there_are_as_many_entries_as_asked_for_in_all_collections(entries: dict[str, Any]) -> None:
    assert len(entries) == TOTAL
    assert {key.partition("/")[0] for key in entries} == set(COLLECTIONS)


def test_titles_are_unique(entries: dict[str, Any]) -> None:
    assert len({data["title"] for data, _ in entries.values()}) == TOTAL


def test_every_link_has_a_target_and_every_entry_is_linked_to(entries: dict[str, Any]) -> None:
    linked = {target for key, (data, body) in entries.items() for target in referred(key, data) | mentioned(body)}
    assert linked == set(entries)


def test_an_entry_has_about_eight_links_and_450_words(entries: dict[str, Any]) -> None:
    links = [len(referred(key, data)) + len(mentioned(body)) for key, (data, body) in entries.items()]
    words = [len(re.sub(r"\]\([^)]*\)", "", body).split()) for _, body in entries.values()]
    assert 7 <= sum(links) / TOTAL <= 9
    assert 420 <= sum(words) / TOTAL <= 480


def test_required_fields_and_sections_are_there(entries: dict[str, Any]) -> None:
    for key, (data, body) in entries.items():
        spec = COLLECTIONS[key.partition("/")[0]]
        required = {name for name, field in spec.get("fields", {}).items() if field.get("required")}
        assert required <= set(data), key
        headings = [section["heading"]["nl"] for section in spec.get("sections", {}).values()]
        assert not headings or re.findall(r"^## (.*)$", body, re.MULTILINE) == headings, key


def test_texts_are_no_longer_than_the_model_allows(entries: dict[str, Any]) -> None:
    for key, (data, _) in entries.items():
        spec = COLLECTIONS[key.partition("/")[0]]
        limits = {name: field["max"] for name, field in spec.get("fields", {}).items() if field["kind"] == "text"}
        for name, limit in ({"title": 80, "summary": 240} | limits | spec["card"]).items():
            values = data.get(name, [])
            assert all(len(text) <= limit for text in ([values] if isinstance(values, str) else values)), (key, name)


def test_a_pattern_is_never_part_of_one_on_a_smaller_scale(entries: dict[str, Any]) -> None:
    scales = list(MODEL["vocabularies"]["scales"]["terms"])
    for data, _ in entries.values():
        for target in data.get("completes", []):
            assert scales.index(entries[f"patterns/{target}"][0]["scale"]) <= scales.index(data["scale"])


@pytest.mark.parametrize(("collection", "relation"), [("patterns", "completes"), ("communities", "part_of")])
def test_parts_and_wholes_make_no_circle(entries: dict[str, Any], collection: str, relation: str) -> None:
    left = {key: referred(key, {relation: data.get(relation, [])}) for key, (data, _) in entries.items()}
    left = {key: wholes for key, wholes in left.items() if key.startswith(collection)}
    while left:
        free = {key for key, wholes in left.items() if not wholes & set(left)}
        assert free
        left = {key: wholes for key, wholes in left.items() if key not in free}


PAGE = """<body><nav>menu</nav><main><h1>Klein &amp; <em>fijn</em></h1><style>p {}</style><p hidden>weg</p>
<dl><dt>Doel</dt><dd>1. meten *zonder* #ruis<br>- twee &lt;b&gt;</dd></dl><ul><li>een <a href="x.html">link</a></li>
<li>nog een</li></ul></main><footer>colofon</footer></body>"""


def test_only_what_a_reader_sees_of_an_element_is_taken() -> None:
    assert blocks(PAGE, "main") == [
        Block("h1", "Klein & fijn"),
        Block("p", "Doel"),
        Block("p", "1. meten *zonder* #ruis"),
        Block("p", "- twee <b>"),
        Block("li", "een link"),
        Block("li", "nog een"),
    ]


def test_another_generator_shows_the_same_words() -> None:
    found = blocks(PAGE, "main")
    shown = blocks(python_markdown.markdown(markdown(found)), "article")
    assert shown == found
    assert words(shown) == 13


def python(code: str, folder: Path) -> tuple[tuple[str, ...], Path, dict[str, str], Path]:
    return (sys.executable, "-c", code), folder, {}, folder / "log"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_processor_time_of_descendants_counts(tmp_path: Path) -> None:
    child = "import time\nwhile time.process_time() < 0.3: pass"
    usage = run(*python(f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", tmp_path))
    assert usage.cpu >= 0.3


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="reads /proc")
def test_memory_of_descendants_counts(tmp_path: Path) -> None:
    child = "import time; held = b'x' * 30_000_000; time.sleep(0.5)"
    start = f"subprocess.Popen([sys.executable, '-c', {child!r}])"
    code = f"import subprocess, sys\nfor each in [{start}, {start}]: each.wait()"
    assert peak_memory(*python(code, tmp_path)) >= 60_000_000


def test_a_failing_command_is_reported_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match=r"ended with status 3\nwaarom"):
        run(*python("print('waarom'); raise SystemExit(3)", tmp_path))


def size(entries: int, *, wall: float, stage: float) -> Size:
    check = Result(name="lcsite check", peak=200_000_000)
    check.runs = [Usage(wall=wall * 2, cpu=wall), Usage(wall=wall, cpu=wall)]
    check.stages = [{"parse": Usage(wall=stage, cpu=stage)}]
    stock = Result(name=STOCK, runs=[Usage(wall=10, cpu=10)], peak=100_000_000)
    return Size(entries=entries, words=1000, peer_words=1010, results=[check, stock])


def test_a_report_has_milliseconds_an_entry_ratios_and_growth() -> None:
    text = "\n".join(report([size(1000, wall=1, stage=0.5), size(10_000, wall=12, stage=6)]))
    assert "1,010" in text
    assert re.search(r"lcsite check +\| +1\.00 \| +1\.00 \| +200 \| +0\.100 \|", text)
    assert re.search(r"all stages \| +0\.500 \| +0\.600 \| +1\.20 \|", text)


def test_a_small_edit_changes_one_entry_and_each_time_anew(tmp_path: Path) -> None:
    generate(tmp_path, TOTAL)
    seen = [files(tmp_path / "content")]
    edits = [job.edit for job in lcsite_jobs(tmp_path) if job.edit]
    for edit in (*edits, *edits):
        edit()
        seen.append(files(tmp_path / "content"))
    for before, after in itertools.pairwise(seen):
        assert len([path for path in before if before[path] != after[path]]) == 1


def test_targets_compare_the_lowest_runs() -> None:
    sizes = [size(1000, wall=1, stage=0.5), size(3000, wall=1.3, stage=1), size(10_000, wall=12, stage=5)]
    ratio, memory, growth = targets(sizes)
    assert [target.met for target in (ratio, memory, growth)] == [False, True, True]
    assert [target.measured for target in (ratio, memory, growth)] == pytest.approx([0.13, 200, 1.0])
