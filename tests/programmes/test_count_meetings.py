"""Forms of meeting: BAHN FREI visits at home at most twice, and only with consent (blag E08.10)."""

from rundblick.programmes.facts import Fact
from rundblick.programmes.meetings import MeetingState, meetings
from rundblick.programmes.shelf import shelf
from tests.programmes.build import MAYA, day, ended, event, started

CONSENT = event("consent.given", "2013-04-08", value="home_visit", subject=MAYA)
START = started("2013-04-08", MAYA)


def visits(facts: list[Fact], on: str = "2013-09-01") -> MeetingState:
    found = meetings(facts, shelf()["bahn_frei"], day(on), subject=MAYA)
    return next(one for one in found if one.meeting.event == "contact.home_visit")


def test_without_consent_the_hint_says_so() -> None:
    assert visits([START]).hint == "Dafür fehlt die Einwilligung der Person."
    assert visits([START, CONSENT]).hint == ""


def test_a_withdrawn_consent_counts_from_that_day() -> None:
    facts = [START, CONSENT, event("consent.withdrawn", "2013-06-03", value="home_visit", subject=MAYA)]
    assert visits(facts, "2013-06-02").consented and not visits(facts, "2013-06-03").consented


def test_after_the_second_visit_the_cap_is_told_and_never_refuses() -> None:
    facts = [START, CONSENT, event("contact.home_visit", "2013-05-06", subject=MAYA)]
    assert (visits(facts).held, visits(facts).left, visits(facts).hint) == (1, 1, "")
    facts.append(event("contact.home_visit", "2013-06-10", subject=MAYA))
    assert (visits(facts).left, visits(facts).hint) == (0, "Vorgesehen ist es höchstens 2-mal.")
    facts.append(event("contact.home_visit", "2013-06-11", subject=MAYA))
    assert (visits(facts).held, visits(facts).left) == (3, 0)


def test_two_records_of_one_day_are_one_visit_and_others_days_do_not_count() -> None:
    facts = [
        START,
        CONSENT,
        ended("2013-08-30"),
        event("contact.home_visit", "2013-05-06", subject=MAYA, key="a"),
        event("contact.home_visit", "2013-05-06", subject=MAYA, key="b"),
        event("contact.home_visit", "2013-04-05", subject=MAYA),
        event("contact.home_visit", "2013-09-02", subject=MAYA),
    ]
    assert visits(facts, "2013-12-01").held == 1


def test_before_the_start_nothing_was_held() -> None:
    assert visits([CONSENT]).held == 0
