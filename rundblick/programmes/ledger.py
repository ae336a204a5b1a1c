"""The attendance ledger of one participation: what was present, what is missing, when it will be done. Pure functions.

Only presence counts. Whatever was missed, for whichever reason, is appended at the end (blag E08, E19): "100 days at
four a week" with ten sick days ends ten sessions later. Absences are told to look after people, never for sanctions.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from types import MappingProxyType

from rundblick.programmes.days import State, holidays
from rundblick.programmes.definition import Attendance, Programme
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation, chronological, occurrence_key
from rundblick.web.clock import monday_of
from rundblick.web.german import german_number

PRESENT = "attendance.present"
ABSENCES: Mapping[str, str] = MappingProxyType(
    {"attendance.excused": "entschuldigt", "attendance.unexcused": "unentschuldigt", "attendance.sick": "krank"}
)

UNITS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "day": ("Tag", "Tage"),
        "half_day": ("halber Tag", "halbe Tage"),
        "teaching_unit": ("Unterrichtsstunde zu 45 Minuten", "Unterrichtsstunden zu 45 Minuten"),
        "talk": ("Gespräch", "Gespräche"),
    }
)
"""What attendance is counted in, one and several. A week, a day and a teaching unit are never converted."""

LONGEST_LOOK_AHEAD = dt.timedelta(days=3653)
"""An end that lies further away than ten years is no statement about a programme."""

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """Units present in one week, `starts` being its Monday.

    `full`: the week is over, lies wholly between start and end, and the participation did not rest in it. Only then
    is it held against the minimum: `under` says that it fell short.
    """

    starts: dt.date
    units: Decimal
    full: bool
    under: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """Attendance up to `as_of` (inclusive), in the unit of the definition.

    `required` and `missing` are None where the source names no number. `absences`: entries per kind, not units.
    `missed_in_a_row`: sessions missed since the last presence. `reached_on`: the day on which what is required was
    reached; `projected_end`: that day, or the day it will be reached when nothing is missed from tomorrow on, None
    when it cannot be said.
    """

    unit: str
    as_of: dt.date
    present: Decimal
    required: Decimal | None
    missing: Decimal | None
    absences: Mapping[str, int]
    weeks: tuple[Week, ...]
    missed_in_a_row: int
    reached_on: dt.date | None
    projected_end: dt.date | None

    @property
    def weeks_under_minimum(self) -> tuple[Week, ...]:
        """Full weeks that fell short of the minimum."""
        return tuple(week for week in self.weeks if week.under)

    def sentence(self) -> str:
        """How far it is, in German: "42 von 100 Tagen" without the grammar that gets it wrong."""
        found = f"Anwesend: {in_words(self.present, self.unit)}"
        if self.required is None or self.missing is None:
            return f"{found}."
        if not self.missing:
            return f"{found}. Nötig waren {_number(self.required)}; das ist erreicht."
        return f"{found}. Nötig: {_number(self.required)}; es fehlen noch {_number(self.missing)}."


def ledger(
    facts: Iterable[Fact], definition: Programme, as_of: dt.date, subject: uuid.UUID | None = None
) -> Ledger | None:
    """The ledger as it was known on `as_of` (inclusive); None in programmes that count no attendance.

    `facts`: those of one participation, in any order; entries are attendance.* with the units as value and the id of
    the entry as key. With `subject` only what concerns this person counts. Entries outside the participation do not
    count. Source: blag E06, E08, E19; section 2.3.
    """
    rules = definition.attendance
    if rules is None:
        return None
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    who = subject or (participation.subject if participation else None)
    entries = [f for f in _entries(happened) if who is None or f.subject in {None, who}]
    entries = [f for f in entries if participation is not None and participation.covers(f.valid_from)]
    present = [f for f in entries if f.code == PRESENT]
    total = sum((_units(f) for f in present), Decimal(0))
    missing = None if rules.required is None else max(rules.required - total, Decimal(0))
    reached = _reached_on(present, rules.required)
    over = participation is not None and participation.ended is not None
    return Ledger(
        unit=rules.unit,
        as_of=as_of,
        present=total,
        required=rules.required,
        missing=missing,
        absences={code.partition(".")[2]: sum(f.code == code for f in entries) for code in ABSENCES},
        weeks=_weeks(present, rules, participation, as_of),
        missed_in_a_row=_missed_in_a_row(entries),
        reached_on=reached,
        projected_end=reached or (None if over else projected_end(rules, definition.state, as_of, missing)),
    )


def projected_end(rules: Attendance, state: State | None, as_of: dt.date, missing: Decimal | None) -> dt.date | None:
    """The session on which `missing` units are made good when nobody misses anything after `as_of`.

    None when nothing is missing, no number is required, no weekdays are agreed, or it lies more than ten years ahead.
    """
    if not missing:
        return None
    sessions = int((missing / rules.per_session).to_integral_value(ROUND_CEILING))
    days = session_days(rules, state, as_of + _ONE_DAY)
    return next((day for number, day in enumerate(days, start=1) if number == sessions), None)


def session_days(rules: Attendance, state: State | None, first: dt.date) -> Iterator[dt.date]:
    """The days on which sessions take place, from `first` (inclusive) on: agreed weekdays without public holidays.

    Stops after ten years; nothing at all without weekdays.
    """
    day, last = first, first + LONGEST_LOOK_AHEAD
    while rules.weekdays and day <= last:
        if day.isoweekday() in rules.weekdays and day not in holidays(day.year, state):
            yield day
        day += _ONE_DAY


def in_words(number: Decimal, unit: str) -> str:
    """A number of units in German, as in "12,5 halbe Tage"."""
    one, several = UNITS[unit]
    return f"{_number(number)} {one if number == 1 else several}"


def _entries(facts: Iterable[Fact]) -> list[Fact]:
    """All lines in the order of days, one per key; on one day absences come first, so that presence ends a row."""
    found: dict[tuple[str, str, str], Fact] = {}
    wanted = {PRESENT, *ABSENCES}
    for fact in sorted(facts, key=lambda f: (f.valid_from, f.code == PRESENT, *chronological(f)[1:])):
        if fact.code in wanted:
            found.setdefault((fact.code, occurrence_key(fact), str(fact.subject or "")), fact)
    return list(found.values())


def _units(entry: Fact) -> Decimal:
    """The units of an entry; one that says no number is one unit."""
    if isinstance(entry.value, int | Decimal) and not isinstance(entry.value, bool):
        return Decimal(entry.value)
    return Decimal(1)


def _reached_on(present: list[Fact], required: Decimal | None) -> dt.date | None:
    total = Decimal(0)
    for entry in present:
        total += _units(entry)
        if required is not None and total >= required:
            return entry.valid_from
    return None


def _missed_in_a_row(entries: list[Fact]) -> int:
    return next((n for n, entry in enumerate(reversed(entries)) if entry.code == PRESENT), len(entries))


def _weeks(
    present: list[Fact],
    rules: Attendance,
    participation: Participation | None,
    as_of: dt.date,
) -> tuple[Week, ...]:
    if participation is None:
        return ()
    first = participation.started.valid_from
    last = participation.ended.valid_from if participation.ended else as_of
    weeks = []
    monday = monday_of(first)
    while monday <= last:
        sunday = monday + 6 * _ONE_DAY
        units = sum((_units(f) for f in present if monday <= f.valid_from <= sunday), Decimal(0))
        rests = any(p.since <= sunday and (p.until is None or monday < p.until) for p in participation.rests)
        full = first <= monday and sunday <= last and sunday < as_of and not rests
        under = full and rules.minimum_per_week is not None and units < rules.minimum_per_week
        weeks.append(Week(monday, units, full, under))
        monday += 7 * _ONE_DAY
    return tuple(weeks)


def _number(value: Decimal) -> str:
    return german_number(Decimal(f"{value.normalize():f}"))
