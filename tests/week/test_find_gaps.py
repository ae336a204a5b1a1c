"""When a child has nobody: by example, and against a model that looks at each moment of two weeks."""

import uuid
from collections.abc import Collection, Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.week import rules
from rundblick.week.rules import CYCLE, DAY, WEEK, Time

CHILD, MAMA, PAPA, OMA = (uuid.UUID(int=number) for number in range(1, 5))
ALL_DAYS = tuple(range(7))
WORKDAYS = tuple(range(5))
HOUR = 60
STEP = 5
"""Times of the model are multiples of this, so looking once in each step is looking at every minute."""


def work(person: uuid.UUID, starts: float, ends: float, **values: object) -> Time:
    given = {"weekdays": WORKDAYS} | values
    return Time(uuid.uuid4(), person, starts=int(starts * HOUR), ends=int(ends * HOUR), **given)  # type: ignore[arg-type]


def kita(starts: float, ends: float, **values: object) -> Time:
    return work(CHILD, starts, ends, care=True, **values)


def said(spans: rules.Spans) -> list[str]:
    return [slot.words for slot in rules.slots(spans)]


def test_an_early_shift_of_a_lone_parent_leaves_the_hours_before_the_kita_open() -> None:
    found = rules.gaps(CHILD, [MAMA], [work(MAMA, 6, 14, way_before=30, way_after=30), kita(7.5, 15)])
    assert said(found.today) == ["Mo bis Fr 5:30–7:30 Uhr"]
    assert found.opened == found.closed == ()


def test_who_is_on_the_way_takes_the_child_along_on_its_own_way() -> None:
    times = [work(MAMA, 8, 12, way_before=30), kita(8, 12, way_before=30, way_after=15)]
    assert rules.gaps(CHILD, [MAMA], times).today == ()
    late = [work(MAMA, 7.75, 12, way_before=30), kita(8, 12, way_before=30)]
    assert said(rules.gaps(CHILD, [MAMA], late).today) == ["Mo bis Fr 7:15–7:30 Uhr", "Mo bis Fr 7:45–8:00 Uhr"]


def test_the_other_parent_or_a_chosen_carer_closes_the_gap() -> None:
    times = [work(MAMA, 6, 14), kita(8, 14)]
    assert rules.gaps(CHILD, [MAMA, PAPA], times).today == ()
    assert rules.gaps(CHILD, [MAMA, OMA], times).today == ()


def test_a_night_shift_runs_on_into_the_next_day_and_from_sunday_into_monday() -> None:
    night = work(MAMA, 22, 6, weekdays=(6,))
    assert said(rules.gaps(CHILD, [MAMA], [night]).today) == ["So 22:00–6:00 Uhr"]


def test_odd_and_even_weeks_are_told_apart() -> None:
    times = [work(MAMA, 8, 12, weekdays=(0,), weeks="odd"), work(MAMA, 8, 12, weekdays=(2,), weeks="even")]
    assert said(rules.gaps(CHILD, [MAMA], times).today) == ["Mo (ungerade Wochen); Mi (gerade Wochen) 8:00–12:00 Uhr"]


def test_a_planned_block_is_named_as_what_opens_a_gap() -> None:
    planned = work(MAMA, 13, 17, today=False)
    found = rules.gaps(CHILD, [MAMA], [work(MAMA, 8, 13), kita(8, 14), planned])
    assert found.today == () and said(found.planned) == ["Mo bis Fr 14:00–17:00 Uhr"]
    (cause,) = found.causes
    assert cause.time == planned and cause.spans == found.opened and not found.collisions


def test_two_plans_that_each_lean_on_the_other_parent_collide() -> None:
    one = work(MAMA, 14, 17, weekdays=(1,), today=False, goal=uuid.uuid4())
    other = work(PAPA, 15, 18, weekdays=(1,), today=False, goal=uuid.uuid4())
    found = rules.gaps(CHILD, [MAMA, PAPA], [one, other, kita(8, 14)])
    (collision,) = found.collisions
    assert {collision.first, collision.second} == {one, other}
    assert said(collision.spans) == ["Di 15:00–17:00 Uhr"]
    unshared = [one, work(PAPA, 15, 18, weekdays=(1,), today=False)]
    assert len(rules.gaps(CHILD, [MAMA, PAPA], unshared).causes) == 2
    assert not rules.gaps(CHILD, [MAMA, PAPA], unshared).collisions


def test_care_that_falls_away_is_named_and_care_that_comes_closes_a_gap() -> None:
    times = [work(MAMA, 6, 15), kita(6, 15, planned=False), kita(7, 15, today=False)]
    found = rules.gaps(CHILD, [MAMA], times)
    assert said(found.opened) == ["Mo bis Fr 6:00–7:00 Uhr"] and found.causes[0].leaves
    closing = rules.gaps(CHILD, [MAMA], [work(MAMA, 6, 8), kita(6, 8, today=False)])
    assert said(closing.closed) == ["Mo bis Fr 6:00–8:00 Uhr"]


def test_without_anybody_at_home_every_minute_without_care_is_open() -> None:
    assert said(rules.gaps(CHILD, [], []).today) == ["die ganze Woche"]
    assert said(rules.gaps(CHILD, [], [kita(8, 16, weekdays=(0,))]).today) == ["Mo ab 16:00 bis Mo 8:00 Uhr"]


times = st.builds(
    lambda person, weekdays, starts, length, before, after, weeks, holds, goal: Time(
        uuid.uuid4(),
        person,
        tuple(sorted(weekdays)),
        starts,
        (starts + length) % DAY,
        before,
        after,
        weeks,
        care=person == CHILD,
        today=holds[0],
        planned=holds[1],
        goal=uuid.uuid4() if goal else None,
    ),
    st.sampled_from([CHILD, CHILD, MAMA, PAPA]),
    st.sets(st.integers(0, 6), min_size=1, max_size=7),
    st.integers(0, DAY // STEP - 1).map(lambda steps: steps * STEP),
    st.integers(1, DAY // STEP - 1).map(lambda steps: steps * STEP),
    st.integers(0, 24).map(lambda steps: steps * STEP),
    st.integers(0, 24).map(lambda steps: steps * STEP),
    st.sampled_from(["every", "odd", "even"]),
    st.sampled_from([(True, True), (True, False), (False, True)]),
    st.booleans(),
)


class Model:
    """The same rules, moment by moment."""

    def __init__(self, found: Sequence[Time]) -> None:
        self.core = {time: self._minutes(time, 0, 0) for time in found}
        self.whole = {time: self._minutes(time, time.way_before, time.way_after) for time in found}

    @staticmethod
    def _minutes(time: Time, before: int, after: int) -> set[int]:
        length = (time.ends - time.starts) % DAY or DAY
        found: set[int] = set()
        for week in (0, 1):
            if time.weeks == "every" or (time.weeks == "odd") == (week == 0):
                for weekday in time.weekdays:
                    start = week * WEEK + weekday * DAY + time.starts
                    found |= {minute % CYCLE for minute in range(start - before, start + length + after, STEP)}
        return found

    def gap(self, found: Collection[Time], carers: Collection[uuid.UUID], minute: int) -> bool:
        care = [time for time in found if time.care and time.person == CHILD]
        if any(minute in self.core[time] for time in care):
            return False
        return all(self.held(found, carer, minute) for carer in carers)

    def held(self, found: Collection[Time], person: uuid.UUID, minute: int) -> bool:
        care = [time for time in found if time.care and time.person == CHILD]
        brought = any(minute in self.whole[time] for time in care) and not any(
            minute in self.core[time] for time in care
        )
        kept = self.core if brought else self.whole
        return any(minute in kept[time] for time in found if time.person == person)


def minutes(spans: rules.Spans, step: int = STEP) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end, step)}


@settings(max_examples=15, deadline=None)
@given(st.lists(times, max_size=7), st.sets(st.sampled_from([MAMA, PAPA])))
def test_the_gaps_are_those_of_a_model_that_looks_at_every_moment(found: list[Time], carers: set[uuid.UUID]) -> None:
    model, answer = Model(found), rules.gaps(CHILD, carers, found)
    today, planned = [one for one in found if one.today], [one for one in found if one.planned]
    open_today = {minute for minute in range(0, CYCLE, STEP) if model.gap(today, carers, minute)}
    open_planned = {minute for minute in range(0, CYCLE, STEP) if model.gap(planned, carers, minute)}
    assert minutes(answer.today) == open_today and minutes(answer.planned) == open_planned
    opened = open_planned - open_today
    assert minutes(answer.opened) == opened and minutes(answer.closed) == open_today - open_planned
    reasons = {cause.time: minutes(cause.spans) for cause in answer.causes if not cause.leaves}
    for time in planned:
        if time.today or time.person not in carers:
            assert time not in reasons
            continue
        wanted = {
            minute
            for minute in opened
            if model.held([*(one for one in planned if one.care), time], time.person, minute)
            and not model.held(today, time.person, minute)
        }
        assert reasons.get(time, set()) == wanted
    for one in answer.collisions:
        assert one.first.person != one.second.person and one.first.goal and one.second.goal
        assert minutes(one.spans) == reasons[one.first] & reasons[one.second]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, CYCLE - 1), st.integers(1, CYCLE)), max_size=6))
def test_stretches_are_joined_cut_and_told_without_losing_a_minute(pieces: list[tuple[int, int]]) -> None:
    spans = rules.joined((start, start + length) for start, length in pieces)
    every = {minute % CYCLE for start, length in pieces for minute in range(start, start + length)}
    assert minutes(spans, 1) == every
    assert all(a[1] < b[0] for a, b in pairwise(spans))
    assert minutes(rules.minus(rules.ALWAYS, spans), 1) == set(range(CYCLE)) - every
    told = {
        (day * DAY + slot.starts + minute) % CYCLE
        for slot in rules.slots(spans)
        for day in slot.days
        for minute in range(slot.length)
    }
    assert told == every
