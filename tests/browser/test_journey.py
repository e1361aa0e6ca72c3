"""From the disk, a reader comes to every page by its links, and nothing is asked of anybody else."""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from looking import Open, Toolkit

LINKS = "Array.from(document.querySelectorAll('a[href]'), link => link.getAttribute('href'))"


def entries(toolkit: Toolkit) -> set[str]:
    return {page.path for page in toolkit.site.pages() if page.template == "entry.html"}


def targets(source: str, links: list[str]) -> Iterator[str]:
    """Yield the pages of the site that links lead to."""
    for link in links:
        parts = urlsplit(link)
        if not parts.scheme and parts.path:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(source), parts.path))


def test_every_entry_is_reached_from_the_home_page(toolkit: Toolkit, look: Open) -> None:
    reader = look(toolkit.output)
    reader.open("index.html")
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop(0)
        reader.open(path)
        assert reader.at() == path
        for target in targets(path, reader.page.evaluate(LINKS)):
            if target.endswith(".html") and target not in seen:
                seen.add(target)
                waiting.append(target)
    assert entries(toolkit) - seen == set()
    assert len(seen) > 100


def test_clicks_lead_from_page_to_page(toolkit: Toolkit, look: Open) -> None:
    """The mouse, on what can be seen: the header, a card, a link in the text, and back."""
    reader = look(toolkit.output)
    page = reader.open("index.html")
    page.locator("header nav a:visible").first.click()
    page.wait_for_load_state()
    index = reader.at()
    assert index.endswith("/index.html")
    page.locator("main .card a:visible").first.click()
    page.wait_for_load_state()
    assert reader.at() not in {"index.html", index}
    page.go_back()
    assert reader.at() == index
    page.locator("header a").first.click()
    page.wait_for_load_state()
    assert reader.at() == "index.html"


def test_an_old_address_leads_on(toolkit: Toolkit, look: Open) -> None:
    old = [page.path for page in toolkit.site.pages() if page.template == "redirect.html"]
    if not old:
        pytest.skip("no entry has moved yet")
    reader = look(toolkit.output)
    reader.page.goto((toolkit.output / old[0]).as_uri())
    reader.page.wait_for_url(re.compile(f"^(?!.*{re.escape(old[0])})"))
    assert reader.at() in entries(toolkit)


def test_an_anchor_is_where_the_reader_lands(toolkit: Toolkit, look: Open) -> None:
    reader = look(toolkit.output)
    for path in sorted(entries(toolkit)):
        found = re.search(r'<h2 id="([^"_][^"]*)"', toolkit.text(path))
        if found:
            reader.page.goto((toolkit.output / path).as_uri() + f"#{found[1]}")
            top = reader.page.evaluate("document.querySelector(':target').getBoundingClientRect().top")
            assert 0 <= top < 900
            return
    raise AssertionError("no page has a heading")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_route_is_walked_from_its_first_step_to_its_last_and_back(
    toolkit: Toolkit,
    look: Open,
    scripts: bool,  # noqa: FBT001
) -> None:
    reader = look(toolkit.output, java_script_enabled=scripts)
    walked = next(path for path in sorted(entries(toolkit)) if 'class="stops"' in toolkit.text(path))
    page = reader.open(walked)
    title = page.locator("h1").inner_text()
    here = page.get_by_role("navigation", name=title)
    before, after = here.locator("li.back a"), here.locator("li.next a")
    count = page.locator(".stops > li").count()
    page.locator(".stops a").first.click()
    seen = []
    for number in range(1, count + 1):
        page.wait_for_load_state()
        seen.append(reader.at())
        assert f"Stap {number} van {count}" in here.inner_text()
        assert here.locator(".steps .on").count() == number
        assert (before.count(), after.count()) == (number > 1, number < count)
        if number < count:
            after.click()
    before.click()
    page.wait_for_load_state()
    assert reader.at() == seen[-2]
    here.get_by_role("link", name=title).click()
    page.wait_for_load_state()
    assert reader.at() == walked
