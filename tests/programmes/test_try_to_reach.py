"""Contact ladders: so many attempts, then a proposal; contact or the person's wish ends them at once."""

from typing import Any

import pytest

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, rules_of
from tests.programmes.build import BEN, MAYA, as_data, day, ended, event, full, full_with, household, started

LADDER = "time.ladders.erreichen"
END = "time.ladders.erreichen.end"
LOST = [started("2021-01-04", MAYA), event("contact.lost", "2021-03-24", subject=MAYA)]


def due(facts: list[Fact], *, as_of: str = "2021-12-31", programme: Programme | None = None) -> list[DueItem]:
    return [i for i in due_items(facts, programme or full(), day(as_of)) if i.rule.startswith("time.ladders")]


def attempts(*days: str, way: str = "attempt.letter", who: Any = MAYA) -> list[Fact]:
    return [event(way, on, subject=who) for on in days]


FOUR = attempts("2021-03-29", "2021-04-06", "2021-04-12", "2021-04-15")
FIVE = [*FOUR, *attempts("2021-04-20", way="attempt.phone")]


def test_the_first_attempt_is_due_so_long_after_contact_was_lost() -> None:
    (item,) = due(LOST)
    assert (item.rule, item.label) == (LADDER, "Kontaktversuch 1 von 5")
    assert item.due_on == day("2021-03-29")  # three working days, the weekend left out
    assert (item.kind, item.topic, item.subject, item.key) == ("task", "appointments", MAYA, "2021-03-24")
    assert item.explanation == "Kontakt abgerissen am 24.03.2021; noch kein Versuch; möglich: per Brief, per Telefon"


def test_each_attempt_leads_to_the_next() -> None:
    (item,) = due([*LOST, *attempts("2021-03-31")])
    assert (item.label, item.due_on) == ("Kontaktversuch 2 von 5", day("2021-04-07"))  # Easter lies in between
    assert "; zuletzt: Versuch per Brief am 31.03.2021; " in item.explanation


def test_the_fifth_attempt_is_the_last_and_then_something_is_proposed() -> None:
    (item,) = due([*LOST, *FOUR])
    assert (item.rule, item.label, item.due_on) == (LADDER, "Kontaktversuch 5 von 5", day("2021-04-20"))
    (item,) = due([*LOST, *FIVE])
    assert (item.rule, item.due_on) == (END, day("2021-04-20"))
    assert item.label == "Die Versuche festhalten und das Ende vorschlagen"
    assert item.explanation == "Kontakt abgerissen am 24.03.2021; 5 von 5 Versuchen, der letzte am 20.04.2021"


def test_a_sixth_attempt_does_not_move_the_proposal_and_an_answer_ends_it() -> None:
    facts = [*LOST, *FIVE, *attempts("2021-05-03")]
    assert [item.due_on for item in due(facts)] == [day("2021-04-20")]
    assert due([*facts, event("attempts.documented", "2021-05-04", subject=MAYA)]) == []
    too_early = [*LOST, *FIVE, event("attempts.documented", "2021-04-19", subject=MAYA)]
    assert [item.rule for item in due(too_early)] == [END]


def test_two_ways_on_one_day_are_two_attempts() -> None:
    (item,) = due([*LOST, *attempts("2021-03-29"), *attempts("2021-03-29", way="attempt.phone")])
    assert item.label == "Kontaktversuch 3 von 5"


def test_only_the_ways_of_the_ladder_and_attempts_after_it_began_count() -> None:
    facts = [*LOST, *attempts("2021-03-23"), *attempts("2021-03-30", way="attempt.message")]
    assert [item.label for item in due(facts)] == ["Kontaktversuch 1 von 5"]


@pytest.mark.parametrize("code", ["contact.talk", "contact.phone", "contact.regained", "attempts.stopped"])
@pytest.mark.parametrize("tried", [[], FIVE])
def test_contact_or_the_wish_to_be_left_alone_ends_it_at_once(code: str, tried: list[Fact]) -> None:
    facts = [*LOST, *tried]
    assert len(due(facts)) == 1
    assert due([*facts, event(code, "2021-04-20", subject=MAYA)]) == []
    assert due([*facts, event(code, "2021-03-24", subject=MAYA)]) == []


def test_the_wish_holds_until_there_is_contact_again() -> None:
    wish = event("attempts.stopped", "2021-03-20", subject=MAYA)
    assert due([*LOST, wish]) == []
    assert due([*LOST, wish, event("contact.phone", "2021-03-20", subject=MAYA)]) == []
    again = [*LOST, wish, event("contact.regained", "2021-03-21", subject=MAYA)]
    assert [item.label for item in due(again)] == ["Kontaktversuch 1 von 5"]


def test_told_again_it_is_the_same_ladder_and_after_a_contact_a_new_one() -> None:
    twice = [*LOST, *attempts("2021-03-29"), event("contact.lost", "2021-04-01", subject=MAYA)]
    assert [(item.key, item.label) for item in due(twice)] == [("2021-03-24", "Kontaktversuch 2 von 5")]
    between = [*twice, event("contact.talk", "2021-03-31", subject=MAYA)]
    assert [(item.key, item.label) for item in due(between)] == [("2021-04-01", "Kontaktversuch 1 von 5")]
    answered = [*LOST, *FIVE, event("attempts.documented", "2021-05-04", subject=MAYA)]
    (item,) = due([*answered, event("contact.lost", "2021-06-01", subject=MAYA)])
    assert (item.key, item.label) == ("2021-06-01", "Kontaktversuch 1 von 5")


def test_nobody_is_named_a_way_into_a_home_without_consent() -> None:
    given = event("consent.given", "2021-03-01", value="home_visit", subject=MAYA)
    withdrawn = event("consent.withdrawn", "2021-03-26", value="home_visit", subject=MAYA)
    other = event("consent.given", "2021-03-01", value="exchange", subject=MAYA)
    (item,) = due([*LOST, given])
    assert item.explanation.endswith("möglich: per Brief, per Telefon, zu Hause")
    for facts in (
        [],
        [other],
        [given, withdrawn],
        [event("consent.given", "2021-03-01", value="home_visit", subject=BEN)],
    ):
        (item,) = due([*LOST, *facts])
        assert "zu Hause" not in item.explanation


def test_where_only_visits_are_foreseen_nothing_is_tried_without_consent() -> None:
    ladders = as_data(2)["time"]["ladders"]
    only_visits = full_with(time={"ladders": [ladders[0] | {"ways": ["attempt.visit"]}]})
    assert due(LOST, programme=only_visits) == []
    given = event("consent.given", "2021-03-24", value="home_visit", subject=MAYA)
    assert len(due([*LOST, given], programme=only_visits)) == 1


def test_a_pause_and_the_end_stop_it() -> None:
    assert due([*LOST, event("participation.paused", "2021-03-25", subject=MAYA)]) == []
    paused = [event("participation.paused", "2021-03-25", subject=MAYA), event("participation.resumed", "2021-04-30")]
    assert [item.due_on for item in due([*LOST, *paused])] == [day("2021-04-30")]
    assert due([*LOST, *FIVE, ended("2021-05-01")]) == []


def test_it_may_begin_with_the_participation() -> None:
    ladders = as_data(2)["time"]["ladders"]
    outreach = full_with(time={"ladders": [ladders[0] | {"starts": "participation.started", "every": {"months": 1}}]})
    (item,) = due([started("2021-01-31", MAYA)], programme=outreach)
    assert (item.key, item.due_on, item.subject) == ("", day("2021-02-28"), MAYA)


def test_in_a_household_each_member_is_reached_for_herself() -> None:
    lost = [event("contact.lost", "2021-03-24", subject=who) for who in (MAYA, BEN)]
    facts = [
        started("2021-01-04", MAYA),
        started("2021-01-04", BEN),
        *lost,
        event("contact.talk", "2021-03-25", subject=BEN),
    ]
    assert [item.subject for item in due(facts, programme=household())] == [MAYA]
    assert due([*facts, event("contact.talk", "2021-03-25")], programme=household()) == []


def test_both_steps_are_rules_that_say_what_answers_them() -> None:
    rules = rules_of(full())
    assert rules[LADDER].words == "bis zu 5 Versuche, alle 3 Arbeitstage, nach: Kontakt abgerissen"
    assert rules[LADDER].done_by == ("attempt.letter", "attempt.phone", "attempt.visit")
    assert rules[END].done_by == ("attempts.documented",)
