"""E10 Aktivierung vor Ort: five attempts, five talks, then three people at one table."""

import pytest

from rundblick.programmes.amounts import earned_share, milestones
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import exit_reason, free_places, run_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on

E10 = approach("aktivierung_vor_ort")
START = started("2013-05-06", MAYA)


@pytest.mark.parametrize(("age", "expected"), [(14, "no"), (15, "yes"), (65, "yes"), (66, "no"), (None, "unknown")])
def test_it_is_for_people_from_15_to_65(age: int | None, expected: str) -> None:
    assert answer(E10, household__receives_sgb2=True, person__age=age) == expected


def test_presumptions_are_not_attributes() -> None:
    assert [q.code for q in E10.target_group.checklist if q.side == "indication"] == [
        "kommt_nicht", "zurueckgezogen", "lange_krank", "ohne_ergebnis",
    ]  # fmt: skip
    assert E10.target_group.at_least == 1


def test_always_fifteen_people_for_nine_months() -> None:
    assert free_places(E10, day("2013-05-01"), taken=15) == 0
    assert run_at(E10, day("2014-01-31")) is not None
    assert run_at(E10, day("2014-02-01")) is None
    assert due_on([START], E10, "runs", as_of="2013-05-06") == ["2014-01-31"]


def test_the_anamnesis_leads_to_three_at_one_table_and_to_an_agreement() -> None:
    facts = [START]
    assert due_on(facts, E10, "time.deadlines.anamnese", as_of="2013-05-06") == ["2013-08-06"]
    facts = [*facts, event("anamnesis.done", "2013-07-22", subject=MAYA)]
    assert due(facts, E10, "time.deadlines.anamnese", as_of="2013-07-22") == []
    assert due_on(facts, E10, "time.deadlines.dreiergespraech", as_of="2013-07-22") == ["2013-08-05"]
    facts = [*facts, event("contact.three_way", "2013-08-01", subject=MAYA)]
    assert due(facts, E10, "time.deadlines.dreiergespraech", as_of="2013-08-01") == []
    assert due_on(facts, E10, "time.deadlines.vereinbarung", as_of="2013-08-01") == ["2013-08-15"]
    facts = [*facts, event("agreement.signed", "2013-08-01", subject=MAYA)]
    assert due(facts, E10, "time.deadlines", as_of="2013-08-01") == []


def test_who_was_not_reached_owes_no_anamnesis() -> None:
    facts = [START, event("attempts.documented", "2013-06-20", subject=MAYA)]
    assert due(facts, E10, "time.deadlines", as_of="2013-12-31") == []
    assert exit_reason(E10, "nicht_erreicht").kind == "early"


def test_reaching_the_aim_before_nine_months_is_good() -> None:
    assert exit_reason(E10, "vereinbart").kind == "positive_early"


def test_at_home_only_with_consent() -> None:
    assert [need.needed_for for need in E10.access.consents] == ["home_visit"]
    assert next(m for m in E10.care.meetings if m.code == "besuch").consent == "home_visit"


def test_the_premium_is_split_20_40_40() -> None:
    shares = {milestone.done_by: milestone.share for milestone in E10.money.milestones}
    assert shares == {"attempts.documented": 20, "anamnesis.done": 40, "contact.three_way": 40}
    assert sum(shares.values()) == 100


# --- Five attempts ---


def attempts(number: int) -> list[Fact]:
    """So many attempts, one each week, by letter and by phone."""
    days = ("2013-05-13", "2013-05-20", "2013-05-27", "2013-06-03", "2013-06-10")
    ways = ("attempt.letter", "attempt.phone", "attempt.message", "attempt.letter", "attempt.phone")
    return [event(way, on, subject=MAYA) for way, on in list(zip(ways, days, strict=True))[:number]]


@pytest.mark.parametrize(
    ("number", "label", "on"),
    [(0, "Kontaktversuch 1 von 5", "2013-05-13"), (3, "Kontaktversuch 4 von 5", "2013-06-03"),
     (4, "Kontaktversuch 5 von 5", "2013-06-10")],
)  # fmt: skip
def test_one_attempt_a_week(number: int, label: str, on: str) -> None:
    (item,) = due([START, *attempts(number)], E10, "time.ladders", as_of="2013-06-30")
    assert (item.rule, item.label, item.due_on.isoformat()) == ("time.ladders.erreichen", label, on)


def test_after_the_fifth_attempt_documentation_and_an_end_are_proposed() -> None:
    facts = [START, *attempts(5)]
    (item,) = due(facts, E10, "time.ladders", as_of="2013-06-10")
    assert (item.rule, item.due_on) == ("time.ladders.erreichen.end", day("2013-06-10"))
    assert item.label == "Die Versuche dokumentieren und vorschlagen, die Teilnahme zu beenden"
    documented = [*facts, event("attempts.documented", "2013-06-12", subject=MAYA)]
    assert due(documented, E10, "time.ladders", as_of="2013-06-12") == []


def test_attempts_at_home_are_only_named_with_consent() -> None:
    (item,) = due([START], E10, "time.ladders", as_of="2013-05-06")
    assert "zu Hause" not in item.explanation
    given = event("consent.given", "2013-05-06", value="home_visit", subject=MAYA)
    (item,) = due([START, given], E10, "time.ladders", as_of="2013-05-06")
    assert "zu Hause" in item.explanation


@pytest.mark.parametrize("ends", ["contact.talk", "contact.home_visit", "contact.regained", "attempts.stopped"])
def test_being_reached_or_the_wish_to_be_left_alone_ends_it(ends: str) -> None:
    assert (
        due([START, *attempts(2), event(ends, "2013-05-22", subject=MAYA)], E10, "time.ladders", as_of="2013-12-31")
        == []
    )


def test_a_phone_call_is_not_yet_being_reached_in_person() -> None:
    facts = [START, event("contact.phone", "2013-05-10", subject=MAYA)]
    assert due_on(facts, E10, "time.ladders", as_of="2013-05-10") == ["2013-05-13"]


# --- Five talks ---


def test_the_anamnesis_takes_five_personal_talks() -> None:
    days = ("2013-05-20", "2013-05-27", "2013-06-03", "2013-06-10", "2013-06-17")
    talks = [event("contact.home_visit" if n % 2 else "contact.talk", on, subject=MAYA) for n, on in enumerate(days)]
    (item,) = due([START, *talks[:4]], E10, "care.minimum_talks", as_of="2013-06-30")
    assert (item.label, item.due_on) == (
        "Anamnese in mindestens fünf persönlichen Gesprächen: 4 von 5 Gesprächen geführt",
        day("2013-08-06"),
    )
    assert due([START, *talks], E10, "care.minimum_talks", as_of="2013-06-30") == []


def test_the_premium_is_earned_when_the_papers_are_there() -> None:
    path = [("anamnesis.done", "2013-07-22", 40), ("contact.three_way", "2013-08-01", 80)]
    facts: list[Fact] = [START]
    assert earned_share(milestones(facts, E10, day("2013-07-21"))) == 0
    for code, on, share in path:
        facts = [*facts, event(code, on, subject=MAYA)]
        assert earned_share(milestones(facts, E10, day(on))) == share
    not_reached = [START, *attempts(5), event("attempts.documented", "2013-06-12", subject=MAYA)]
    assert earned_share(milestones(not_reached, E10, day("2013-06-12"))) == 20
