"""The self-employed (E22): one team, and a loan that becomes a grant when it worked."""

from decimal import Decimal

from rundblick.programmes.facts import FactValue
from rundblick.programmes.rules import exit_reason, ratio_finding
from tests.programmes.build import MAYA, day, ended, event, plan, started
from tests.programmes.library.walk import belongs, due, library, open_steps, printed

JENA = library("selbstaendige_jena")


def test_the_self_employed_and_those_who_want_to_be() -> None:
    other: dict[str, FactValue] = {"household_receives_sgb2": True, "person_self_employed": False}
    assert belongs(JENA, "2012-01-02", household_receives_sgb2=True, person_self_employed=True) == "yes"
    assert belongs(JENA, "2012-01-02", **other, person_founding=True) == "yes"
    assert belongs(JENA, "2012-01-02", **other, person_founding=False) == "no"
    assert belongs(JENA, "2012-01-02", **other) == "unknown"
    assert belongs(JENA, "2012-01-02", household_receives_sgb2=False, person_founding=True) == "no"


def test_a_minijob_beside_the_own_business_changes_nothing() -> None:
    both: dict[str, FactValue] = {"person_self_employed": True, "person_employment": "minijob"}
    assert belongs(JENA, "2012-01-02", **both, household_receives_sgb2=True) == "yes"


def test_the_expert_opinion_is_for_founders_only() -> None:
    facts = [event("participation.nominated", "2012-01-02", subject=MAYA)]
    assert open_steps(JENA, facts, "2012-01-02") == []
    assert {step.code: step.done_by for step in JENA.access.steps}["tragfaehigkeit"] == "viability.checked"


def test_before_help_ends_somebody_looks_at_the_loan() -> None:
    facts = [started("2012-02-01", MAYA), event("loan.granted", "2012-03-01", subject=MAYA)]
    assert due(JENA, facts, "2012-12-01") == {"runs.netzwerk": ["2013-12-31"]}
    facts.append(plan("benefit.ending", "2012-12-03", "2013-02-01", subject=MAYA))
    assert due(JENA, facts, "2012-12-03")["time.deadlines.darlehen_umwandeln"] == ["2013-01-04"]
    facts.append(event("loan.decided", "2013-01-02", subject=MAYA))
    assert "time.deadlines.darlehen_umwandeln" not in due(JENA, facts, "2013-01-02")


def test_the_loan_is_not_forgotten_when_the_participation_ends() -> None:
    facts = [
        started("2012-02-01", MAYA),
        plan("benefit.ending", "2012-12-03", "2013-02-01", subject=MAYA),
        ended("2012-12-31"),
    ]
    assert due(JENA, facts, "2012-12-31") == {"time.deadlines.darlehen_umwandeln": ["2013-01-04"]}


def test_no_ratio_was_agreed() -> None:
    assert ratio_finding(JENA, cases=900, coaches=3, fte=Decimal(3)) is None


def test_people_per_post_as_computed() -> None:
    low, high, founders = (
        printed(JENA, code).numerator for code in ("selbstaendige_von", "selbstaendige_bis", "gruendende")
    )
    assert [round(number / 3) for number in (low, high, founders)] == [237, 250, 50]


def test_living_on_it_is_the_goal() -> None:
    assert exit_reason(JENA, "lebt_davon").kind == "goal_reached"
    assert {source.legal_basis for source in JENA.money.funding} == {"sgb2_16b", "sgb2_16c", None}
    assert JENA.runs[0].holds(day("2013-12-31"))
