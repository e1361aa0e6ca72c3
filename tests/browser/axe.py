"""What axe finds wrong on a page, and what it cannot tell."""

from collections.abc import Iterable
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from looking import HEIGHT, WHOLE, dress
from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
JUDGED = Path(__file__).parent / "incomplete.yml"
TAGS = [
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    *("section508", "EN-301-549", "best-practice"),
]
LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "light", "forced_colors": "active"},
}
ALL = tuple(product(LOOKS, (1280, 320)))
EVERY = tuple(product(LOOKS, (1280, 360, 320)))
"""Every look, from a desk to a small phone: for what opens and folds."""

# Without `preload`, with which axe asks for the styles once more, as no file may.
RUN = """async tags =>
  (await axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false})).violations
  .flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`))"""
# What axe leaves to a person, but for what a person has judged: a rule, and where.
UNSURE = """async ([tags, judged]) =>
  (await axe.run(document, {runOnly: tags, resultTypes: ['incomplete'], preload: false})).incomplete
  .flatMap(rule => rule.nodes.map(node => {
    const here = document.querySelector(node.target[0]);
    const by = judged.findIndex(each => each.rule === rule.id && here.matches(each.selector));
    const why = [...node.any, ...node.all, ...node.none].map(each => each.message).join(' ');
    return {by, text: `${rule.id}: ${node.target[0]} ${node.html.slice(0, 120)} ${why}`};
  }))"""


@cache
def axe() -> str:
    """Return the script."""
    assert AXE.is_file(), "no axe here: `make test` installs it"
    return AXE.read_text("utf-8")


def judged() -> list[dict[str, str]]:
    """Return what a person has looked at where axe cannot tell: rule, selector and reason."""
    found: list[dict[str, str]] = yaml.safe_load(JUDGED.read_text("utf-8"))
    return found


def findings(page: Page) -> list[str]:
    """Return what axe finds wrong on a page as it is."""
    page.evaluate(axe())
    found: list[str] = page.evaluate(RUN, TAGS)
    return found


def unsure(page: Page) -> list[dict[str, Any]]:
    """Return what axe cannot tell, each with the number of its judgement, -1 without one."""
    dress(page, WHOLE)
    page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(UNSURE, [TAGS, judged()])
    return found


def violations(page: Page, looks: Iterable[tuple[str, int]]) -> list[str]:
    """Return what axe finds on a page in these looks, at these widths."""
    page.evaluate(axe())
    found = []
    for name, width in looks:
        page.emulate_media(**LOOKS[name])
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{name} {width} {each}" for each in page.evaluate(RUN, TAGS)]
    return found
