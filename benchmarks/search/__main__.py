"""`python -m benchmarks.search`: how well our search answers, beside Material's and Pagefind."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from benchmarks.search.cost import index_cost
from benchmarks.search.engines import Ask, material, ours, pagefind
from benchmarks.search.score import TEN, Question, read_questions
from benchmarks.search.sites import add_pagefind, build_material, build_ours, keys, served

Found = Mapping[str, Sequence[Sequence[str]]]
"""Engine → for each question the keys of the entries found."""


def main() -> int:
    """Run the command line and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Compare our search with others.")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser (default %(default)s)")
    parser.add_argument("--show", action="store_true", help="print the first results of ours too")
    options = parser.parse_args()
    questions = read_questions()
    with TemporaryDirectory(prefix="lcsite-search-") as folder:
        found = _ask(Path(folder), questions, options.chromium)
        cost = index_cost(Path(folder) / "ours")
    _print(questions, found, show=options.show)
    print(cost)
    return 0


def _ask(folder: Path, questions: Sequence[Question], chromium: str) -> Found:
    site = build_ours(folder / "ours")
    other = build_material(folder / "ours", folder / "material")
    has_pagefind = add_pagefind(other)
    names = keys(folder / "ours")
    with served(other) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        engines: dict[str, Ask] = {"ours": ours(browser.new_page(), site)}
        engines["Material"] = material(browser.new_page(), address)
        if has_pagefind:
            engines["Pagefind"] = pagefind(browser.new_page(), address)
        found = {
            engine: [_entries(ask(question.ask), names) for question in questions] for engine, ask in engines.items()
        }
        browser.close()
    return found


def _entries(addresses: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Return the keys of the entries at some addresses; another page keeps its place under its own address."""
    stripped = (address.removesuffix("/").removesuffix(".html") for address in addresses)
    return [names.get(address, address) for address in stripped]


def _print(questions: Sequence[Question], found: Found, *, show: bool) -> None:
    print("|", " | ".join(["", f"nDCG@{TEN}", "success@3"]), "|")
    print("|---|---|---|")
    for engine, answers in found.items():
        pairs = list(zip(questions, answers, strict=True))
        mean = sum(question.ndcg(answer) for question, answer in pairs) / len(pairs)
        print(
            f"| {engine} | {mean:.3f} | {sum(question.succeeds(answer) for question, answer in pairs)}/{len(pairs)} |"
        )
    print("\n| question |", " | ".join(found), "|")
    print("|---|" + "---|" * len(found))
    for place, question in enumerate(questions):
        cells = (
            f"{question.ndcg(answers[place]):.2f}{'' if question.succeeds(answers[place]) else ' miss'}"
            for answers in found.values()
        )
        print(f"| {question.ask} |", " | ".join(cells), "|")
        if show:
            for key in found["ours"][place][:5]:
                print(f"    {question.worth.get(key, 0)} {key}")


if __name__ == "__main__":
    sys.exit(main())
