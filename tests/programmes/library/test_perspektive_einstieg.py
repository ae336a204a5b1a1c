"""E31 Perspektive Einstieg: one week and four weeks without contact, eight weeks, the eighth month, two projects."""

import pytest

from rundblick.programmes.amounts import funding_sum
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import rules_of, run_at
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import due, meant, per_head, phase, programme, still_missing

NAME = "perspektive_einstieg"
BEGUN = [started("2012-09-03", MAYA)]


def clocks(facts: list[Fact], on: str) -> dict[str, str]:
    """The deadlines alone."""
    prefix = "time.deadlines."
    return {rule.removeprefix(prefix): when for rule, when in due(NAME, facts, on).items() if rule.startswith(prefix)}


@pytest.mark.parametrize(("months", "answer"), [(11, "no"), (12, "yes"), (None, "unknown")])
def test_a_year_without_work(months: int | None, answer: str) -> None:
    assert meant(NAME, {"person.months_unemployed": months}) == answer


def test_strain_or_crisis_is_a_question_and_one_yes_is_enough_without_a_diagnosis() -> None:
    group = programme(NAME).target_group
    assert checklist(group, {"belastung": False, "krise": False}).enough == "no"
    assert checklist(group, {"krise": True}).enough == "yes"
    assert "Diagnose braucht es nicht" in str(group.checklist[0].help)


def test_the_site_is_checked_before_anybody_works_there() -> None:
    proposed = [event("participation.nominated", "2012-08-20", subject=MAYA)]
    assert still_missing(NAME, proposed, "2012-08-27") == ["einsatzstelle"]
    assert still_missing(NAME, [*proposed, event("worksite.checked", "2012-08-24")], "2012-08-27") == []


def test_all_clocks_start_at_entry() -> None:
    assert clocks(BEGUN, "2012-09-03") == {
        "clearing": "2012-10-29",  # eight weeks
        "auswertung": "2013-05-03",  # the eighth month ends
        "anschluss": "2013-06-03",  # nine months
    }


def test_the_report_after_the_clearing_goes_to_the_integration_worker() -> None:
    rule = rules_of(programme(NAME))["time.deadlines.clearing"]
    assert "zuständige Integrationsfachkraft" in rule.words
    assert "clearing" not in clocks([*BEGUN, event("report.clearing", "2012-10-29", subject=MAYA)], "2012-10-29")


def test_three_phases_of_three_months_and_follow_up() -> None:
    assert [phase(NAME, BEGUN, on) for on in ("2012-12-02", "2012-12-03", "2013-03-03", "2013-06-03")] == [
        "orientierung",
        "stabilisierung",
        "uebergang",
        "nachbetreuung",
    ]
    longest = programme(NAME).time.duration
    assert longest is not None and longest.by.after(day("2012-09-03"), None) == day("2013-09-03")


def test_whoever_is_not_reached_is_talked_about_after_a_week_and_decided_about_after_four() -> None:
    facts = [*BEGUN, event("contact.lost", "2012-11-05", subject=MAYA)]
    found = clocks(facts, "2012-11-05")
    assert (found["absprache"], found["abmeldung"]) == ("2012-11-12", "2012-12-03")
    facts.append(event("contact.loss_discussed", "2012-11-12", subject=MAYA))
    found = clocks(facts, "2012-11-12")
    assert ("absprache" in found, found["abmeldung"]) == (False, "2012-12-03")


@pytest.mark.parametrize("back", ["contact.regained", "contact.talk", "contact.phone", "contact.home_visit"])
def test_contact_ends_both_clocks(back: str) -> None:
    facts = [*BEGUN, event("contact.lost", "2012-11-05", subject=MAYA), event(back, "2012-11-30", subject=MAYA)]
    assert not {"absprache", "abmeldung"} & clocks(facts, "2012-11-30").keys()


def test_who_is_deregistered_leaves_nothing_open() -> None:
    facts = [*BEGUN, event("contact.lost", "2012-11-05", subject=MAYA), ended("2012-12-03")]
    assert due(NAME, facts, "2012-12-03") == {}


def test_the_review_of_month_eight_is_one_item() -> None:
    facts = [*BEGUN, event("review.done", "2013-04-22", subject=MAYA)]
    assert "auswertung" not in clocks(facts, "2013-04-22")


def test_after_a_job_has_begun_there_are_talks_for_three_months() -> None:
    facts = [*BEGUN, event("job.started", "2013-05-13", value="insured_employment", subject=MAYA, key="j1")]
    found = due(NAME, [*facts, ended("2013-05-13")], "2013-05-13")
    assert found == {"follow_up.nachbetreuung.1": "2013-06-13", "follow_up.nachbetreuung.2": "2013-08-13"}


def test_the_projects_overlap_in_july_2013_and_the_later_one_takes_people_in() -> None:
    run = run_at(programme(NAME), day("2013-07-15"))
    assert run is not None and run.code == "phase2"
    in_june, in_july = (due(NAME, [started(on, MAYA)], on) for on in ("2013-06-30", "2013-07-01"))
    assert in_june["runs.phase1"] == "2013-07-31"
    # Twelve months come before the end of the second project.
    assert (in_july["time.duration"], "runs.phase1" in in_july) == ("2014-07-01", False)
    assert due(NAME, [started("2013-08-15", MAYA)], "2013-08-15")["runs.phase2"] == "2014-07-31"


def test_sixty_places_cost_4500_and_5250_euros_each_and_need_three_and_four_workers() -> None:
    assert per_head(NAME, "psychosozial").per_participant == 4500
    assert per_head(NAME, "arbeitsgelegenheit").per_participant == 5250
    ratio = programme(NAME).care.ratio
    assert ratio is not None
    assert 60 / ratio.value == 3  # and 60 / 15 = 4 for the work opportunity
    assert funding_sum(programme(NAME).money.funding).amounts == {"total": 270_000 + 315_000}


def test_work_is_done_in_groups_of_four_and_more() -> None:
    attendance = programme(NAME).attendance
    assert attendance is not None and attendance.group is not None
    assert attendance.group.smallest == 4
