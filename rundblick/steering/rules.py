"""What waits, one line per household: order and words. No database."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.web.german import german_date

AHEAD = dt.timedelta(days=7)
"""How far a start page looks ahead: what is due later would only be noise today."""

LEFT_LYING = dt.timedelta(days=28)
"""What is overdue for longer stands folded below the rest: it is not forgotten, and does not bury what is due now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Something to be done by `due_on` (that day included) in one household, for one member or all.

    `why` explains where the date comes from; empty for tasks, whose date somebody set.
    """

    dossier_id: uuid.UUID
    text: str
    due_on: dt.date
    person_id: uuid.UUID | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class HouseholdWaiting:
    """Everything that waits in one household, the earliest first; never empty."""

    dossier_id: uuid.UUID
    items: tuple[Waiting, ...]

    @property
    def first(self) -> Waiting:
        """What is due next, or longest."""
        return self.items[0]

    @property
    def others(self) -> tuple[Waiting, ...]:
        """The rest, which stands behind the line."""
        return self.items[1:]


def by_household(items: Iterable[Waiting]) -> list[HouseholdWaiting]:
    """One entry per household, that with the earliest date first (design rule 2: one line, details behind it)."""
    grouped: dict[uuid.UUID, list[Waiting]] = {}
    for item in sorted(items, key=lambda item: (item.due_on, item.text)):
        grouped.setdefault(item.dossier_id, []).append(item)
    return [HouseholdWaiting(dossier_id, tuple(rows)) for dossier_id, rows in grouped.items()]


def now_and_before(
    items: Iterable[Waiting], *, today: dt.date
) -> tuple[list[HouseholdWaiting], list[HouseholdWaiting]]:
    """(what is due now, what has been left lying for more than four weeks), both one entry per household."""
    current: list[Waiting] = []
    former: list[Waiting] = []
    for item in items:
        (former if item.due_on < today - LEFT_LYING else current).append(item)
    return by_household(current), by_household(former)


def is_overdue(due_on: dt.date, *, today: dt.date) -> bool:
    """Whether the day has passed; the day itself is not overdue."""
    return due_on < today


def when(due_on: dt.date, *, today: dt.date) -> str:
    """The date in words that neither hide nor shout: "seit Mi, 18.11.", "heute", "morgen", "Do, 26.11."."""
    distance = (due_on - today).days
    if distance == 0:
        return "heute"
    if distance == 1:
        return "morgen"
    style = "day" if due_on.year == today.year else "weekday"
    day = german_date(due_on, style)
    return f"seit {day}" if distance < 0 else day


def greeting(hour: int) -> str:
    """Good morning until eleven, good evening from six on Berlin's clock."""
    if hour < 11:
        return "Guten Morgen"
    return "Guten Tag" if hour < 18 else "Guten Abend"
