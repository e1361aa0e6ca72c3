"""Nothing that a contributor writes runs, fetches or breaks out: at no place, in no page, export or browser."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
import yaml
from corpora import injections
from corpora.acting import Inspector, Links, acting
from corpora.injections import PAYLOADS, body, flat
from support import codes, compiled, entry, own_cache, project

from lcsite import markup
from lcsite.address import Addresses, Picture, resolve
from lcsite.cli.site import prepare
from lcsite.markup import reading
from lcsite.model.kinds import FIELD_KINDS

ADDRESSES = Addresses(
    entries={},
    pages={"a.md": "a.html"},
    indexes={},
    files={"things/t1/p.png": Picture(path="things/t1/p.png", width=1, height=1)},
    former={},
)


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The pages of a site, by their path."""
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), file.read_text("utf-8")


def published(folder: Path, *, bodies: bool) -> Path:
    """Publish the injections as `lcsite build --keep-going` does, and return the folder of the site."""
    project(folder, injections.files(bodies=bodies), model=injections.model())
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8")) | {"site_dir": str(folder / "site")}
    with own_cache(folder.parent / f"{folder.name}-cache"):
        os.environ["LCSITE_KEEP_GOING"] = "1"
        os.environ["LCSITE_PROCESSES"] = "1"
        prepare(folder, config, {"content": "content"}, serving=False).publish()
    return folder / "site"


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every injection in every field that is no markup: it has no fault, and all of it is published."""
    return published(tmp_path_factory.mktemp("fields") / "project", bodies=False)


@pytest.fixture(scope="module")
def unchecked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with every injection everywhere, made as if no check of a text had found anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading.Reading, "fault", lambda *_, **__: None)
        return published(tmp_path_factory.mktemp("unchecked") / "project", bodies=True)


def test_the_corpus_holds_sixty_injections() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 60
    kinds = {*injections.values("a", 1), "parts"}
    assert kinds == set(FIELD_KINDS), "a new kind of field wants a value with an injection"


def test_an_injection_left_as_it_is_acts() -> None:
    assert sum(bool(acting(payload)) for payload in PAYLOADS) >= 60


def test_no_fragment_of_markdown_acts() -> None:
    for payload in PAYLOADS:
        rendered = markup.render(body(payload), "things/t1.md")
        for html in (rendered.lead, *(section.html for section in rendered.sections)):
            shown = resolve(html, "things/t1.md", "things/t1.html", ADDRESSES)
            assert acting(shown, "things/t1.html") == [], payload
            assert "lc:" not in "".join(Links(shown)), payload


@pytest.mark.parametrize("place", ["{}", "[a]({})", "![a]({})", "[a][b]\n\n[b]: {}", "<{}>"])
@pytest.mark.parametrize("address", ["lc:things/t1.md", "lc:@things/t1", "LC:things/t1", "lc:javascript:alert(1)"])
def test_the_scheme_between_our_stages_is_not_for_authors(place: str, address: str) -> None:
    rendered = markup.render(place.format(address), "things/t1.md")
    assert [link for link in Links(rendered.lead) if link.lower().startswith("lc:")] == []
    assert rendered.mentions == ()
    assert place == "{}" or [fault.rule.code for fault in rendered.faults] == ["LC111"]


def test_no_page_acts_whatever_the_fields_hold(fields: Path) -> None:
    found = dict(pages(fields))
    assert len([path for path in found if path.startswith("things/t")]) == len(PAYLOADS)
    for path, html in found.items():
        assert acting(html, path) == [], path


def test_every_title_stays_literal(fields: Path) -> None:
    for number, payload in enumerate(PAYLOADS, 1):
        inspector = Inspector()
        inspector.feed((fields / "things" / f"t{number}.html").read_text("utf-8"))
        (heading,) = inspector.headings
        if len(flat(payload)) <= 80:
            assert " ".join(heading.split()) == flat(payload).replace("\u00a0", " ").replace("\u3000", " ").strip() or (
                heading.strip() == flat(payload)
            )


def test_every_export_is_whole_whatever_it_holds(fields: Path) -> None:
    seen = set()
    for file in sorted(fields.rglob("*")):
        seen.add(file.suffix)
        if file.suffix in {".xml", ".svg"}:
            fromstring(file.read_bytes())  # noqa: S314 - our own
        elif file.suffix == ".json":
            json.loads(file.read_bytes())
    assert {".xml", ".js", ".html"} <= seen


@pytest.mark.slow
def test_no_page_acts_even_if_no_check_had_found_anything(unchecked: Path) -> None:
    found = dict(pages(unchecked))
    left_out = len(PAYLOADS) - len([path for path in found if path.startswith("things/t")])
    assert left_out == 2, "a field of markup has no headings"
    for path, html in found.items():
        assert acting(html, path) == [], path


REFUSED = ["number", "boolean", "date", "choice", "estimate", "address", "parts", "url", "image"]


@pytest.mark.parametrize("kind", REFUSED)
def test_a_kind_that_is_no_text_takes_no_injection(kind: str) -> None:
    texts = {}
    for number, payload in enumerate(PAYLOADS):
        said = json.dumps(payload, ensure_ascii=False)
        value = {"parts": f"[{{id: {said}, title: a}}]", "estimate": f"{{value: {said}}}"}.get(kind, said)
        texts[f"things/t{number}.md"] = entry(f"{kind}: {value}")
    site = compiled(texts, injections.model())
    assert site.inputs
    assert dict(site.inputs.library.entries) == {}
    assert len(codes(site)) >= len(PAYLOADS)


def test_no_injection_is_a_reference() -> None:
    texts = {
        f"things/t{number}.md": entry(f"links: [{json.dumps(payload, ensure_ascii=False)}]")
        for number, payload in enumerate(PAYLOADS)
    }
    site = compiled(texts, injections.model())
    assert site.inputs
    assert all(not links for links in site.inputs.graph.links.values())
    assert len([code for code in codes(site) if code in {"LC205", "LC301", "LC304"}]) >= len(PAYLOADS)


WATCH = """
for (const name of ["alert", "confirm", "prompt", "print", "open", "msgbox"]) {
  Object.defineProperty(window, name, {value: () => window.caught(name), writable: false});
}
"""
LOOK = """
() => {
  const found = [];
  const web = ["file:", "http:", "https:", "mailto:", "tel:"];
  for (const element of document.querySelectorAll("*")) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) found.push(`${element.localName} ${name}`);
      if (["href", "src", "action", "formaction", "data", "xlink:href", "poster"].includes(name)) {
        const {protocol} = new URL(value, document.baseURI);
        if (!web.includes(protocol)) found.push(`${name}=${value}`);
      }
    }
    const script = element.localName === "script";
    if (script && !element.src.includes("/site/assets/")) found.push("script");
    if (["iframe", "object", "embed", "base", "style"].includes(element.localName)) found.push(element.localName);
  }
  if ("__pwned" in window || frames.length) found.push("window");
  return found;
}
"""


def seen(site: Path, paths: Iterable[str]) -> list[str]:
    """What a browser ran, asked for or left the page for, as it opened the pages from the disk."""
    from playwright.sync_api import Request, sync_playwright

    caught: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context()
        context.expose_function("caught", lambda name: caught.append(f"{page.url}: {name}"))
        context.add_init_script(WATCH)
        page = context.new_page()

        def requested(request: Request) -> None:
            if not request.url.startswith(site.as_uri()):
                caught.append(f"{page.url}: {request.url}")

        context.on("request", requested)
        context.on("page", lambda other: caught.append(f"{page.url}: opened {other.url}"))
        page.on("dialog", lambda dialog: (caught.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on("download", lambda download: caught.append(f"{page.url}: {download.url}"))
        for path in paths:
            address = (site / path).as_uri()
            page.goto(address, wait_until="load")
            caught += [f"{path}: {each}" for each in page.evaluate(LOOK)]
            if page.url != address:
                caught.append(f"{path}: led to {page.url}")
        page.wait_for_timeout(200)
        browser.close()
    return caught


def without_policy(html: str) -> str:
    """A page that allows everything."""
    found = html.replace('<meta http-equiv="Content-Security-Policy"', '<meta name="policy"')
    assert found != html
    return found


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_nothing_runs_or_is_fetched_in_a_browser(unchecked: Path, tmp_path: Path, *, policy: bool) -> None:
    site = tmp_path / "site"
    shutil.copytree(unchecked, site)
    # A redirect leads on at once: where to is looked at above.
    stay = {path: html for path, html in pages(site) if 'http-equiv="refresh"' not in html}
    if not policy:
        for path, html in stay.items():
            (site / path).write_text(without_policy(html), "utf-8")
    # The policy only forbids: without it everything is opened.
    assert seen(site, list(stay)[:: 5 if policy else 1]) == []


@pytest.mark.browser
@pytest.mark.parametrize("planted", ["<img src=x onerror=alert(1)>", "<img src=https://evil.example/a.png>"])
def test_a_browser_tells_what_runs(fields: Path, tmp_path: Path, planted: str) -> None:
    site = tmp_path / "site"
    shutil.copytree(fields, site)
    file = site / "index.html"
    file.write_text(without_policy(file.read_text("utf-8")).replace("</main>", f"{planted}</main>"), "utf-8")
    assert any("alert" in each or "evil.example" in each for each in seen(site, ["index.html"]))
