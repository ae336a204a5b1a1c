"""How long own notes took from the talk to the page: for whoever wrote them, from dates that are there. Pure."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from rundblick.web.clock import berlin_date


@dataclass(frozen=True)
class Written:
    """One talk: its day, when it ended if it was an appointment, and when it was written down."""

    on: dt.date
    ended_at: dt.datetime | None
    written_at: dt.datetime


@dataclass(frozen=True)
class Times:
    """`same_day` of `talks` were written down on their day; `minutes`: the middle one of `timed` that had an end."""

    talks: int
    same_day: int
    timed: int
    minutes: int | None


def times(rows: Iterable[Written]) -> Times:
    """Those written before the planned end count as 0 minutes."""
    known = list(rows)
    took = [max(0, round((row.written_at - row.ended_at).total_seconds() / 60)) for row in known if row.ended_at]
    return Times(
        talks=len(known),
        same_day=sum(berlin_date(row.written_at) <= row.on for row in known),
        timed=len(took),
        minutes=round(median(took)) if took else None,
    )
