"""Where a search stands and what comes next."""

import datetime as dt
from dataclasses import dataclass

from rundblick.outreach.codes import Channel
from rundblick.outreach.ladder import ladder
from rundblick.outreach.rules import Told, next_step, standing, untried

FIRST = dt.date(2026, 11, 2)


@dataclass(frozen=True)
class Said:
    on: dt.date
    kind: str = "attempt"
    channel: str = "phone"
    result: str = "no_answer"


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def said(*days: int) -> list[Told]:
    return [Said(day(number)) for number in days]


def test_each_attempt_leads_one_step_on_and_the_last_one_to_thinking_together() -> None:
    steps = ladder().steps
    assert len(steps) == 5, "E10.2 prints five attempts"
    assert next_step(ladder(), [], today=FIRST).due_on == FIRST
    following = next_step(ladder(), said(0), today=day(1))
    assert (following.number, following.label, following.due_on) == (2, steps[1].label, day(3))
    last = next_step(ladder(), said(0, 3, 7, 14, 21), today=day(21))
    assert last.step is None and last.due_on == day(28) and "überlegen" in last.label
    assert next_step(ladder(), said(0, 3, 7, 14, 21, 22), today=day(30)).step is None


def test_at_that_pace_the_marks_of_one_and_four_weeks_fall_on_a_step() -> None:
    days, at = [], 0
    for after in [*(step.after_days for step in ladder().steps), ladder().closing.after_days]:
        at += after
        days.append(at)
    assert {mark.days for mark in ladder().marks} <= set(days)


def test_reached_back_and_a_talk_begin_anew() -> None:
    assert len(standing(said(0, 3)).attempts) == 2
    assert not standing([*said(0), Said(day(2), result="reached")]).attempts
    assert standing([*said(0), Said(day(2), "back", "", ""), *said(9)]).since == day(9)
    assert standing(said(0, 3, 9), talked_on=day(3)).since == day(9)
    assert standing(said(4), talked_on=day(3)).since == day(4)


def test_a_wish_for_quiet_holds_until_the_person_comes() -> None:
    quiet: list[Told] = [*said(0), Said(day(2), "stopped", "", "")]
    assert standing(quiet).stopped_on == day(2) and not standing(quiet).seeking
    assert standing([*quiet, Said(day(40), "back", "", "")]).stopped_on is None
    assert standing(quiet, talked_on=day(2)).stopped_on == day(2), "said in that very talk"
    assert standing(quiet, talked_on=day(5)).stopped_on is None


def test_ways_nobody_has_gone_are_named_and_no_step_begins_where_consent_is_needed() -> None:
    assert Channel.PHONE not in untried(said(0)) and Channel.CARD in untried(said(0))
    assert all(step.ways[0] not in (Channel.HOME, Channel.TRUSTED) for step in ladder().steps)
