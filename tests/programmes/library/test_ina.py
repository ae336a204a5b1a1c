"""E28 INA!: three talks in six months after a job has begun, two consents, and an immediate task when it ends."""

import pytest

from rundblick.programmes.consents import blocked
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import due_items
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import due, meant, programme, still_missing

TALKS = "care.minimum_talks.drei_gespraeche"


def consent(purpose: str, on: str = "2014-02-17") -> Fact:
    return event("consent.given", on, value=purpose, subject=MAYA)


def job(on: str = "2014-03-01") -> Fact:
    return event("job.started", on, value="insured_employment", subject=MAYA, key="j1")


def talk(on: str) -> Fact:
    return event("contact.talk", on, subject=MAYA)


BEGUN = [consent("follow_up"), started("2014-03-01", MAYA), job()]


def promised(facts: list[Fact], on: str) -> dict[str, str]:
    return {rule: when for rule, when in due("ina", facts, on).items() if rule.startswith("follow_up")}


@pytest.mark.parametrize(
    ("receives", "job_ahead", "answer"),
    [(True, True, "yes"), (True, False, "no"), (False, True, "no"), (True, None, "unknown")],
)
def test_who_begins_insured_work_is_asked(receives: bool, job_ahead: bool | None, answer: str) -> None:
    assert meant("ina", {"household.receives_sgb2": receives, "person.job_ahead": job_ahead}) == answer


def test_nobody_begins_without_having_agreed() -> None:
    spoken = [event("participation.informed", "2014-02-10", subject=MAYA)]
    assert still_missing("ina", spoken, "2014-02-17") == ["zustimmung"]


def test_the_window_after_a_job_on_1_march_ends_on_1_september() -> None:
    open_now = due("ina", BEGUN, "2014-03-01")
    assert (open_now[TALKS], open_now["time.duration"]) == ("2014-09-01", "2014-09-01")


def test_with_two_talks_one_is_missing_and_the_third_settles_it() -> None:
    facts = [*BEGUN, talk("2014-03-14"), talk("2014-05-05")]
    (missing,) = [item for item in due_items(facts, programme("ina"), day("2014-06-02")) if item.rule == TALKS]
    assert (missing.due_on, "2 von 3" in missing.label) == (day("2014-09-01"), True)
    facts.append(talk("2014-09-01"))
    assert TALKS not in due("ina", facts, "2014-09-01")


def test_two_talks_on_one_day_are_one() -> None:
    facts = [*BEGUN, talk("2014-03-14"), event("contact.phone", "2014-03-14", subject=MAYA), talk("2014-05-05")]
    assert TALKS in due("ina", facts, "2014-06-02")


def test_each_talk_is_promised_for_a_day() -> None:
    assert promised(BEGUN, "2014-03-01") == {
        "follow_up.gespraeche.1": "2014-03-15",
        "follow_up.gespraeche.2": "2014-05-01",
        "follow_up.gespraeche.3": "2014-08-01",
    }
    assert list(promised([*BEGUN, talk("2014-03-14")], "2014-03-14")) == [
        "follow_up.gespraeche.3",
        "follow_up.gespraeche.2",
    ]


def test_without_consent_nothing_is_promised_and_a_withdrawal_ends_it() -> None:
    assert promised([started("2014-03-01", MAYA), job()], "2014-03-01") == {}
    withdrawn = event("consent.withdrawn", "2014-04-01", value="follow_up", subject=MAYA)
    assert len(promised([*BEGUN, withdrawn], "2014-03-31")) == 3
    assert promised([*BEGUN, withdrawn], "2014-04-01") == {}


def test_a_job_that_ends_makes_placement_due_on_the_next_working_day() -> None:
    friday = event("job.ended", "2014-05-30", subject=MAYA, key="j1")
    facts = [*BEGUN, friday]
    assert due("ina", facts, "2014-05-30")["time.deadlines.weitervermittlung"] == "2014-06-02"
    facts.append(event("job.placement_resumed", "2014-06-02", subject=MAYA))
    assert "time.deadlines.weitervermittlung" not in due("ina", facts, "2014-06-02")


def test_the_task_stays_when_the_participation_ends_with_the_job() -> None:
    facts = [*BEGUN, event("job.ended", "2014-05-30", subject=MAYA, key="j1"), ended("2014-05-30")]
    assert due("ina", facts, "2014-05-30")["time.deadlines.weitervermittlung"] == "2014-06-02"


def test_after_six_months_somebody_asks_whether_the_job_lasts() -> None:
    assert due("ina", BEGUN, "2014-03-01")["time.deadlines.besteht_die_arbeit"] == "2014-09-01"


def test_the_follow_up_goes_on_without_benefits() -> None:
    """Only the way in asks about benefits; nothing later does (blag E28.6)."""
    facts = [*BEGUN, event("benefit.end_prepared", "2014-04-01", subject=MAYA)]
    assert TALKS in due("ina", facts, "2014-07-01")


def test_the_employer_is_only_spoken_to_with_a_second_consent() -> None:
    employer = next(m for m in programme("ina").care.meetings if m.event == "contact.employer")
    assert (employer.consent, programme("ina").follow_up[0].employer_consent) == ("employer", "employer")
    missing = blocked(programme("ina"), BEGUN, "employer_contact", day("2014-04-01"), MAYA)
    assert missing is not None and missing.purpose == "employer"
    both = [*BEGUN, consent("employer", "2014-03-20")]
    assert blocked(programme("ina"), both, "employer_contact", day("2014-03-19"), MAYA) is not None
    assert blocked(programme("ina"), both, "employer_contact", day("2014-03-20"), MAYA) is None


def test_nobody_begins_without_the_written_consent() -> None:
    assert blocked(programme("ina"), [], "start", day("2014-03-01"), MAYA) is not None
    assert blocked(programme("ina"), [consent("follow_up")], "start", day("2014-03-01"), MAYA) is None


def test_what_the_source_prints_about_2010() -> None:
    results = {result.code: result for result in programme("ina").results}
    assert results["aufnahmen_2010"].printed == "rund 1,2 Mio."
    assert results["kurz"].printed == "knapp die Hälfte"
