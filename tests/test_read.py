"""What lies under content/ is read in the order of its paths, and nothing outside it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import lcsite, project

from lcsite.read import Tree, read_tree


def files(folder: Path, found: dict[str, str | bytes]) -> Path:
    """Lay files below `folder`."""
    for path, data in found.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def refused(tree: Tree) -> dict[str, str]:
    """The rule that keeps each path out."""
    return {fault.place.path: fault.rule.code for fault in tree.faults}


def test_texts_and_other_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    tree = read_tree(files(tmp_path, {"b/c.md": "c", "a.md": "a", "b/a.yml": "a", "b.md": "b", "b/c/d.pdf": b"%PDF-"}))
    assert [source.path for source in tree.sources] == ["a.md", "b/a.yml", "b/c.md", "b.md"]
    assert [asset.path for asset in tree.assets] == ["b/c/d.pdf"]
    assert tree.faults == ()


def test_no_folder_is_no_content(tmp_path: Path) -> None:
    assert read_tree(tmp_path / "nowhere").sources == ()


def test_what_is_hidden_is_not_read(tmp_path: Path) -> None:
    tree = read_tree(files(tmp_path, {".git/config.md": "a", ".a.md": "a", "b/.DS_Store": b"\x00"}))
    assert (tree.sources, tree.assets, tree.faults) == ((), (), ())


def test_line_ends_and_a_byte_order_mark_are_no_part_of_a_text(tmp_path: Path) -> None:
    (source,) = read_tree(files(tmp_path, {"a.md": b"\xef\xbb\xbf---\r\na: b\r---\n"})).sources
    assert source.text == "---\na: b\n---\n"


@pytest.mark.parametrize(
    ("data", "line", "encoding"),
    [
        (b"a\n\xe9", 2, "Windows-1252"),
        ("é".encode("utf-16"), 1, "UTF-16"),
        (b"a\n\nb\x00c", 3, "binary"),
        (b"\x7fELF\x01\x00", 1, "binary"),
        (b"a\n\x1b[31m", 2, "characters"),
        (b"a\x0bb", 1, "characters"),
        ("a\u0085b".encode(), 1, "characters"),
        ("a\n\ufffe".encode(), 2, "characters"),
        (b"\xed\xa0\x80", 1, "Windows-1252"),
    ],
)
def test_what_is_no_text_is_reported_on_its_line(tmp_path: Path, data: bytes, line: int, encoding: str) -> None:
    (fault,) = read_tree(files(tmp_path, {"a.md": data})).faults
    assert (fault.rule.code, fault.place.line, fault.parameters) == ("LC125", line, {"encoding": encoding})


def test_a_text_or_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.png"):
        file = files(tmp_path, {name: b""}) / name
        os.truncate(file, 10_000_000_000)  # a hole: it takes no room on the disk, and would not fit in memory
    assert refused(read_tree(tmp_path)) == {"a.md": "LC106", "b/c.png": "LC129"}


def test_a_link_is_followed_to_a_file_in_the_folder_only(tmp_path: Path) -> None:
    content = files(tmp_path / "content", {"a.md": "a", "b/c.md": "c", ".hidden/d.md": "d"})
    files(tmp_path, {"secret.md": "s", "content-too/e.md": "e"})
    links = {
        "inside.md": "a.md",
        "b/up.md": "../a.md",
        "above.md": "../secret.md",
        "absolute.md": str(tmp_path / "secret.md"),
        "beside.md": "../content-too/e.md",
        "folder": "b",
        "everything": "..",
        "system.md": "/etc/hostname",
        "device.md": "/dev/zero",
        "gone.md": "nowhere.md",
        "self.md": "self.md",
        "ping.md": "pong.md",
        "pong.md": "ping.md",
        "picture.png": "/proc/self/environ",
    }
    for name, target in links.items():
        (content / name).symlink_to(target)
    tree = read_tree(content)
    assert [source.path for source in tree.sources] == ["a.md", "b/c.md", "b/up.md", "inside.md"]
    assert refused(tree) == dict.fromkeys(sorted(set(links) - {"inside.md", "b/up.md"}), "LC126")


def test_a_link_through_a_link_that_leaves_the_folder_leads_nowhere(tmp_path: Path) -> None:
    content = files(tmp_path / "content", {"a.md": "a"})
    files(tmp_path, {"secret.md": "s"})
    (content / "out.md").symlink_to("../secret.md")
    (content / "in.md").symlink_to("out.md")
    assert refused(read_tree(content)) == {"in.md": "LC126", "out.md": "LC126"}


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    files(tmp_path / "real", {"a.md": "a"})
    (tmp_path / "real" / "b.md").symlink_to("a.md")
    (tmp_path / "content").symlink_to("real")
    tree = read_tree(tmp_path / "content")
    assert [source.path for source in tree.sources] == ["a.md", "b.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    content = files(tmp_path / "content", {"a.md": "a"})
    for name in ("pipe.md", "pipe.png"):
        os.mkfifo(content / name)
    (content / "link.md").symlink_to("pipe.md")
    code = "from pathlib import Path; from lcsite.read import read_tree; print(len(read_tree(Path('content')).faults))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=20, check=True
    )
    assert run.stdout == "3\n"
    assert refused(read_tree(content)) == {"pipe.md": "LC127", "pipe.png": "LC127", "link.md": "LC126"}


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names itself")
def test_a_name_that_a_terminal_would_act_on_is_refused_and_shown_harmless(tmp_path: Path) -> None:
    for name in (b"a\x1b[31m.md", b"b\nc.md", b"d\xff.md", "e\u202efdp.png".encode(), "g\u2028.md".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"a")
    assert refused(read_tree(tmp_path)) == dict.fromkeys(
        [r"a\x1b[31m.md", r"b\nc.md", r"d\udcff.md", r"e\u202efdp.png", r"g\u2028.md"], "LC127"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows refuses such names itself")
def test_a_report_can_be_printed_whatever_the_name(tmp_path: Path) -> None:
    folder = project(tmp_path, {"articles/a.md": "---\ntitle: A\nsummary: A.\n---\n"})
    Path(os.fsdecode(os.fsencode(folder / "content" / "articles") + b"/\xff.md")).write_bytes(b"a")
    for form in ("text", "json", "github", "gitlab"):
        run = lcsite(folder, "check", "--format", form)
        assert (run.exit_code, "LC127" in run.output) == (1, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such depth")
def test_folders_a_thousand_deep_are_walked(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1_200):
        os.mkdir("a", dir_fd=folder)
        inner = os.open("a", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(os.open("b.md", os.O_CREAT | os.O_WRONLY, dir_fd=folder))
    os.close(folder)
    try:
        tree = read_tree(tmp_path)
    finally:
        subprocess.run(["rm", "-r", tmp_path / "a"], check=True)  # too deep for what tidies up after tests
    assert [source.path for source in tree.sources] == ["a/" * 1_200 + "b.md"]


def test_a_file_that_may_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError

    files(tmp_path, {"a.md": "a", "b.png": b"b"})
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert refused(read_tree(tmp_path)) == {"a.md": "LC128", "b.png": "LC128"}
