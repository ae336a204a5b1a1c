"""What the page of the attendance ledger shows: a week of taps; pure, from what was read."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from rundblick.programmes.bridge import Frame
from rundblick.programmes.definition import Attendance, Programme
from rundblick.programmes.duebook import Due
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import ABSENCES, Ledger, in_words, ledger
from rundblick.programmes.models import Participation, Presence
from rundblick.web import pictures
from rundblick.web.clock import monday_of
from rundblick.web.german import count, german_date, german_number
from rundblick.web.pictures import Bar, Picture

WORKDAYS = frozenset(range(1, 6))
WEEKS_SHOWN = 8
KINDS = {"present": "success", "excused": "neutral", "unexcused": "neutral", "sick": "neutral"}
"""Colours of the marks: presence counts, an absence is no alarm."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One of the four answers for a day; `pressed` when it is the one that stands."""

    state: str
    label: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line that stands: of the day itself, or of a session of the group (`session` in words)."""

    row: Presence
    label: str
    kind: str
    amount: str
    session: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the week. `open`: something may be written down; otherwise `why_not` says why that is not so."""

    on: dt.date
    title: str
    lines: list[Line]
    taps: list[Tap]
    version: int
    open: bool
    why_not: str
    today: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week at a glance: the days of the plan and those with a line, the others folded behind them."""

    monday: dt.date
    title: str
    days: list[Day]
    others: list[Day]
    empty: list[dt.date]
    before: dt.date | None
    after: dt.date | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the ledger adds up to. `absences`: (kind in words, number of entries), empty for whom they are closed."""

    ledger: Ledger
    sentence: str
    weeks: Picture | None
    minimum: str
    under: list[str]
    absences: list[tuple[str, str]]

    @property
    def reached(self) -> str:
        """How much of what is required, in figures; empty where nothing is."""
        if self.ledger.required is None:
            return ""
        return f"{german_number(_plain(self.ledger.present))} von {german_number(_plain(self.ledger.required))}"


def _plain(value: Decimal) -> Decimal:
    """Without superfluous decimals."""
    return Decimal(f"{value.normalize():f}")


def summary(
    facts: Iterable[Fact],
    programme: Programme,
    as_of: dt.date,
    *,
    subject: uuid.UUID | None,
    absences: bool,
) -> Summary | None:
    """How far somebody is, in words and as a picture of the last weeks; None where no attendance is counted.

    `absences`: whether the reader may know of them; `facts` are narrowed to presence otherwise.
    """
    found = ledger(facts, programme, as_of, subject)
    attendance = programme.attendance
    if found is None or attendance is None:
        return None
    least = attendance.minimum_per_week
    return Summary(
        ledger=found,
        sentence=found.sentence(),
        weeks=_weeks_picture(found, attendance),
        minimum=in_words(least, attendance.unit) if least is not None else "",
        under=[german_date(one.starts, "day") for one in found.weeks_under_minimum] if absences else [],
        absences=_absences(found) if absences else [],
    )


def _absences(found: Ledger) -> list[tuple[str, str]]:
    return [
        (ABSENCES[f"attendance.{kind}"], count(number, "Mal", "Mal"))
        for kind, number in found.absences.items()
        if number
    ]


def make_up(items: Iterable[Due], frame: Frame, person_id: uuid.UUID | None) -> list[Due]:
    """What was missed and may still be made good."""
    ids = {row.pk for row in frame.rows}
    return [
        item
        for item in items
        if item.rule == "attendance.make_up" and item.participation_id in ids and item.person_id in (None, person_id)
    ]


def _weeks_picture(found: Ledger, attendance: Attendance) -> Picture | None:
    """The last weeks, each with what was present; None before the first line."""
    shown = found.weeks[-WEEKS_SHOWN:]
    if not any(one.units for one in shown):
        return None
    least = attendance.minimum_per_week
    return pictures.horizontal_bars(
        title="Anwesend in den letzten Wochen",
        bars=[
            Bar(
                label=f"ab {german_date(one.starts, 'day')}",
                value=float(one.units),
                text=in_words(one.units, attendance.unit),
                note="" if one.full else "nicht die ganze Woche",
            )
            for one in shown
        ],
        value_label="anwesend",
        maximum=float(max([*(one.units for one in shown), least or Decimal(0)])),
        key="wochen",
    )


def shown_monday(asked: str, participation: Participation, today: dt.date) -> dt.date:
    """The week asked for, moved into the participation; a text that is no day asks for the latest week."""
    last = min(today, participation.ended_on or today)
    try:
        day = dt.date.fromisoformat(asked)
    except ValueError:
        day = last
    first = participation.started_on or last
    return monday_of(max(min(day, last), min(first, last)))


def week(
    attendance: Attendance,
    participation: Participation,
    lines: Iterable[Presence],
    monday: dt.date,
    *,
    today: dt.date,
    sessions: Collection[object] = (),
) -> Week:
    """The week that begins on that Monday."""
    by_day: dict[dt.date, list[Presence]] = defaultdict(list)
    for line in lines:
        by_day[line.on].append(line)
    planned = frozenset(attendance.weekdays) or WORKDAYS
    topics = {getattr(one, "pk", None): getattr(one, "topic", "") for one in sessions}
    days: list[Day] = []
    others: list[Day] = []
    for number_of_day in range(7):
        on = monday + dt.timedelta(days=number_of_day)
        one = _day(attendance, participation, on, by_day[on], topics, today)
        (days if on.isoweekday() in planned or by_day[on] else others).append(one)
    last = min(today, participation.ended_on or today)
    first = participation.started_on or last
    return Week(
        monday=monday,
        title=f"{german_date(monday, 'day')} bis {german_date(monday + dt.timedelta(days=6), 'long')}",
        days=days,
        others=others,
        empty=[one.on for one in days if one.open and not one.lines],
        before=monday - dt.timedelta(days=7) if monday > monday_of(first) else None,
        after=monday + dt.timedelta(days=7) if monday < monday_of(last) else None,
    )


def _day(
    attendance: Attendance,
    participation: Participation,
    on: dt.date,
    rows: list[Presence],
    topics: dict[object, str],
    today: dt.date,
) -> Day:
    own = next((row for row in rows if row.session_id is None), None)
    why_not = _why_not(participation, on, today)
    labels = dict(Presence.State.choices)
    return Day(
        on=on,
        title=german_date(on, "weekday"),
        lines=[
            Line(
                row=row,
                label=str(labels[row.state]),
                kind=KINDS[row.state],
                amount=in_words(row.units, attendance.unit),
                session=(topics.get(row.session_id) or "Treffen der Gruppe") if row.session_id else "",
            )
            for row in rows
        ],
        # A day of the group is kept in the group; a second line for it would count it twice.
        taps=[] if why_not or (rows and own is None) else _taps(own),
        version=own.version if own else 0,
        open=not why_not,
        why_not=why_not,
        today=on == today,
    )


def _taps(own: Presence | None) -> list[Tap]:
    return [Tap(str(code), str(label), own is not None and own.state == code) for code, label in Presence.State.choices]


def _why_not(participation: Participation, on: dt.date, today: dt.date) -> str:
    if participation.started_on is None or on < participation.started_on:
        return "vor dem Beginn"
    if participation.ended_on is not None and on > participation.ended_on:
        return "nach dem Ende"
    return "noch nicht gewesen" if on > today else ""
