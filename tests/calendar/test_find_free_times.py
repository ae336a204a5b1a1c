"""Free times and offers, with ways, lunch and days on which the clock changes. No database."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.calendar.codes import Setting
from rundblick.calendar.rules import end_after, wall
from rundblick.calendar.slots import USUAL, Hours, Span, fits, free, offers, without, working
from rundblick.web.clock import BERLIN

TUESDAY = dt.date(2026, 12, 1)
SUMMER, WINTER = dt.date(2027, 3, 28), dt.date(2027, 10, 31)
NIGHTLY = Hours(week=dict.fromkeys(range(1, 8), (dt.time(0), dt.time(23, 45))))


def at(clock: str, day: dt.date = TUESDAY) -> dt.datetime:
    return wall(day, dt.time.fromisoformat(clock))


def span(first: str, last: str, setting: str = "office") -> Span:
    return Span(at(first), at(last), setting)


def clocks(found: list[dt.datetime]) -> list[str]:
    return [f"{one.astimezone(BERLIN):%H:%M}" for one in found]


def test_lunch_divides_the_day_and_days_off_have_no_hours() -> None:
    assert working(USUAL, TUESDAY) == [Span(at("08:00"), at("12:00")), Span(at("12:30"), at("16:00"))]
    assert working(USUAL, dt.date(2026, 12, 5)) == []


def test_free_time_keeps_clear_of_the_way_to_a_home_visit() -> None:
    found = free(USUAL, TUESDAY, [span("09:00", "10:00", "home_visit"), span("12:30", "15:45")])
    assert found == [Span(at("08:00"), at("08:40")), Span(at("10:20"), at("12:00"))]


def test_between_two_appointments_lies_the_longer_way_and_not_the_sum() -> None:
    visit = [span("09:00", "10:00", "home_visit")]
    assert not fits(USUAL, at("10:10"), at("11:00"), "neighbourhood", visit)
    assert fits(USUAL, at("10:20"), at("11:00"), "neighbourhood", visit)
    assert fits(USUAL, at("10:00"), at("11:00"), "office", [span("09:00", "10:00")])


def test_offers_are_one_per_half_day_and_never_in_the_past() -> None:
    days = [TUESDAY, TUESDAY + dt.timedelta(days=1)]
    found = offers(USUAL, days, [span("08:00", "09:05")], minutes=60, setting="office", not_before=at("08:20"))
    assert clocks(found) == ["09:15", "12:30", "08:00"]
    assert offers(USUAL, days, [], minutes=241, setting="office", not_before=at("08:00")) == []


def test_on_the_day_the_clock_jumps_the_hours_are_real() -> None:
    night = Hours(week={7: (dt.time(1), dt.time(4))})
    for day, hours in ((SUMMER, 2), (WINTER, 4)):
        (whole,) = working(night, day)
        assert whole.end - whole.start == dt.timedelta(hours=hours)


moments = st.integers(0, 4 * 24 * 12).map(
    lambda n: wall(dt.date(2027, 3, 27), dt.time(0)) + dt.timedelta(minutes=5 * n)
)
spans = st.lists(
    st.builds(
        lambda start, minutes, setting: Span(start, end_after(start, minutes), setting),
        moments,
        st.integers(5, 200),
        st.sampled_from([*Setting.values]),
    ),
    max_size=12,
)
hours = st.builds(
    lambda first, length, buffers: Hours(
        week=dict.fromkeys(range(1, 8), (dt.time(first), dt.time(min(first + length, 23), 30))),
        lunch=(dt.time(12), dt.time(12, 30)),
        buffers=buffers,
    ),
    st.integers(0, 20),
    st.integers(1, 12),
    st.dictionaries(st.sampled_from([*Setting.values]), st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)


@settings(max_examples=40, deadline=None)
@given(hours=hours, taken=spans, minutes=st.integers(5, 180), setting=st.sampled_from([*Setting.values]), ask=moments)
def test_an_offer_always_fits_and_is_the_first_of_its_half_day(
    hours: Hours, taken: list[Span], minutes: int, setting: str, ask: dt.datetime
) -> None:
    days = [dt.date(2027, 3, 27) + dt.timedelta(days=n) for n in range(4)]
    found = offers(hours, days, taken, minutes=minutes, setting=setting, not_before=ask)
    assert found == sorted(set(found)) and len(found) <= 3
    for start in found:
        end = end_after(start, minutes)
        day = start.astimezone(BERLIN).date()
        assert start >= ask and start.minute % 15 == 0
        assert any(one.start <= start and end <= one.end for one in working(hours, day))
        for other in taken:
            gap = max(other.start - end, start - other.end)
            assert gap >= dt.timedelta(0), "never at the same time"
        assert fits(hours, start, end, setting, taken)


@settings(max_examples=40, deadline=None)
@given(whole=spans, taken=spans)
def test_cutting_out_leaves_neither_more_nor_less(whole: list[Span], taken: list[Span]) -> None:
    rest = without(whole, taken)

    def inside(moment: dt.datetime, among: list[Span]) -> bool:
        return any(one.start <= moment < one.end for one in among)

    edges = {edge for one in (*whole, *taken) for edge in (one.start, one.end)}
    for edge in edges:
        assert inside(edge, rest) == (inside(edge, whole) and not inside(edge, taken))


def test_a_night_shift_on_the_day_of_two_oclock_twice_is_offered_once() -> None:
    found = offers(NIGHTLY, [WINTER], [], minutes=60, setting="office", not_before=at("00:00", WINTER))
    assert clocks(found) == ["00:00", "12:00"]
