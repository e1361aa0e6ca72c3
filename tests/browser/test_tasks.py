"""Three facilitators in a hurry: from the home page, by the words on the screen, in at most four clicks.

The toolkit grows, so a way is told by words and not by addresses: a reader takes
the first link in sight that names the trouble, and a general way only if none does.
"""

import re
from dataclasses import dataclass

import pytest
from looking import Open, Toolkit
from playwright.sync_api import Locator, Page, expect

MOST = 4
ANY = "[href$='.html']:not([href$='index.html']):visible"


@dataclass
class Walk:
    """A reader at the home page, who counts the clicks."""

    page: Page
    clicks: int = 0

    def named(self, words: str) -> Locator:
        """Return the links in sight whose words name something."""
        name = re.compile(words, re.IGNORECASE)
        return self.page.locator("a:visible").filter(has_text=name)

    def take(self, link: Locator) -> None:
        """Click on a link that is in sight."""
        expect(link.first).to_be_visible()
        link.first.click()
        self.page.wait_for_load_state()
        self.clicks += 1

    def seek(self, words: str, *ways: str) -> None:
        """Follow the first link that names the trouble; without one, take the next general way."""
        for way in ways:
            if self.named(words).count():
                break
            self.take(self.named(f"^{way}$"))
        self.take(self.named(words))

    def reach(self, folder: str) -> None:
        """Follow the first link in the text to an entry of a kind."""
        self.take(self.page.locator(f"main a[href*='{folder}/']{ANY}"))

    def kind(self) -> str:
        """Return what kind of page this is, as its tab says."""
        return self.page.locator(".tab .word").inner_text().lower()

    def leads_on(self) -> bool:
        """Tell whether the page is no dead end: it leads to other entries, and back."""
        onward = self.page.locator(f"main a{ANY}").count()
        return onward > 2 and self.page.locator("nav.crumbs a:visible").count() > 1


@pytest.fixture(params=[1280, 360])
def walk(request: pytest.FixtureRequest, look: Open, toolkit: Toolkit) -> Walk:
    """A reader on a laptop, and one on a phone."""
    reader = look(toolkit.output, viewport={"width": request.param, "height": 900})
    return Walk(reader.open("index.html"))


def test_tomorrow_is_the_first_meeting(walk: Walk) -> None:
    walk.seek("bijeenkomst")
    assert walk.kind() == "route"
    walk.reach("instrumenten")
    assert walk.kind() == "instrument"
    expect(walk.page.get_by_role("heading", name="Zo gebruik je het")).to_be_visible()
    expect(walk.page.get_by_role("navigation", name=re.compile("bijeenkomst"))).to_contain_text("Volgende")
    assert walk.clicks <= MOST
    assert walk.leads_on()


def test_trust_is_gone(walk: Walk) -> None:
    walk.seek("vertrouw", "Instrumenten")
    expect(walk.page.locator("main")).to_contain_text(re.compile("vertrouw"))
    assert walk.leads_on()
    walk.reach("patronen")
    assert walk.kind() == "patroon"
    expect(walk.page.get_by_role("heading", name="In het kort")).to_be_visible()
    assert walk.clicks <= MOST
    assert walk.leads_on()


def test_the_subsidy_ends(walk: Walk) -> None:
    walk.seek("subsidie", "Verduurzamen")
    expect(walk.page.locator("main")).to_contain_text(re.compile("subsidie"))
    assert walk.leads_on()
    walk.reach("aanbevelingen")
    assert walk.kind() == "aanbeveling"
    assert walk.clicks <= MOST
    assert walk.leads_on()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("morgen is de eerste bijeenkomst", "bijeenkomst"),
        ("het vertrouwen is weg", "vertrouwen"),
        ("de subsidie stopt", "subsidie"),
    ],
)
def test_the_same_in_ones_own_words_in_the_search_box(walk: Walk, question: str, answer: str) -> None:
    walk.page.fill("#_find", question)
    walk.page.keyboard.press("Enter")
    first = walk.page.locator(".finding .card, [role=option]").first
    expect(first).to_contain_text(re.compile(answer, re.IGNORECASE))
    walk.take(first if first.get_attribute("role") else first.locator("a"))
    assert walk.leads_on()
