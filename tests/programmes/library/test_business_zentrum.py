"""E12 Business-Zentrum: who is self-employed, a new agreement every three months, and two groups it does not take."""

from decimal import Decimal

import pytest

from rundblick.programmes.facts import FactValue
from rundblick.programmes.rules import run_at
from rundblick.programmes.weighing import weigh
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on, judged

E12 = approach("business_zentrum")


@pytest.mark.parametrize(
    ("age", "occupation", "self_employed", "expected"),
    [
        (17, "other", True, "yes"),
        (18, "other", True, "no"),
        (24, "other", True, "no"),
        (25, "other", True, "yes"),
        (40, "childminder", True, "no"),
        (40, "other", False, "no"),
        (40, None, True, "unknown"),
        (24, None, True, "no"),
    ],
)
def test_childminders_and_members_from_18_to_24_are_not_taken(
    age: int, occupation: FactValue, self_employed: bool, expected: str
) -> None:
    found = answer(
        E12,
        household__receives_sgb2=True,
        person__self_employed=self_employed,
        person__occupation=occupation,
        person__age=age,
    )
    assert found == expected


def test_a_trade_beside_a_job_counts_as_well() -> None:
    values: dict[str, FactValue] = {
        "household.receives_sgb2": True,
        "person.self_employed": True,
        "person.employment": "part_time",
        "person.occupation": "other",
        "person.age": 40,
    }
    assert judged(E12, values).answer == "yes"


def test_north_joined_in_2013() -> None:
    runs = [run_at(E12, day(on)) for on in ("2010-08-31", "2010-09-01", "2012-12-31", "2013-01-01")]
    assert [run.code if run else None for run in runs] == [None, "sued", "sued", "nord"]


def test_every_three_months_it_is_agreed_anew() -> None:
    facts = [started("2013-01-07", MAYA)]
    cycle = ("erste_vereinbarung", "drei_monate", "neue_vereinbarung")

    def next_of(as_of: str) -> list[tuple[str, str]]:
        return [
            (item.rule.removeprefix("time.deadlines."), item.due_on.isoformat())
            for item in due(facts, E12, "time.deadlines", as_of=as_of)
            if item.rule.removeprefix("time.deadlines.") in cycle
        ]

    assert next_of("2013-01-07") == [("erste_vereinbarung", "2013-01-21")]
    facts += [event("agreement.signed", "2013-01-15", subject=MAYA)]
    assert next_of("2013-01-15") == [("drei_monate", "2013-04-15")]
    facts += [event("plan.reviewed", "2013-04-12", subject=MAYA)]
    assert next_of("2013-04-12") == [("neue_vereinbarung", "2013-04-15")]
    facts += [event("agreement.signed", "2013-04-15", subject=MAYA)]
    assert next_of("2013-04-15") == [("drei_monate", "2013-07-15")]


def test_viability_is_looked_at_in_the_first_three_months_and_the_partner_is_welcome() -> None:
    facts = [started("2013-01-07", MAYA)]
    assert due_on(facts, E12, "time.deadlines.tragfaehigkeit", as_of="2013-01-07") == ["2013-04-07"]
    facts += [event("viability.checked", "2013-03-01", subject=MAYA)]
    assert due(facts, E12, "time.deadlines.tragfaehigkeit", as_of="2013-03-01") == []
    assert "Partnerin oder Partner" in next(m for m in E12.care.meetings if m.event == "contact.household").people


def test_where_the_business_does_not_carry_there_are_other_ways() -> None:
    assert E12.access.weighing is not None
    assert [option.code for option in E12.access.weighing.options] == ["weiter", "stelle", "qualifizierung"]
    found = weigh(E12.access.weighing, {"einkommen_waechst": False, "gutachten_gut": False, "stelle_vorstellbar": True})
    assert found.proposal is not None
    assert found.proposal.code == "stelle"
    assert weigh(E12.access.weighing, {"gutachten_gut": True, "etwas_fehlt": True}).proposal is None


def test_the_figures_name_what_they_divide_by() -> None:
    shares = {result.code: (result.numerator, result.denominator) for result in E12.results}
    assert shares == {"anteil_lzb": (Decimal(45), None), "weniger": (Decimal(1), Decimal(3))}
    assert [result.unit for result in E12.results] == ["percent", "number"]
    assert [result.printed for result in E12.results] == ["rund 45 %", "um etwa ein Drittel"]
