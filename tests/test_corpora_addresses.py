"""Nothing under content/ takes the address of a page that we make, or of a file of the theme."""

import base64
from pathlib import Path

import pytest
from support import codes, compiled, entry, lcsite, places, project, read

PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==")
HONEST = {
    "index.md": "---\ntitle: Home\n---\nThe home page.\n",
    "articles/a.md": entry(title="A", body="The first.\n"),
    "articles/b.md": entry(title="B", body="[a](a.md)\n"),
    "articles/b/p.pdf": b"%PDF-1.7 honest",
}
TAKEN = "taken"
"""What every hostile text and file says."""


def hostile(front: str = "", title: str = TAKEN) -> str:
    """A text that wants the address of another."""
    return entry(front, f"{TAKEN}\n", title=title)


PAGE = f"---\ntitle: {TAKEN}\n---\n{TAKEN}\n"
HOSTILE: dict[str, dict[str, str | bytes]] = {
    "home page": {"pages/index.md": PAGE},
    "home page in capitals": {"Index.md": PAGE, "INDEX.md": PAGE},
    "index by name": {"articles/index.md": hostile()},
    "index in capitals": {"articles/INDEX.md": hostile()},
    "index by a former address": {"articles/c.md": hostile("formerly: [index]")},
    "index by a former address in capitals": {"articles/c.md": hostile("formerly: [articles/INDEX]")},
    "index by a wish": {"articles/c.md": hostile("see_also: [+index]")},
    "entry by a former address": {"articles/c.md": hostile("formerly: [a]")},
    "entry by another suffix": {"articles/a.yml": f"title: {TAKEN}\nsummary: {TAKEN}.\n"},
    "theme by a former address": {"articles/c.md": hostile("formerly: [assets/as-of]")},
    "theme by a wish": {"articles/c.md": entry(body=f"{TAKEN} [[+assets/as-of]]\n")},
    "theme by attachments": {
        "assets.md": PAGE,
        "assets/p.png": PIXEL,
        "assets/tokens.css": TAKEN,
        "assets/q.pdf": b"%PDF-taken",
    },
    "theme by a folder": {"assets/styles/base.css": TAKEN, "assets/scripts/menu.js": TAKEN, "assets/x.md": hostile()},
    "attachment of an entry by a page": {
        "articles/b.PDF.md": PAGE,
        "articles.md": PAGE,
    },
    "scripts beside an entry": {"articles/b/p.js": TAKEN, "articles/b/p.html": TAKEN, "articles/b/index.html": TAKEN},
    "entry below an entry": {"articles/b/c.md": hostile(), "articles/b/d/e.md": hostile()},
    "a scheme by a page": {"javascript:alert(1).md": PAGE, "data:text,x.md": PAGE, "https:x.md": PAGE},
    "another folder by a page": {
        "..a.md": PAGE,
        "a\\b.md": PAGE,
        "%2e%2e%2fa.md": PAGE,
        "a.html.md": PAGE,
        " .md": PAGE,
    },
    "a page of ours": {"search.md": PAGE},
    "a page of the host": {"404.md": PAGE, "sitemap.md": PAGE},
    "the configuration": {"mkdocs.yml": TAKEN, "model.yml": TAKEN, ".htaccess": TAKEN, "CNAME": TAKEN},
}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the honest content makes."""
    folder = project(tmp_path_factory.mktemp("honest"), HONEST)
    assert lcsite(folder, "build").exit_code == 0
    return read(folder / "site")


def heading(page: bytes) -> str:
    """What a page is about."""
    return page.decode().partition("<h1")[2].partition("</h1>")[0]


@pytest.mark.hosts
def test_all_attempts_at_once_change_no_page_or_file_of_another(tmp_path: Path, honest: dict[str, bytes]) -> None:
    together: dict[str, str | bytes] = {}
    for name, files in HOSTILE.items():
        renamed = {
            path.replace("articles/c.md", f"articles/c-{len(together)}.md"): data for path, data in files.items()
        }
        assert not set(renamed) & (set(together) - {"articles/INDEX.md"}), name
        together |= renamed
    run = lcsite(project(tmp_path, {**together, **HONEST}), "build", "--keep-going")
    assert run.exit_code == 0, run.output
    built = read(tmp_path / "site")
    assert set(honest) <= set(built)
    for path, data in honest.items():
        if path.endswith(".html"):
            assert heading(built[path]) == heading(data), path
        else:
            assert built[path] == data or path.startswith("assets/"), path
            assert TAKEN.encode() not in built[path] or path.endswith(".js"), path
    for path in set(built) - set(honest):
        assert path.endswith((".html", ".js", ".json")) or path.startswith("articles/"), path
        assert path.isascii()
        assert not set(path) & set(" :%\\?#"), path


@pytest.mark.parametrize("name", HOSTILE)
def test_each_attempt_alone_is_refused_or_harmless(name: str) -> None:
    site = compiled({**HOSTILE[name], **HONEST})
    pages = [page.path for page in site.pages()]
    assert len({page.lower() for page in pages}) == len(pages)
    assert not [page for page in pages if page.startswith("assets/")]
    assert {"index.html", "articles/index.html", "articles/a.html", "articles/b.html"} <= set(pages)
    files = [path for _, path in site.assets()]
    assert len({path.lower() for path in files}) == len(files)
    assert not [path for path in files if path.startswith("assets/") or path.endswith((".html", ".js", ".css"))]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("home page", "LC122"),
        ("home page in capitals", "LC122"),
        ("index by name", "LC122"),
        ("index by a former address", "LC213"),
        ("index by a former address in capitals", "LC213"),
        ("entry by a former address", "LC311"),
        ("entry by another suffix", "LC123"),
        ("theme by a former address", "LC502"),
        ("theme by attachments", "LC502"),
        ("a scheme by a page", "LC121"),
        ("another folder by a page", "LC121"),
        ("a page of ours", "LC502"),
        ("the configuration", "LC120"),
    ],
)
def test_an_attempt_is_reported_with_its_rule(name: str, code: str) -> None:
    assert code in codes(compiled({**HOSTILE[name], **HONEST}))


def test_a_page_may_be_called_in_capitals_as_forges_do() -> None:
    assert codes(compiled({**HONEST, "README.md": PAGE})) == []


def test_a_former_address_is_reported_where_it_stands() -> None:
    site = compiled({**HONEST, "articles/c.md": hostile("formerly: [index, con, C, c/d/e, a b, fine]")})
    assert places(site, "LC213") == [f"articles/c.md /formerly/{number}" for number in range(5)]


def test_of_two_files_that_differ_in_capitals_one_is_published() -> None:
    site = compiled({**HONEST, "articles/b/P.pdf": b"%PDF-2.0"})
    assert codes(site) == ["LC502"]
    assert [path for _, path in site.assets()] == ["articles/b/p.pdf"]
