"""What is asked, until when, and what an answer must say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.inquiries import rules
from rundblick.inquiries.codes import Outcome, State
from rundblick.inquiries.kinds import kind_of, kinds

DAY = dt.timedelta(days=1)
days = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2050, 1, 1))


@given(asked=days, length=st.integers(1, 60), wanted=st.none() | days)
def test_a_wanted_day_counts_and_otherwise_the_days_of_the_kind(
    asked: dt.date, length: int, wanted: dt.date | None
) -> None:
    due = rules.due(asked_on=asked, days=length, wanted=wanted)
    assert due == wanted if wanted else due == asked + length * DAY
    assert rules.last_day(due) > due


@given(due=days, ended=st.booleans(), answered=st.booleans(), day=days)
def test_only_a_running_question_without_an_answer_is_late(
    due: dt.date, ended: bool, answered: bool, day: dt.date
) -> None:
    state = rules.state(ended=ended, answered=answered)
    late = rules.is_late(due_on=due, state=state, as_of=day)
    assert late == (due < day and not ended and not answered)


@pytest.mark.parametrize("outcome", list(Outcome))
def test_who_lacks_something_says_what(outcome: Outcome) -> None:
    alone = outcome in (Outcome.SETTLED, Outcome.CHECKING)
    assert bool(rules.problems(outcome=outcome, text=" ")) != alone
    assert rules.problems(outcome=outcome, text="Die Kopie der Miete") == {}


def test_an_answer_without_an_outcome_is_none() -> None:
    assert "outcome" in rules.problems(outcome="", text="Text")
    assert rules.state(ended=True, answered=False) is State.ENDED


def test_every_kind_has_days_and_questions_about_minderungen_speak_for_the_person() -> None:
    assert {one.code for one in kinds() if one.for_person} == {"hardship", "reason"}
    assert kind_of("emergency").days == 1
    assert kind_of("gone").label == "gone"
