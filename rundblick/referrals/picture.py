"""The ways to a help as bars over time, one row per way, a piece per state. Pure."""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from rundblick.referrals.codes import State
from rundblick.referrals.queries import Told
from rundblick.referrals.rules import course
from rundblick.referrals.shown import place_of
from rundblick.web.german import count, german_date
from rundblick.web.pictures import Period, PeriodRow, Picture, periods

TITLE = "Wege zur Hilfe im Verlauf"
_SERIES = {State.BEGUN: 3, State.PREPARED: 3, State.CONTACTED: 2, State.WAITING: 2, State.FIRST: 0, State.RUNNING: 0}
_AHEAD = dt.timedelta(days=14)


def ways(told: Sequence[Told], *, day: dt.date, neutral: bool) -> Picture:
    """A row per way; waiting and running differ by pattern and by words. Raises ValueError without a way."""
    if not told:
        raise ValueError("A picture of ways needs one.")
    expected = [one.course.expected_on for one in told if one.course.open and one.course.expected_on]
    until = max([day, *expected]) + _AHEAD
    start = min(one.row.begun_on for one in told).replace(day=1)
    open_ = sum(one.course.open for one in told)
    return periods(
        title=TITLE,
        rows=[_row(one, day, neutral) for one in told],
        start=start,
        until=until,
        as_of=day,
        description=(
            f"{count(len(told), 'Weg', 'Wege')} seit {german_date(min(one.row.begun_on for one in told))}, "
            f"davon {open_} offen. Je Weg eine Zeile: Vorbereiten, Warten, Laufen."
        ),
    )


def _row(one: Told, day: dt.date, neutral: bool) -> PeriodRow:
    sort = one.row.sort
    words = [sort.name if neutral else sort.label, place_of(one.row, neutral=neutral), one.course.state.label]
    mark = one.course.expected_on if one.course.open else None
    pieces = stretches(one, day)
    return PeriodRow(
        label=" · ".join(words),
        periods=[
            Period(
                start=start,
                until=until,
                label=state.label,
                series=_SERIES[state],
                mark=mark if place == len(pieces) - 1 else None,
            )
            for place, (state, start, until) in enumerate(pieces)
        ],
    )


def stretches(one: Told, day: dt.date) -> list[tuple[State, dt.date, dt.date]]:
    """In which state the way was from when until when (half-open), until `day` or its end."""
    happened = [step.happened() for step in one.steps]
    changes = [(State.BEGUN, one.row.begun_on)]
    for number in range(1, len(happened) + 1):
        now = course(one.row.begun_on, happened[:number])
        if now.state != changes[-1][0]:
            changes.append((now.state, now.since))
    changes.append((State.ENDED, max(day, changes[-1][1])))
    found: list[tuple[State, dt.date, dt.date]] = [
        (state, start, until) for (state, start), (_next, until) in pairwise(changes) if state != State.ENDED
    ]
    longer = [piece for piece in found if piece[2] > piece[1]]
    return longer or [(found[-1][0], found[-1][1], found[-1][1] + dt.timedelta(days=1))]
