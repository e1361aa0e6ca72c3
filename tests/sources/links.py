"""`python -m tests.sources.links [SITE]`: list what the site links to on the web, and the pages that do."""

import sys
from html.parser import HTMLParser
from pathlib import Path


class Links(HTMLParser):
    """The addresses on the web that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("http://", "https://")):
            self.found.add(address)


def report(site: Path) -> dict[str, list[str]]:
    """Return the pages by the address that they link to, both sorted."""
    found: dict[str, list[str]] = {}
    for file in sorted(site.rglob("*.html")):
        links = Links()
        links.feed(file.read_text("utf-8"))
        for address in links.found:
            found.setdefault(address, []).append(file.relative_to(site).as_posix())
    return dict(sorted(found.items()))


if __name__ == "__main__":
    for address, pages in report(Path(*sys.argv[1:] or ["site"])).items():
        sys.stdout.write(f"{address}\n" + "".join(f"    {page}\n" for page in pages))
