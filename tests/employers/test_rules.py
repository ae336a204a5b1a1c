"""Rules without a database: open questions, three answers, carved hours, special jobs on a day."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.catalogue.working import conditions_by_code
from rundblick.employers import rules
from rundblick.employers.codes import WHAT_HELPS, SpecialState, Worry

DAY = dt.date(2026, 5, 4)
CODES = sorted(conditions_by_code())
FULL = {name: "x" for name in rules.QUESTIONS} | {"hours_until": None}


@given(st.dictionaries(st.sampled_from(CODES), st.booleans()))
def test_every_condition_is_answered_yes_answered_no_or_open_and_never_two_of_them(answers: dict[str, bool]) -> None:
    met = [code for code, yes in answers.items() if yes]
    unmet = [code for code, yes in answers.items() if not yes]
    groups = rules.conditions(met, unmet)
    known = conditions_by_code()
    assert sorted(words for group in groups for words in group.met) == sorted(known[code].sheet for code in met)
    assert sorted(words for group in groups for words in group.unmet) == sorted(known[code].question for code in unmet)
    assert sum(len(group.open) for group in groups) == len(CODES) - len(answers)


@pytest.mark.parametrize("name", list(rules.QUESTIONS))
def test_what_has_no_answer_is_a_question_for_the_next_time(name: str) -> None:
    nothings: tuple[object, ...] = (None, "", [])
    for nothing in nothings:
        assert rules.not_asked(SimpleNamespace(**FULL | {name: nothing})) == (rules.QUESTIONS[name],)
    assert rules.not_asked(SimpleNamespace(**FULL)) == ()


def test_nothing_to_lift_and_no_open_position_are_answers() -> None:
    assert rules.not_asked(SimpleNamespace(**FULL | {"heaviest": 0, "positions": 0})) == ()


def test_hours_are_known_when_either_end_is() -> None:
    assert rules.not_asked(SimpleNamespace(**FULL | {"hours_from": None, "hours_until": 20})) == ()


def test_a_protocol_that_contradicts_itself_is_told_field_by_field() -> None:
    wrong = {
        "hours_from": 20,
        "hours_until": 10,
        "visited_on": DAY + dt.timedelta(days=1),
        "met": ["quiet"],
        "unmet": ["quiet"],
    }
    assert set(rules.visit_problems(wrong, as_of=DAY)) == {"hours_until", "visited_on", "met"}
    assert rules.visit_problems({"hours_from": 20, "hours_until": 20, "visited_on": DAY}, as_of=DAY) == {}


def test_a_next_step_has_words_and_a_day_or_neither() -> None:
    assert rules.talk_problems({"next_step": "Anrufen"}).keys() == {"next_on"}
    assert rules.talk_problems({"next_on": DAY}).keys() == {"next_step"}
    assert rules.talk_problems({}) == rules.talk_problems({"next_step": "Anrufen", "next_on": DAY}) == {}


@dataclass
class Line:
    hours: Decimal
    moves: bool


@given(st.lists(st.builds(Line, st.decimals(0, 60, places=1), st.booleans())))
def test_hours_that_move_and_hours_that_stay_are_all_hours(lines: list[Line]) -> None:
    sums = rules.carved(lines)
    assert sums.total == sum((line.hours for line in lines), Decimal(0))
    assert sums.moves == sum((line.hours for line in lines if line.moves), Decimal(0))


def test_a_special_job_stands_where_its_latest_step_until_that_day_put_it() -> None:
    steps = [(DAY, "planned"), (DAY, "free"), (DAY + dt.timedelta(days=9), "filled")]
    assert rules.state_on(steps, DAY - dt.timedelta(days=1)) == ""
    assert rules.state_on(steps, DAY) == "free"
    assert rules.state_on(steps, DAY + dt.timedelta(days=8)) == "free"
    assert rules.state_on(steps[::-1], DAY + dt.timedelta(days=9)) == "filled"


@given(st.lists(st.sampled_from(["", *SpecialState.values])))
def test_what_is_filled_is_part_of_what_is_set_up(states: list[str]) -> None:
    count = rules.count_special(states, day=DAY)
    assert 0 <= count.filled <= count.ready
    assert count.ready + count.planned + count.ended == len([state for state in states if state])


def test_every_worry_has_something_that_may_help() -> None:
    assert set(WHAT_HELPS) == set(Worry.values)
    assert all(WHAT_HELPS.values())
