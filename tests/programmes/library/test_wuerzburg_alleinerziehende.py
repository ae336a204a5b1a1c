"""E01 Würzburg: single parents, and people who work or receive Arbeitslosengeld besides."""

import pytest

from rundblick.programmes.rules import access_steps, missing_before_start, run_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on, quotients

E01 = approach("wuerzburg_alleinerziehende")


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"household__single_parent": True}, "yes"),
        ({"person__receives_sgb3": True}, "yes"),
        ({"person__employment": "minijob"}, "yes"),
        ({"person__employment": "self_employed"}, "yes"),
        ({"household__single_parent": False, "person__receives_sgb3": False, "person__employment": "none"}, "no"),
        ({"household__single_parent": False}, "unknown"),
    ],
)
def test_one_of_the_groups_is_enough(known: dict[str, bool | str], expected: str) -> None:
    assert answer(E01, household__receives_sgb2=True, **known) == expected


def test_without_benefits_nobody_belongs_here() -> None:
    assert answer(E01, household__receives_sgb2=False, household__single_parent=True) == "no"


@pytest.mark.parametrize(
    ("on", "group"),
    [("2012-06-30", None), ("2012-07-01", "alleinerziehende"), ("2013-04-01", "alleinerziehende"),
     ("2013-04-02", "aufstocker")],
)  # fmt: skip
def test_the_second_group_joined_in_april_2013(on: str, group: str | None) -> None:
    found = run_at(E01, day(on))
    assert (found.code if found else None) == group


def test_a_participant_changes_the_case_worker_and_looks_at_everything_first() -> None:
    facts = [event("participation.nominated", "2013-01-07", subject=MAYA)]
    assert missing_before_start(facts, E01, day("2013-01-08")) == []
    assert [step.done_on is not None for step in access_steps(facts, E01, day("2013-01-08"))] == [True, False]
    facts += [started("2013-01-14", MAYA)]
    assert due_on(facts, E01, "time.deadlines.standort", as_of="2013-01-14") == ["2013-02-11"]
    facts += [event("assessment.done", "2013-02-04", subject=MAYA)]
    assert due(facts, E01, "time.deadlines.standort", as_of="2013-02-04") == []
    assert due_on(facts, E01, "time.deadlines.angebote_planen", as_of="2013-02-04") == ["2013-03-04"]
    facts += [event("plan.agreed", "2013-02-11", subject=MAYA)]
    assert due(facts, E01, "time", as_of="2013-02-11") == []


def test_no_rhythm_is_promised_because_the_source_names_none() -> None:
    assert due([started("2013-01-14", MAYA)], E01, "care", as_of="2013-12-31") == []


def test_the_figures_are_counts_without_an_invented_whole() -> None:
    assert set(quotients(E01).values()) == {None}
    assert sum(result.numerator for result in E01.results) == 64
