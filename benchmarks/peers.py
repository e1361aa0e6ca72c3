"""The same words as sites of other generators: one page of Markdown for each entry."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.generate import CONTENT
from benchmarks.outline import load_model
from benchmarks.visible import blocks, markdown, words

HOME = "# Synthetische toolkit\n\nTekst zonder betekenis, om te meten.\n"

HUGO = 'title = "Synthetische toolkit"\nlanguageCode = "nl"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
HUGO_PAGE = (
    '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8"><title>{{ .Site.Title }}</title></head>\n'
    "<body><main><article>{{ .Content }}</article></main></body></html>\n"
)
HUGO_LIST = (
    '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8"><title>{{ .Site.Title }}</title></head>\n'
    '<body><main>{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">'
    "{{ .File.BaseFileName }}</a></li>{{ end }}</ul></main></body></html>\n"
)


def entry_pages(project: Path) -> Iterator[tuple[str, str]]:
    """Yield slug and id of every entry of a project: where its page stands."""
    for collection, spec in load_model()["collections"].items():
        for path in sorted((project / CONTENT / collection).glob("*.md")):
            yield spec["slug"]["nl"], path.stem


def write_pages(project: Path, pages: Path) -> int:
    """Write the visible text of each entry in the built site of a project as a page; return the number of words."""
    counted = 0
    for slug, name in entry_pages(project):
        found = blocks((project / "site" / slug / f"{name}.html").read_text(encoding="utf-8"), "main")
        counted += words(found)
        _write(pages / slug / f"{name}.md", markdown(found))
    # Not index.md: to Hugo that would make all other pages its attachments.
    _write(pages / "README.md", HOME)
    return counted


def count_words(project: Path, site: Path) -> int:
    """Count the visible words of the same entries in another generator's site."""
    pages = (site / slug / name / "index.html" for slug, name in entry_pages(project))
    return sum(words(blocks(page.read_text(encoding="utf-8"), "article")) for page in pages)


def write_mkdocs(folder: Path, pages: Path, *features: str) -> None:
    """Write the configuration of a stock MkDocs site with Material."""
    theme: dict[str, object] = {"name": "material", "language": "nl"}
    if features:
        theme["features"] = list(features)
    configuration = {
        "site_name": "Synthetische toolkit",
        "docs_dir": str(pages),
        "theme": theme,
        "plugins": ["search"],
    }
    _write(folder / "mkdocs.yml", yaml.safe_dump(configuration, sort_keys=False))


def write_hugo(folder: Path, pages: Path) -> None:
    """Write a Hugo site with one layout for pages and one for lists."""
    _write(folder / "hugo.toml", f"{HUGO}contentDir = '{pages}'\n")
    _write(folder / "layouts" / "_default" / "single.html", HUGO_PAGE)
    _write(folder / "layouts" / "_default" / "list.html", HUGO_LIST)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
