"""Pauses stop the clocks that count from the start; extensions move the end."""

import datetime as dt
from typing import Any

import pytest

from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import Participation
from rundblick.programmes.rules import DueItem, due_items, phase_at
from tests.programmes.build import BEN, MAYA, day, ended, event, full, full_with, household, plan, started

LATER = "2021-12-31"
WITHOUT_EXTENSION: dict[str, Any] = {"time": {"extension": None}}


def due(facts: list[Fact], rule: str, *, as_of: str = LATER, programme: Programme | None = None) -> list[DueItem]:
    return [item for item in due_items(facts, programme or full(), day(as_of)) if item.rule == rule]


def due_on(facts: list[Fact], rule: str, *, as_of: str = LATER, programme: Programme | None = None) -> list[str]:
    return [item.due_on.isoformat() for item in due(facts, rule, as_of=as_of, programme=programme)]


def rest(since: str, until: str | None = None, *, who: Any = MAYA) -> list[Fact]:
    facts = [event("participation.paused", since, subject=who)]
    return [*facts, event("participation.resumed", until, subject=who)] if until else facts


# --- Pauses ---


def test_a_pause_puts_off_the_end_by_its_days() -> None:
    assert due_on([started("2021-01-31", MAYA)], "time.duration") == ["2021-07-31"]
    facts = [started("2021-01-31", MAYA), *rest("2021-02-22", "2021-03-08")]
    (item,) = due(facts, "time.duration")
    assert item.due_on == day("2021-08-14")  # over the end of February: 14 days
    assert item.explanation == "Beginn am 31.01.2021, höchstens 6 Monate; 14 Tage Pause kommen dazu"


def test_two_pauses_add_up_and_one_day_is_one_day() -> None:
    facts = [started("2021-01-31", MAYA), *rest("2021-02-01", "2021-02-02"), *rest("2021-03-01", "2021-03-11")]
    assert due_on(facts, "time.duration") == ["2021-08-11"]


def test_a_leap_day_in_a_pause_is_a_day() -> None:
    facts = [started("2020-01-31", MAYA), *rest("2020-02-28", "2020-03-01")]
    assert due_on(facts, "time.deadlines.zwischen") == ["2020-05-02"]  # 30 April, and two days


def test_deadlines_phases_rhythm_and_talks_wait_as_long() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-01-20", "2021-02-03")]
    assert due_on(facts, "time.deadlines.zwischen") == ["2021-04-15"]
    assert due_on(facts, "care.minimum_talks.anamnese") == ["2021-02-15"]
    before, after = (phase_at(facts, full(), day(text)) for text in ("2021-03-14", "2021-03-15"))
    assert (before and before.code, after and after.code) == ("anfang", "mitte")


def test_what_was_over_before_the_pause_stays_where_it_was() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-02", "2021-02-12")]
    assert due_on(facts, "care.minimum_talks.anamnese") == ["2021-02-01"]
    on_the_day = [started("2021-01-01", MAYA), *rest("2021-02-01", "2021-02-12")]
    assert due_on(on_the_day, "care.minimum_talks.anamnese") == ["2021-02-12"]


def test_working_days_that_are_put_off_end_on_a_working_day() -> None:
    assert due_on([started("2021-03-26", MAYA)], "time.deadlines.vertrag") == ["2021-04-06"]  # Easter lies between
    facts = [started("2021-03-26", MAYA), *rest("2021-03-29", "2021-04-02")]
    assert due_on(facts, "time.deadlines.vertrag") == ["2021-04-12"]  # 6 April and four days is a Saturday


def test_while_it_rests_nobody_knows_when_it_ends() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10")]
    assert due(facts, "time.duration") == []
    assert due(facts, "time.extension") == []
    assert due(facts, "time.deadlines.zwischen") == []
    assert due_on(facts, "care.minimum_talks.anamnese") == ["2021-02-01"]
    phase = phase_at(facts, full(), day("2021-06-01"))
    assert phase is not None and phase.code == "anfang"


def test_the_end_of_the_run_does_not_wait() -> None:
    assert due_on([started("2021-01-01", MAYA), *rest("2021-02-10")], "runs.erster") == ["2022-12-31"]


def test_no_contact_is_due_in_a_pause_and_the_next_one_not_before_it_is_over() -> None:
    facts = [started("2021-02-01", MAYA), event("contact.talk", "2021-02-03", subject=MAYA)]
    assert due([*facts, *rest("2021-02-05")], "care.rhythm.eng") == []
    (item,) = due([*facts, *rest("2021-02-05", "2021-03-01")], "care.rhythm.eng")
    assert item.due_on == day("2021-03-01")
    assert item.explanation.endswith("ab dem ersten Tag nach der Pause")
    talked = [*facts, *rest("2021-02-05", "2021-03-01"), event("contact.phone", "2021-02-28", subject=MAYA)]
    assert due_on(talked, "care.rhythm.eng") == ["2021-03-07"]


def test_a_pause_ends_after_its_longest_span_at_a_review() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10")]
    (item,) = due(facts, "time.pause")
    assert (item.label, item.kind, item.due_on) == ("Pause endet", "review", day("2021-03-24"))
    assert item.explanation == "Beginn einer Pause am 10.02.2021; höchstens 6 Wochen"
    assert due([*facts, event("participation.resumed", "2021-03-01", subject=MAYA)], "time.pause") == []
    unlimited = full_with(time={"pause": {"origin": {"rows": ["B2"]}}})
    assert due(facts, "time.pause", programme=unlimited) == []


def test_where_no_pause_is_foreseen_its_events_are_ignored() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10")]
    programme = full_with(time={"pause": None})
    assert due_items(facts, programme, day(LATER)) == due_items(facts[:1], programme, day(LATER))


def test_a_pause_taken_up_on_its_first_day_was_none() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10", "2021-02-10")]
    assert due_on(facts, "time.duration") == ["2021-07-01"]


def test_a_pause_told_twice_goes_on() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10"), *rest("2021-02-15", "2021-02-20")]
    assert due_on(facts, "time.duration") == ["2021-07-11"]


def test_what_is_resumed_and_paused_on_one_day_rests_on() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10", "2021-02-15"), *rest("2021-02-15")]
    assert due_on(facts, "time.pause") == ["2021-03-29"]


def test_a_pause_of_somebody_else_stops_no_clock() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10", "2021-03-10", who=BEN)]
    assert due_on(facts, "time.duration") == ["2021-07-01"]


def test_with_the_last_day_a_pause_is_over() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10"), ended("2021-02-20")]
    read = Participation.of(facts, full())
    assert read is not None
    assert [(one.since, one.until) for one in read.rests] == [(day("2021-02-10"), day("2021-02-21"))]
    assert due(facts, "time.pause") == []


def test_a_household_rests_while_all_who_take_part_do() -> None:
    both = [started("2021-01-01", MAYA), started("2021-02-01", BEN)]
    assert due(both + rest("2021-03-01"), "time.pause", programme=household()) == []
    facts = [*both, *rest("2021-03-01", "2021-03-20"), *rest("2021-03-11", "2021-04-01", who=BEN)]
    assert due_on(facts, "time.duration", programme=household()) == ["2021-07-10"]  # 11 to 19 March: nine days
    gone = [*both, *rest("2021-03-01"), event("participation.ended", "2021-03-05", subject=BEN)]
    (item,) = due(gone, "time.pause", programme=household())
    assert (item.subject, item.anchor.subject) == (None, MAYA)
    early = [*both, *rest("2021-01-10", "2021-01-20")]  # Ben had not begun yet
    assert due_on(early, "time.duration", programme=household()) == ["2021-07-11"]


# --- Extensions ---


def test_before_the_end_somebody_asks_whether_to_extend() -> None:
    (item,) = due([started("2021-01-31", MAYA)], "time.extension")
    assert (item.label, item.kind, item.due_on) == ("Verlängerung prüfen", "review", day("2021-07-03"))
    assert item.explanation == (
        "Ende am 31.07.2021; 4 Wochen vorher. Möglich: höchstens 3 Monate, insgesamt 12 Monate ab Beginn"
    )
    assert due([started("2021-01-31", MAYA)], "time.extension", programme=full_with(**WITHOUT_EXTENSION)) == []


@pytest.mark.parametrize("answer", ["participation.extension_requested", "participation.extension_declined"])
def test_the_question_is_answered(answer: str) -> None:
    assert due([started("2021-01-31", MAYA), event(answer, "2021-07-01", subject=MAYA)], "time.extension") == []


def test_an_extension_gives_a_new_last_day() -> None:
    facts = [started("2021-01-31", MAYA), plan("participation.extended", "2021-07-01", "2021-10-31", subject=MAYA)]
    (item,) = due(facts, "time.duration")
    assert (item.due_on, item.kind) == (day("2021-10-31"), "end")
    assert item.explanation == "Verlängert bis 31.10.2021 (entschieden am 01.07.2021)"
    assert due_on(facts, "time.duration", as_of="2021-06-30") == ["2021-07-31"]


def test_a_last_day_beyond_the_longest_counts_and_says_so() -> None:
    on_the_limit, beyond = (
        [started("2021-01-31", MAYA), plan("participation.extended", "2021-07-01", last, subject=MAYA)]
        for last in ("2022-01-31", "2022-02-01")
    )
    (item,) = due(on_the_limit, "time.duration")
    assert "vorgesehen" not in item.explanation
    (item,) = due(beyond, "time.duration")
    assert item.due_on == day("2022-02-01")
    assert item.explanation.endswith("; vorgesehen sind höchstens 12 Monate, also bis 31.01.2022")


def test_a_pause_moves_the_limit_but_not_the_day_that_was_given() -> None:
    facts = [
        started("2021-01-31", MAYA),
        *rest("2021-08-02", "2021-08-12"),
        plan("participation.extended", "2021-07-01", "2022-02-10", subject=MAYA),
    ]
    (item,) = due(facts, "time.duration")
    assert item.due_on == day("2022-02-10")
    assert "vorgesehen" not in item.explanation


def test_the_last_decision_counts_and_one_that_is_called_off_does_not() -> None:
    first = plan("participation.extended", "2021-07-01", "2021-10-31", key="a", subject=MAYA)
    second = plan("participation.extended", "2021-10-01", "2021-12-15", off="2021-11-01", key="b", subject=MAYA)
    facts = [started("2021-01-31", MAYA), first, second]
    assert due_on(facts, "time.duration", as_of="2021-10-31") == ["2021-12-15"]
    assert due_on(facts, "time.duration", as_of="2021-11-01") == ["2021-10-31"]


def test_the_question_returns_before_an_extended_end_while_there_is_room() -> None:
    facts = [started("2021-01-31", MAYA), plan("participation.extended", "2021-07-01", "2021-10-31", subject=MAYA)]
    (item,) = due(facts, "time.extension")
    assert (item.due_on, item.key) == (day("2021-10-03"), "2021-10-31")
    assert due([*facts, event("participation.extension_declined", "2021-10-04", subject=MAYA)], "time.extension") == []
    full_length = [facts[0], plan("participation.extended", "2021-07-01", "2022-01-31", subject=MAYA)]
    assert due(full_length, "time.extension") == []
    extension = full().time.extension
    assert extension is not None
    open_ended = extension.model_dump(mode="json", exclude={"at_most"})
    assert due(facts, "time.extension", programme=full_with(time={"extension": open_ended})) == []


def test_where_the_run_ends_first_nobody_asks() -> None:
    facts = [started("2022-08-01", MAYA)]
    assert due_on(facts, "runs.erster", as_of="2022-08-02") == ["2022-12-31"]
    assert due(facts, "time.extension", as_of="2022-08-02") == []


def test_an_extension_counts_only_where_one_is_foreseen() -> None:
    facts = [started("2021-01-31", MAYA), plan("participation.extended", "2021-07-01", "2021-10-31", subject=MAYA)]
    assert due_on(facts, "time.duration", programme=full_with(**WITHOUT_EXTENSION)) == ["2021-07-31"]


def test_without_a_duration_only_what_was_given_ends_it() -> None:
    programme = full_with(time={"duration": None})
    facts = [started("2021-01-31", MAYA)]
    assert due(facts, "time.duration", programme=programme) == []
    extended = [*facts, plan("participation.extended", "2021-07-01", "2021-10-31", subject=MAYA)]
    assert due_on(extended, "time.duration", programme=programme) == ["2021-10-31"]


def test_the_page_of_a_day_in_the_past_knows_no_later_pause() -> None:
    facts = [started("2021-01-01", MAYA), *rest("2021-02-10", "2021-02-20")]
    assert due_on(facts, "time.duration", as_of="2021-02-09") == ["2021-07-01"]
    assert due_on(facts, "time.duration", as_of="2021-02-19") == []
    assert day(due_on(facts, "time.duration")[0]) == day("2021-07-01") + dt.timedelta(days=10)
