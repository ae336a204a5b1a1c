"""Missing sessions: somebody looks after the person, catches up what was missed, and talks about a long absence."""

from decimal import Decimal
from typing import Any

import pytest

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import DueItem, due_items, rules_of
from tests.programmes.build import BEN, MAYA, as_data, day, ended, event, full, full_with, household, started

START = started("2021-03-01", MAYA)


def due(
    facts: list[Fact], rule: str, *, as_of: str = "2021-12-31", programme: Programme | None = None
) -> list[DueItem]:
    items = due_items(facts, programme or full(), day(as_of))
    return [item for item in items if item.rule == f"attendance.{rule}"]


def session(on: str, state: str = "unexcused", *, who: Any = MAYA, key: str = "") -> Fact:
    return event(f"attendance.{state}", on, value=Decimal(1), subject=who, key=key)


def missed(*days: str, state: str = "unexcused", who: Any = MAYA) -> list[Fact]:
    return [session(on, state, who=who) for on in days]


THREE = missed("2021-03-29", "2021-03-31", "2021-04-01")


# --- Looking after the person ---


def test_the_third_session_missed_in_a_row_makes_it_due() -> None:
    assert due([START, *THREE[:2]], "outreach") == []
    (item,) = due([START, *THREE], "outreach")
    assert (item.label, item.kind, item.topic, item.subject) == ("Nach der Person sehen", "task", "programmes", MAYA)
    assert item.due_on == day("2021-04-06")  # the next working day after Easter
    assert item.explanation == "3 Mal nacheinander gefehlt, zuletzt am 01.04.2021; 1 Arbeitstag danach"


def test_missing_on_does_not_put_it_off() -> None:
    facts = [START, *THREE, *missed("2021-04-06", "2021-04-07", "2021-04-08")]
    assert [item.due_on for item in due(facts, "outreach")] == [day("2021-04-06")]


@pytest.mark.parametrize("on", ["2021-04-01", "2021-04-08"])
def test_going_to_see_answers_it_and_counting_begins_anew(on: str) -> None:
    facts = [START, *THREE, event("attendance.outreach", on, subject=MAYA)]
    assert due(facts, "outreach") == []
    facts += missed("2021-04-12", "2021-04-13")
    assert due(facts, "outreach") == []
    (item,) = due([*facts, *missed("2021-04-14")], "outreach")
    assert item.due_on == day("2021-04-15")


def test_presence_answers_it_and_breaks_a_row() -> None:
    assert due([START, *THREE, session("2021-04-06", "present")], "outreach") == []
    broken = [START, *THREE[:2], session("2021-03-30", "present"), *THREE[2:]]
    assert due(broken, "outreach") == []


def test_an_excused_session_breaks_a_row_but_settles_none() -> None:
    broken = [START, *THREE[:2], session("2021-03-30", "excused"), *THREE[2:]]
    assert due(broken, "outreach") == []
    assert len(due([START, *THREE, session("2021-04-06", "excused")], "outreach")) == 1


def test_without_named_kinds_every_absence_counts() -> None:
    attendance = as_data(2)["attendance"]
    programme = full_with(attendance={"outreach": attendance["outreach"] | {"kinds": [], "after": 1}})
    (item,) = due([START, session("2021-03-29", "sick")], "outreach", programme=programme)
    assert item.explanation.startswith("Einmal gefehlt, zuletzt am 29.03.2021")


def test_sessions_of_one_day_follow_each_other_by_their_key() -> None:
    morning, noon = session("2021-04-01", "present", key="1"), session("2021-04-01", key="2")
    facts = [START, *THREE[:2], noon, session("2021-04-06"), session("2021-04-07")]
    assert len(due(facts, "outreach")) == 1
    assert due([*facts[:-1], morning], "outreach") == []


# --- Catching up ---


def test_each_missed_session_can_be_caught_up() -> None:
    items = due([START, *missed("2021-03-29", "2021-03-31", state="sick")], "make_up")
    assert [(item.key, item.due_on.isoformat()) for item in items] == [
        ("2021-03-29", "2021-04-12"),
        ("2021-03-31", "2021-04-14"),
    ]
    assert items[0].explanation == "Versäumt am 29.03.2021; 2 Wochen Zeit zum Nachholen"


def test_what_is_made_up_answers_its_session_and_without_a_key_the_oldest() -> None:
    facts = [START, *(session(f"2021-03-{on}", key=key) for on, key in (("08", "a"), ("09", "b"), ("10", "c")))]
    by_key = [*facts, event("attendance.made_up", "2021-03-15", subject=MAYA, key="b")]
    assert [item.key for item in due(by_key, "make_up")] == ["a", "c"]
    oldest = [*by_key, event("attendance.made_up", "2021-03-16", subject=MAYA)]
    assert [item.key for item in due(oldest, "make_up")] == ["c"]
    before = [*facts, event("attendance.made_up", "2021-03-07", subject=MAYA)]
    assert len(due(before, "make_up")) == 3


def test_presence_makes_up_nothing() -> None:
    assert len(due([START, *THREE, session("2021-04-06", "present")], "make_up")) == 3


def test_catching_up_may_be_asked_only_after_several() -> None:
    attendance = as_data(2)["attendance"]
    programme = full_with(attendance={"make_up": attendance["make_up"] | {"after": 2}})
    facts = [START, *missed("2021-03-08"), session("2021-03-09", "present"), *missed("2021-03-10", "2021-03-11")]
    assert [item.key for item in due(facts, "make_up", programme=programme)] == ["2021-03-10", "2021-03-11"]


# --- A long absence ---


def test_a_long_absence_is_talked_about_and_counts_from_its_first_session() -> None:
    facts = [START, session("2021-03-02", "present"), *missed("2021-03-08", state="sick"), *missed("2021-03-15")]
    (item,) = due(facts, "longest_absence")
    assert (item.due_on, item.kind, item.label) == (day("2021-04-19"), "review", "Über das lange Fehlen sprechen")
    assert item.explanation == "Nicht da seit dem 08.03.2021; nach 6 Wochen"
    assert due([*facts, session("2021-03-16", "present")], "longest_absence") == []


def test_talking_about_it_answers_it_until_the_next_session_is_missed() -> None:
    facts = [START, *missed("2021-03-08"), event("attendance.reviewed", "2021-04-19", subject=MAYA)]
    assert due(facts, "longest_absence") == []
    assert [item.due_on for item in due([*facts, *missed("2021-04-20")], "longest_absence")] == [day("2021-06-01")]


# --- Whose sessions ---


def test_in_a_household_each_member_is_looked_after() -> None:
    facts = [START, started("2021-03-01", BEN), *THREE, *missed("2021-03-29", "2021-03-31", who=BEN)]
    assert [item.subject for item in due(facts, "outreach", programme=household())] == [MAYA]
    assert len(due(facts, "make_up", programme=household())) == 5


def test_sessions_of_others_before_the_start_or_after_the_end_ask_for_nothing() -> None:
    assert due([START, *missed("2021-03-29", "2021-03-31", "2021-04-01", who=BEN)], "outreach") == []
    assert due([started("2021-04-01", MAYA), *THREE], "outreach") == []
    assert due([START, *THREE, ended("2021-04-05")], "outreach") == []
    assert due([START, *THREE], "make_up", programme=full(attendance=None)) == []


def test_the_reactions_are_rules_that_say_what_answers_them() -> None:
    rules = rules_of(full())
    words = {name: rules[f"attendance.{name}"].words for name in ("outreach", "make_up", "longest_absence")}
    assert words == {
        "outreach": "1 Arbeitstag nach 3 Mal Fehlen nacheinander",
        "make_up": "2 Wochen nach einem Fehlen",
        "longest_absence": "nach 6 Wochen ohne Anwesenheit",
    }
    assert rules["attendance.make_up"].done_by == ("attendance.made_up",)
    assert not [code for code in rules_of(full(attendance=None)) if code.startswith("attendance.")]
