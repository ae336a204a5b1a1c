"""E26 Neustart: 21 of the last 24 months, a contact every four weeks at least, the way back at any time."""

from decimal import Decimal

import pytest

from rundblick.programmes.rules import exit_reason, ratio_finding
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import due, meant, printed_shares, programme, still_missing


@pytest.mark.parametrize(("months", "answer"), [(20, "no"), (21, "yes"), (24, "yes"), (None, "unknown")])
def test_long_means_21_of_the_last_24_months(months: int | None, answer: str) -> None:
    assert meant("neustart", {"person.months_receiving": months, "person.age": 40}) == answer


@pytest.mark.parametrize(
    ("age", "months_unemployed", "answer"),
    [(49, 0, "yes"), (50, 17, "no"), (50, 18, "yes"), (62, None, "unknown"), (49, None, "yes")],
)
def test_under_50_or_18_months_without_work(age: int, months_unemployed: int | None, answer: str) -> None:
    values = {"person.months_receiving": 21, "person.age": age, "person.months_unemployed": months_unemployed}
    assert meant("neustart", values) == answer


def test_nobody_is_taken_over_without_having_chosen() -> None:
    spoken = [event("participation.informed", "2012-03-01", subject=MAYA)]
    assert still_missing("neustart", spoken) == ["zustimmung"]
    assert programme("neustart").access.kind == "voluntary"


def test_the_next_talk_is_due_after_28_days_at_the_latest() -> None:
    facts = [started("2012-03-01", MAYA)]
    assert due("neustart", facts, "2012-03-01")["care.rhythm.eng"] == "2012-03-29"
    facts.append(event("contact.talk", "2012-03-22", subject=MAYA))
    assert due("neustart", facts, "2012-03-22")["care.rhythm.eng"] == "2012-04-19"


def test_a_fresh_look_a_plan_and_nothing_left_lying() -> None:
    facts = [started("2012-03-01", MAYA)]
    assert due("neustart", facts, "2012-03-01") == {
        "care.rhythm.eng": "2012-03-29",
        "time.deadlines.profiling": "2012-03-29",
        "time.deadlines.integrationsplan": "2012-04-26",
    }
    facts += [event("assessment.done", "2012-03-20", subject=MAYA), event("plan.agreed", "2012-04-02", subject=MAYA)]
    assert due("neustart", facts, "2012-04-02") == {
        "care.rhythm.eng": "2012-03-29",
        "time.deadlines.dranbleiben": "2012-05-28",
    }
    facts.append(event("plan.reviewed", "2012-05-10", subject=MAYA))
    assert "time.deadlines.dranbleiben" not in due("neustart", facts, "2012-05-10")


def test_whoever_wants_to_goes_back_and_is_handed_over() -> None:
    assert exit_reason(programme("neustart"), "zurueck").kind == "early"
    facts = [started("2012-03-01", MAYA), ended("2012-06-01")]
    assert due("neustart", facts, "2012-06-01") == {"time.deadlines.rueckuebergabe": "2012-06-08"}


def test_fifty_people_per_worker() -> None:
    kept = ratio_finding(programme("neustart"), cases=100, coaches=2, fte=Decimal("1.5"))
    over = ratio_finding(programme("neustart"), cases=101, coaches=2, fte=Decimal("1.5"))
    assert kept is not None and over is not None
    assert (kept.kept, over.kept) == (True, False)


def test_the_funnel_and_the_outcomes_with_their_denominators() -> None:
    assert printed_shares("neustart") == {
        "betreut": Decimal("25.9"),  # 360 of 1391
        "arbeit": Decimal("19.7"),
        "minijob": Decimal("8.3"),
        "weiterbildung": Decimal("3.6"),
        "massnahme": Decimal("19.2"),
    }
    outcomes = [result for result in programme("neustart").results if result.code != "betreut"]
    assert sum(result.numerator for result in outcomes) == 183
    assert all(result.multiple and result.as_of == day("2013-02-15") for result in outcomes)
