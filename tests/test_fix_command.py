"""`lcsite fix` writes new names for old, and leaves every other byte of a file alone."""

from pathlib import Path

import pytest
from support import MODELS, entry, lcsite, model, project, read, write

MODEL = model(
    {
        "sizes": {
            "label": {"en": "size"},
            "terms": {"small": {"label": {"en": "small"}, "was": ["little"]}, "large": {"label": {"en": "large"}}},
        }
    },
    notes={
        "was": ["papers"],
        "fields": {
            "size": {"kind": "choice", "vocabulary": "sizes", "was": ["sort"]},
            "sizes": {"kind": "choice", "vocabulary": "sizes", "many": True},
            "text": {"kind": "markdown"},
            "boxes": {"kind": "parts", "fields": {"title": {"was": ["name"]}, "text": {"kind": "markdown"}}},
        },
        "relations": {"see": {"to": "notes", "was": ["also"], "fields": {"why": {"was": ["because"]}}}},
    },
    cards={"relations": {"any": ["notes", "cards"]}},
)
B = {"notes/new.md": entry("formerly: [old, cards/moved]", "## Top\n", title="New")}


def fixed(folder: Path, files: dict[str, str | bytes]) -> dict[str, bytes]:
    """Fix a project, and return its content; a second time there is nothing left to do."""
    project(folder, {**B, **files}, model=MODEL)
    result = lcsite(folder, "fix")
    assert result.exit_code == 0
    found = read(folder / "content")
    assert lcsite(folder, "fix", "--dry-run").output == "There is nothing to renew.\n"
    return found


def fixed_text(folder: Path, text: str, path: str = "notes/a.md") -> str:
    return fixed(folder, {path: text})[path].decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sort: small", "size: small"),
        ("sort:   'little'  # comment", "size:   'small'  # comment"),
        ('size: "little"', 'size: "small"'),
        ("sizes: [ little ,large]", "sizes: [ small ,large]"),
        ("sizes:\n- large\n-   little # x", "sizes:\n- large\n-   small # x"),
        ("also: [new]", "see: [new]"),
        ("'also': [new]", "'see': [new]"),
        ("{also: [new]}", None),
        ("see: [{to: new, because: little}]", "see: [{to: new, why: little}]"),
        ("see: [old]", "see: [new]"),
        ("see: [notes/old]", "see: [notes/new]"),
        ("see: [old#top]", "see: [new#top]"),
        ("see: ['old']", "see: ['new']"),
        ("see:\n  - to: old\n    why: old", "see:\n  - to: new\n    why: old"),
        ("see: [papers/new, {to: papers/new#top}]", "see: [notes/new, {to: notes/new#top}]"),
        ("see: [papers/old]", "see: [notes/new]"),
        ("boxes: [{id: name, name: name}]", "boxes: [{id: name, title: name}]"),
        (
            "boxes: [{id: x, name: X, text: 'See [it](old.md).'}]",
            "boxes: [{id: x, title: X, text: 'See [it](new.md).'}]",
        ),
        (
            "text: |\n  See [it](old.md),\n  and [[notes/old]].\n",
            "text: |\n  See [it](new.md),\n  and [[notes/new]].\n",
        ),
        ("text: little\nsort: little", "text: little\nsize: small"),
        ("", ""),
    ],
)
def test_a_name_in_the_front_matter_is_renewed_and_nothing_else(tmp_path: Path, old: str, new: str | None) -> None:
    if new is None:  # the whole front matter in braces
        old, new = f"{{title: A, summary: S, {old[1:]}", "{title: A, summary: S, see: [new]}"
        assert fixed_text(tmp_path / "p", f"---\n{old}\n---\n") == f"---\n{new}\n---\n"
        return
    text = "---\n# The title comes first.\ntitle:  A\nsummary: 'S'\n{}\n---\n\nBody   with spaces. \n"
    assert fixed_text(tmp_path / "p", text.format(old)) == text.format(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[it](old.md)", "[it](new.md)"),
        ("[it](./old.md#top)", "[it](./new.md#top)"),
        ("[it](../notes/old.md)", "[it](../notes/new.md)"),
        ('[it](../notes/old.md "old")', '[it](../notes/new.md "old")'),
        ("[it](<../notes/old.md>)", "[it](<../notes/new.md>)"),
        ("[it](../cards/moved.md)", "[it](../notes/new.md)"),
        ("[[notes/old]] and [[notes/old#top|the old one]]", "[[notes/new]] and [[notes/new#top|the old one]]"),
        ("[a](old.md), [b](old.md), [c](older.md)", "[a](new.md), [b](new.md), [c](older.md)"),
        ("[[notes/older]] [[notes/old]]", "[[notes/older]] [[notes/new]]"),
        ("`[[notes/old]]` [[notes/old]]", "`[[notes/old]]` [[notes/new]]"),
        ("old.md is [here](old.md)", "old.md is [here](new.md)"),
        ("A line\nand [it](old.md)\nand a line", "A line\nand [it](new.md)\nand a line"),
        ("[it][r]\n\n[r]: old.md", "[it][r]\n\n[r]: new.md"),
        ("[it](../papers/new.md), [[papers/new#top]]", "[it](../notes/new.md), [[notes/new#top]]"),
        ("[it](../papers/old.md)", "[it](../notes/new.md)"),
        ("[all](../papers)", "[all](../notes)"),
        ("```\n[it](old.md)\n```\n\n[it](old.md)", "```\n[it](old.md)\n```\n\n[it](new.md)"),
    ],
)
def test_a_link_in_a_text_is_renewed_in_the_form_in_which_it_was_written(tmp_path: Path, old: str, new: str) -> None:
    text = "---\ntitle: A\nsummary: S\nsee: [+older]\n---\n# old\n\n{}\n\nold.md\n".replace("# old\n\n", "")
    assert fixed_text(tmp_path / "p", text.format(old)) == text.format(new)


def test_a_link_on_a_page_is_renewed_too(tmp_path: Path) -> None:
    files = {
        "index.md": "---\ntitle: Home\n---\n[it](notes/old.md)\n",
        "pages/p.md": "---\ntitle: P\n---\n[[notes/old]]\n",
    }
    found = fixed(tmp_path / "p", files)
    assert found["index.md"] == b"---\ntitle: Home\n---\n[it](notes/new.md)\n"
    assert found["pages/p.md"] == b"---\ntitle: P\n---\n[[notes/new]]\n"


def test_an_entry_without_a_body_is_renewed_too(tmp_path: Path) -> None:
    assert fixed_text(tmp_path / "p", "title: A\nsummary: S\nsort: little\n", "notes/a.yml") == (
        "title: A\nsummary: S\nsize: small\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path, end: str, mark: str) -> None:
    text = f"{mark}---\ntitle: A\nsummary: S\nsort: little\n---\n[é](old.md) [ë](old.md)\n\nlast".replace("\n", end)
    new = text.replace("sort: little", "size: small").replace("old.md", "new.md")
    assert fixed(tmp_path / "p", {"notes/a.md": text})["notes/a.md"] == new.encode()


def test_line_ends_of_several_kinds_stay_as_they_are(tmp_path: Path) -> None:
    text = "---\r\ntitle: A\nsummary: S\r\nsort: little\n---\n[é](old.md)\r\n\n"
    new = text.replace("sort: little", "size: small").replace("old.md", "new.md")
    assert fixed(tmp_path / "p", {"notes/a.md": text})["notes/a.md"] == new.encode()


def test_what_needs_no_new_name_is_not_touched(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {**B, "notes/a.md": entry("size: small")}, model=MODEL)
    before = {file: file.stat().st_mtime_ns for file in folder.rglob("*.md")}
    assert lcsite(folder, "fix").output == "There is nothing to renew.\n"
    assert {file: file.stat().st_mtime_ns for file in folder.rglob("*.md")} == before


def test_a_folder_with_an_old_name_moves_with_all_that_lies_in_it(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "papers/a.md": entry("images: [{file: x.svg, alt: X, licence: CC0}]", "[b](b.md) ![x](a/x.svg)\n", title="A"),
        "papers/a/x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "papers/b.md": entry("see: [a]", title="B"),
        "cards/c.md": entry("any: [papers/a]", "[a](../papers/a.md)\n", title="C"),
    }
    found = fixed(tmp_path / "p", files)
    assert set(found) == {"notes/new.md", "notes/a.md", "notes/a/x.svg", "notes/b.md", "cards/c.md"}
    assert found["notes/a.md"].decode() == files["papers/a.md"]
    assert b"any: [notes/a]" in found["cards/c.md"]
    assert b"[a](../notes/a.md)" in found["cards/c.md"]


def test_a_move_does_not_overwrite_what_stands_there(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"papers/a.md": entry(title="Old"), "notes/a.md": entry(title="New")}, model=MODEL)
    lcsite(folder, "fix")
    assert b"title: New" in (folder / "content/notes/a.md").read_bytes()
    assert b"title: Old" in (folder / "content/papers/a.md").read_bytes()


def test_a_dry_run_says_what_would_change_and_changes_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {**B, "notes/a.md": entry("sort: little", "[n](old.md)\n")}, model=MODEL)
    before = read(folder / "content")
    result = lcsite(folder, "fix", "--dry-run")
    assert read(folder / "content") == before
    assert result.output.splitlines() == [
        "content/notes/a.md: sort becomes size",
        "content/notes/a.md: little becomes small",
        "content/notes/a.md: old.md becomes new.md",
        "3 old names renewed.",
    ]


def test_what_is_said_to_be_renewed_has_been(tmp_path: Path) -> None:
    text = entry('see:\n  - "o\\x6cd"\n')
    folder = project(tmp_path / "p", {**B, "notes/a.md": text}, model=MODEL)
    assert lcsite(folder, "fix").output == "There is nothing to renew.\n"
    assert (folder / "content/notes/a.md").read_text("utf-8") == text


def test_a_project_with_faults_is_renewed_all_the_same(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"notes/a.md": entry("sort: little\nnonsense: 1\nsee: [old]")}
    assert b"size: small\nnonsense: 1\nsee: [new]" in fixed(tmp_path / "p", files)["notes/a.md"]


def test_after_it_the_warnings_are_gone(bakery_copy: Path) -> None:
    assert lcsite(bakery_copy, "check").output.count("LC230") == 2
    lcsite(bakery_copy, "fix")
    assert lcsite(bakery_copy, "check").output.strip().endswith("nothing found.")


@pytest.fixture
def bakery_copy(tmp_path: Path) -> Path:
    for path, data in read(MODELS / "bakery").items():
        write(tmp_path / "bakery" / path, data)
    return tmp_path / "bakery"
