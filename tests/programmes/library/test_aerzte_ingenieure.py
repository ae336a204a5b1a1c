"""Physicians and engineers (E24): every person of the stock, three ways, two weeks and twelve."""

from decimal import Decimal

from rundblick.programmes.modules import module_states
from rundblick.programmes.quoted import printed_agrees, sum_checks
from rundblick.programmes.rules import phase_at, ratio_finding
from rundblick.programmes.weighing import weigh
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_cent, printed

PROJECT = library("aerzte_ingenieure")


def test_two_professions() -> None:
    assert belongs(PROJECT, "2012-06-01", household_receives_sgb2=True, person_occupation="physician") == "yes"
    assert belongs(PROJECT, "2012-06-01", household_receives_sgb2=True, person_occupation="engineer") == "yes"
    assert belongs(PROJECT, "2012-06-01", household_receives_sgb2=True, person_occupation="other") == "no"
    assert belongs(PROJECT, "2012-06-01", household_receives_sgb2=True) == "unknown"


def test_four_questions_of_the_source_and_one_more_for_the_third_way() -> None:
    weighing = PROJECT.access.weighing
    assert weighing is not None
    assert [option.code for option in weighing.options] == ["direkt", "coaching", "alternative"]
    assert [question.origin.rows for question in weighing.questions] == [("E24.1",)] * 4 + [("E24.6",)]


def test_the_stock_is_found_and_people_agree() -> None:
    facts = [event("participation.nominated", "2012-06-04", subject=MAYA)]
    assert open_steps(PROJECT, facts, "2012-06-04") == ["gespraech", "zustimmung"]


def test_two_weeks_of_profiling_then_twelve_of_coaching() -> None:
    facts = [started("2012-09-03", MAYA)]
    first, second = phase_at(facts, PROJECT, day("2012-09-16")), phase_at(facts, PROJECT, day("2012-09-17"))
    assert first is not None and first.code == "profiling"
    assert second is not None and second.code == "coaching"
    assert due(PROJECT, facts, "2012-09-03") == {
        "time.deadlines.profiling_auswerten": ["2012-09-17"],
        "time.deadlines.andere_wege": ["2012-12-10"],
        "time.duration": ["2012-12-10"],
    }


def test_work_makes_other_ways_superfluous() -> None:
    facts = [
        started("2012-09-03", MAYA),
        event("profile.done", "2012-09-14", subject=MAYA),
        event("job.started", "2012-11-01", value="insured_employment", subject=MAYA),
    ]
    assert due(PROJECT, facts, "2012-11-01") == {"time.duration": ["2012-12-10"]}
    assert due(PROJECT, [*facts, ended("2012-11-01")], "2012-11-01") == {}


def test_one_to_a_hundred_is_a_recommendation_per_coach() -> None:
    finding = ratio_finding(PROJECT, cases=101, coaches=1, fte=Decimal("1.0"))
    assert finding is not None and not finding.kept
    finding = ratio_finding(PROJECT, cases=100, coaches=1, fte=Decimal("0.5"))
    assert finding is not None and finding.kept


def test_the_printed_figures() -> None:
    assert [(check.total, check.agrees) for check in sum_checks(PROJECT.results)] == [(Decimal(2428), True)]
    assert per_cent(PROJECT, "aerzte") == "8.9"
    assert printed(PROJECT, "arbeit_oder_ende").printed == "gut ein Drittel"
    assert printed_agrees(printed(PROJECT, "arbeit_oder_ende")) is None
    changed = printed(PROJECT, "zielberuf_angepasst")
    assert changed.numerator == 29 and changed.unit == "percent" and changed.denominator is None


def test_it_ended_with_october() -> None:
    assert PROJECT.runs[0].holds(day("2013-10-31"))
    assert not PROJECT.runs[0].holds(day("2013-11-01"))


def test_the_answers_propose_one_of_three_ways() -> None:
    weighing = PROJECT.access.weighing
    assert weighing is not None
    able = {"leistungsfaehig": True, "zielberuf": True}
    ways = {
        "direkt": able | {"ohne_hilfe": True, "mit_coaching": False, "nicht_zeitnah": False},
        "coaching": able | {"ohne_hilfe": False, "mit_coaching": True, "nicht_zeitnah": False},
        "alternative": {question.code: question.code == "nicht_zeitnah" for question in weighing.questions},
    }
    for code, answers in ways.items():
        weighed = weigh(weighing, answers)
        assert weighed.settled
        assert weighed.proposal is not None and weighed.proposal.code == code
    assert weigh(weighing, able).proposal is None  # a tie: a person decides
    assert not weigh(weighing, able).settled


def test_coaching_comes_after_profiling() -> None:
    facts = [started("2012-09-03", MAYA), event("module.completed", "2012-09-14", value="profiling", subject=MAYA)]
    assert module_states(facts, PROJECT, day("2012-09-14"), MAYA)[1].can_start
    assert not module_states(facts[:1], PROJECT, day("2012-09-14"), MAYA)[1].can_start
