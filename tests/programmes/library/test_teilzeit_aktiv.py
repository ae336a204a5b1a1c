"""E06 Teilzeit aktiv: beside a Minijob, at least twenty teaching units a week, and coaching in the first weeks."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.consents import blocked
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import ledger
from rundblick.programmes.rules import free_places
from tests.programmes.build import MAYA, day, event, plan, started
from tests.programmes.library.e01_to_e12 import answer, approach, cost, due, due_on

E06 = approach("teilzeit_aktiv")
START = started("2013-01-07", MAYA)


def week(monday: str, units: list[int]) -> list[Fact]:
    """Presence from that Monday on, so many units a day."""
    first = day(monday)
    return [
        Fact.event("attendance.present", first.replace(day=first.day + n), value=Decimal(u), subject=MAYA)
        for n, u in enumerate(units)
    ]


@pytest.mark.parametrize(
    ("work", "expected"), [("minijob", "yes"), ("part_time", "no"), ("none", "no"), (None, "unknown")]
)
def test_it_is_for_people_with_a_minijob(work: str | None, expected: str) -> None:
    assert answer(E06, household__receives_sgb2=True, person__employment=work) == expected


def test_four_sites_have_twenty_places_each() -> None:
    assert free_places(E06, day("2013-03-01"), taken=79) == 1
    assert free_places(E06, day("2013-03-01"), taken=20, site="templin") == 0


@pytest.mark.parametrize(("units", "under"), [([4, 4, 4, 4, 4], 0), ([4, 4, 4, 4, 3], 1), ([8, 8, 4], 0)])
def test_twenty_units_a_week_are_the_floor(units: list[int], under: int) -> None:
    found = ledger([START, *week("2013-01-07", units)], E06, day("2013-01-14"))
    assert found is not None
    assert len(found.weeks_under_minimum) == under
    assert (found.unit, found.required, found.projected_end) == ("teaching_unit", None, None)


def test_a_week_that_is_not_over_is_not_judged() -> None:
    found = ledger([START, *week("2013-01-07", [4])], E06, day("2013-01-10"))
    assert found is not None
    assert found.weeks_under_minimum == ()


def test_120_calendar_days_end_on_a_calendar_day() -> None:
    (item,) = due([START], E06, "time.duration", as_of="2013-01-07")
    assert (item.due_on - day("2013-01-07")).days == 120
    assert item.due_on == day("2013-05-07")


def test_first_the_aim_then_the_firm() -> None:
    facts = [START]
    assert due_on(facts, E06, "time.deadlines.strategie", as_of="2013-01-07") == ["2013-02-18"]
    facts = [*facts, event("plan.agreed", "2013-02-11", subject=MAYA)]
    assert due_on(facts, E06, "time.deadlines.betrieb", as_of="2013-02-11") == ["2013-03-11"]
    facts = [*facts, event("employer.approached", "2013-03-01", subject=MAYA)]
    assert due(facts, E06, "time.deadlines", as_of="2013-03-01") == []


def test_the_modules_are_the_five_of_the_source() -> None:
    assert [module.code for module in E06.modules] == [
        "stabilisierung", "zielfindung", "qualifizierung", "praktika", "vermittlung",
    ]  # fmt: skip


def test_the_costs_are_3500_euros_a_place_and_year() -> None:
    year = cost(E06, "jahr")
    assert year.amount / (year.participants or 1) == Decimal(3500)
    assert cost_per_head(year).per_participant == 3500
    assert [funding.share for funding in E06.money.funding] == [100]


def test_a_longer_stay_is_asked_two_weeks_before_the_end() -> None:
    assert due_on([START], E06, "time.extension", as_of="2013-01-07") == ["2013-04-23"]
    given = plan("participation.extended", "2013-04-25", "2013-07-07", subject=MAYA)
    assert due_on([START, given], E06, "time.duration", as_of="2013-04-25") == ["2013-07-07"]


def test_coaching_in_the_first_weeks_needs_consent_and_outlives_the_participation() -> None:
    facts = [
        START,
        event("job.started", "2013-04-02", value="conversion", subject=MAYA, key="j"),
        event("participation.ended", "2013-04-02", value="umwandlung", subject=MAYA),
    ]
    assert due(facts, E06, "follow_up", as_of="2013-04-02") == []
    facts += [event("consent.given", "2013-03-25", value="follow_up", subject=MAYA)]
    assert due_on(facts, E06, "follow_up", as_of="2013-04-02") == ["2013-04-09", "2013-04-16", "2013-04-30"]
    facts += [event("contact.talk", "2013-04-08", subject=MAYA)]
    assert due_on(facts, E06, "follow_up", as_of="2013-04-08") == ["2013-04-16", "2013-04-30"]
    assert blocked(E06, facts, "employer_contact", day("2013-04-08"), MAYA) is not None


def test_another_minijob_is_not_what_the_coaching_is_for() -> None:
    facts = [
        START,
        event("consent.given", "2013-03-25", value="follow_up", subject=MAYA),
        event("job.started", "2013-04-02", value="minijob", subject=MAYA, key="j"),
    ]
    assert due(facts, E06, "follow_up", as_of="2013-04-02") == []
