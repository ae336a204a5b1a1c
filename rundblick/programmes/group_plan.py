"""When a group meets: the plan of a definition, weekly series, holidays, and how large a group should be. Pure rules.

Every meeting between participants needs a topic (ProAktiv row 108); AktivA meets six times for four hours (blag E34).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from rundblick.programmes.days import State, add_working_days, holidays
from rundblick.programmes.definition import Group
from rundblick.programmes.definition.presence import PlannedSession
from rundblick.web.german import german_date

SUNDAY = 7
LONGEST_SERIES = 110
"""Two years of weekly meetings; more at once is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A session of the plan on its day. `moved_from` and `why` where that day could not be kept."""

    on: dt.date
    units: Decimal
    topic: str
    moved_from: dt.date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The days of a weekly series, and those on which it pauses with the holiday they are."""

    days: tuple[dt.date, ...]
    left_out: tuple[tuple[dt.date, str], ...]


def no_meeting(day: dt.date, state: State | None) -> str:
    """Why nobody meets on that day: the name of the holiday, or Sunday; empty on all other days."""
    return holidays(day.year, state).get(day, "Sonntag" if day.isoweekday() == SUNDAY else "")


def planned_sessions(plan: Iterable[PlannedSession], starts_on: dt.date, state: State | None) -> list[Planned]:
    """The plan of a definition from the first day of the group on.

    Sundays and holidays are moved to the next working day; where sessions of another day already meet there, to the
    next one after it, so that two days of a plan never become one.
    """
    found: list[Planned] = []
    taken: dict[dt.date, int] = {}
    for session in sorted(plan, key=lambda one: one.day):
        wanted = starts_on + dt.timedelta(days=session.day)
        on, why = wanted, no_meeting(wanted, state)
        if why:
            on = add_working_days(wanted, 1, state)
        while taken.get(on, session.day) != session.day:
            on, why = add_working_days(on, 1, state), why or "der Tag ist schon belegt"
        taken[on] = session.day
        found.append(Planned(on, session.units, session.topic, wanted if on != wanted else None, why))
    return found


def moved_words(planned: Iterable[Planned]) -> str:
    """What was moved, in one German sentence per session; empty when every day could be kept."""
    sentences = [
        f"{german_date(one.moved_from, 'weekday')} ({one.why}) steht jetzt am {german_date(one.on, 'weekday')}."
        for one in planned
        if one.moved_from is not None
    ]
    return f"Verschoben: {' '.join(sentences)}" if sentences else ""


def weekly(first: dt.date, until: dt.date, state: State | None) -> Series:
    """Every week on the weekday of `first` up to `until` (inclusive); holidays are left out."""
    days: list[dt.date] = []
    left_out: list[tuple[dt.date, str]] = []
    day = first
    while day <= until and len(days) + len(left_out) < LONGEST_SERIES:
        name = holidays(day.year, state).get(day, "")
        if name:
            left_out.append((day, name))
        else:
            days.append(day)
        day += dt.timedelta(days=7)
    return Series(tuple(days), tuple(left_out))


def left_out_words(series: Series) -> str:
    """On which days a series pauses, as a German sentence; empty when on none."""
    named = ", ".join(f"{german_date(day, 'weekday')} ({name})" for day, name in series.left_out)
    return f"Ohne Treffen bleibt: {named}." if named else ""


def size_words(group: Group | None, members: int) -> str:
    """What the definition says about a group of this size; empty when it fits. Informs, never blocks (rule 9)."""
    if group is None:
        return ""
    if group.largest is not None and members > group.largest:
        return f"Die Gruppe hat {members} Mitglieder. Vorgesehen sind höchstens {group.largest}."
    if group.smallest is not None and members < group.smallest:
        have = "noch niemanden" if not members else f"{members} {'Mitglied' if members == 1 else 'Mitglieder'}"
        return f"Die Gruppe hat {have}. Vorgesehen sind mindestens {group.smallest}."
    return ""
