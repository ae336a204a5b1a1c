"""E36 Jobschmiede: 15 to 24, reaching out when somebody is missing, up to twelve months, 233 with their outcomes."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import funding_sum
from rundblick.programmes.facts import Fact, FactValue
from rundblick.programmes.quoted import printed_agrees, share, sum_checks
from rundblick.programmes.rules import due_items, exit_reason, ratio_finding
from tests.programmes.build import MAYA, day, ended, event, plan, started
from tests.programmes.library.walking import due, meant, per_head, phase, programme, still_missing

FITS: dict[str, FactValue] = {"household.receives_sgb2": True, "person.age": 19, "person.employment": "none"}
BEGUN = [started("2012-09-03", MAYA)]


def missed(kind: str, on: str) -> Fact:
    return event(f"attendance.{kind}", on, value=Decimal(1), subject=MAYA, key=on)


@pytest.mark.parametrize(("age", "answer"), [(14, "no"), (15, "yes"), (24, "yes"), (25, "no"), (None, "unknown")])
def test_young_people_of_15_to_24(age: int | None, answer: str) -> None:
    assert meant("jobschmiede", {**FITS, "person.age": age}) == answer


def test_who_works_is_not_meant() -> None:
    assert meant("jobschmiede", {**FITS, "person.employment": "apprenticeship"}) == "no"


def test_the_eight_traits_are_questions_without_labels_for_people() -> None:
    group = programme("jobschmiede").target_group
    assert (len(group.checklist), group.at_least) == (8, None)
    words = " ".join(question.text for question in group.checklist).lower()
    assert not [word for word in ("brennpunkt", "sucht", "verweiger", "justiz", "defizit") if word in words]


def test_a_young_person_walks_through_it() -> None:
    assert still_missing("jobschmiede", []) == ["zuweisung"]
    assert [phase("jobschmiede", BEGUN, on) for on in ("2012-10-02", "2012-10-03")] == ["ankommen", "training"]
    assert due("jobschmiede", BEGUN, "2012-09-03") == {
        "time.extension": "2013-02-03",
        "time.duration": "2013-03-03",
    }


def test_it_may_be_extended_once_up_to_twelve_months() -> None:
    facts = [*BEGUN, plan("participation.extended", "2013-02-04", "2013-09-03", subject=MAYA)]
    assert due("jobschmiede", facts, "2013-02-04") == {"time.duration": "2013-09-03"}
    declined = [*BEGUN, event("participation.extension_declined", "2013-02-04", subject=MAYA)]
    assert due("jobschmiede", declined, "2013-02-04") == {"time.duration": "2013-03-03"}


def test_who_is_missing_without_a_word_is_looked_for_within_two_working_days() -> None:
    friday = [*BEGUN, missed("unexcused", "2012-11-09")]
    assert due("jobschmiede", friday, "2012-11-09")["attendance.outreach"] == "2012-11-13"
    looked_for = [*friday, event("attendance.outreach", "2012-11-12", subject=MAYA)]
    assert "attendance.outreach" not in due("jobschmiede", looked_for, "2012-11-12")


@pytest.mark.parametrize("kind", ["excused", "sick"])
def test_who_is_ill_or_excused_is_left_in_peace(kind: str) -> None:
    assert "attendance.outreach" not in due("jobschmiede", [*BEGUN, missed(kind, "2012-11-09")], "2012-11-09")


def test_a_conference_of_helpers_is_prepared_and_needs_consent() -> None:
    agreed = plan("conference.planned", "2012-11-05", "2012-11-20", key="c1")
    (item,) = [
        i for i in due_items([*BEGUN, agreed], programme("jobschmiede"), day("2012-11-05")) if "konferenz" in i.rule
    ]
    assert (item.due_on, item.last_useful_day) == (day("2012-11-13"), day("2012-11-20"))
    conference = next(m for m in programme("jobschmiede").care.meetings if m.event == "conference.held")
    assert conference.consent == "exchange"
    assert conference.people[0] == "junger Mensch"


def test_everybody_gets_a_detailed_certificate_and_advice_afterwards() -> None:
    facts = [*BEGUN, ended("2013-03-01")]
    assert due("jobschmiede", facts, "2013-03-01") == {
        "time.deadlines.bestaetigung": "2013-03-08",
        "time.deadlines.anschluss": "2013-03-15",
        "follow_up.rat.1": "2013-04-01",
        "follow_up.rat.2": "2013-06-01",
    }
    facts.append(event("certificate.issued", "2013-03-01", subject=MAYA))
    assert "time.deadlines.bestaetigung" not in due("jobschmiede", facts, "2013-03-01")


def test_school_and_further_measures_are_good_reasons_to_leave_early() -> None:
    kinds = {code: exit_reason(programme("jobschmiede"), code).kind for code in ("schule", "weiterfuehrend", "arbeit")}
    assert kinds == {"schule": "positive_early", "weiterfuehrend": "positive_early", "arbeit": "integration"}


@pytest.mark.parametrize(("cases", "kept"), [(375, True), (376, False)])
def test_the_team_has_75_cases_for_each_full_post(cases: int, kept: bool) -> None:
    found = ratio_finding(programme("jobschmiede"), cases=cases, coaches=5, fte=Decimal(5))
    assert found is not None and found.kept is kept


def test_days_are_counted_and_39_hours_are_no_floor() -> None:
    attendance = programme("jobschmiede").attendance
    assert attendance is not None
    assert (attendance.unit, attendance.minimum_per_week, len(attendance.weekdays)) == ("day", None, 5)


def test_a_reason_to_leave_says_nothing_about_health_or_character() -> None:
    labels = " ".join(reason.label for reason in programme("jobschmiede").exits)
    assert "krank" not in labels and "Mitwirkung" not in labels


def test_a_month_costs_837_euros() -> None:
    assert per_head("jobschmiede", "massnahme").per_participant_month == 837
    assert funding_sum(programme("jobschmiede").money.funding).amounts == {"year": 200_880}


def test_seven_outcomes_add_up_to_233_and_one_share_is_printed_wrong() -> None:
    results = programme("jobschmiede").results
    (check,) = sum_checks(results)
    assert (len(check.results), check.agrees) == (7, True)
    assert check.total == check.whole == 233
    odd = [result for result in results if not printed_agrees(result)]
    assert [(result.code, result.printed) for result in odd] == [("umzug_krankheit", "19 %")]
    exact = share(odd[0])
    assert exact is not None and round(float(exact), 1) == 18.5
