"""How fresh a toolkit is follows from its own dates."""

import pytest
from support import compiled, entry

from lcsite.build import Options
from lcsite.facts import FACTS, Fact, as_of, derive, evidence, synonyms
from lcsite.facts.linked import Linked
from lcsite.model.values import PartialDate

NEW = PartialDate(year=2026, month=5, day=2)


def date_of(*fronts: str, drafts: bool = False) -> PartialDate | None:
    files = {f"articles/a{number}.md": entry(front) for number, front in enumerate(fronts)}
    site = compiled(files, options=Options(drafts=drafts))
    assert site.inputs is not None
    return site.inputs.facts[as_of]


def test_it_is_the_newest_date_on_which_an_entry_was_added_or_reviewed() -> None:
    assert date_of("added: 2026-05-01", "added: 2026-01-01\nreviewed: 2026-05-02", "") == NEW


def test_a_date_without_a_day_says_nothing_about_it() -> None:
    assert date_of("added: 2026-05-02", "added: 2027", "added: 2026-12") == NEW


def test_drafts_and_archived_entries_do_not_make_it_newer() -> None:
    fronts = ("added: 2026-05-02", "added: 2027-01-01\nstatus: draft", "added: 2027-01-01\nstatus: archived")
    assert date_of(*fronts) == NEW
    assert date_of(*fronts, drafts=True) == PartialDate(year=2027, month=1, day=1)


def test_a_toolkit_without_dates_has_none() -> None:
    assert date_of("", "added: 2026") is None


def test_a_fact_sees_only_the_facts_that_it_needs() -> None:
    site = compiled({})
    assert site.inputs is not None
    inputs = site.inputs
    linked = Linked(model=inputs.model, vocabularies=inputs.vocabularies, library=inputs.library, graph=inputs.graph)

    def fresh(_linked: Linked, facts: object) -> object:
        return facts[as_of]  # type: ignore[index]

    assert derive(linked, (*FACTS, Fact(fresh, needs=(as_of,))))[fresh] is None
    with pytest.raises(KeyError):
        derive(linked, (*FACTS, Fact(fresh, needs=(evidence, synonyms))))


def test_each_fact_stands_after_those_that_it_needs() -> None:
    for number, fact in enumerate(FACTS):
        assert set(fact.needs) <= {each.derive for each in FACTS[:number]}
