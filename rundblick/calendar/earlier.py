"""Times that became free, and who of the own cases would like to come earlier."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.calendar.codes import NEEDS_CONSENT, Status
from rundblick.calendar.models import Appointment, EarlierWish, Place
from rundblick.calendar.queries import taken
from rundblick.web.clock import in_berlin, now


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSlot:
    """A time that an appointment left: by being called off, or by being moved away."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    setting: str
    room: Place | None


def freed(row: Appointment) -> FreeSlot | None:
    """The time this appointment left free; None when it stands, was never moved, or that time is over.

    A free text place may say where somebody lives, so it stays behind; a room of the house comes along.
    """
    left = row if row.status == Status.CANCELLED else _before_the_last_move(row)
    if left is None or left.starts_at <= now() or left.setting in NEEDS_CONSENT:
        return None
    return FreeSlot(starts_at=left.starts_at, ends_at=left.ends_at, setting=left.setting, room=left.room)


def _before_the_last_move(row: Appointment) -> Appointment | None:
    events = row.former.order_by("-pgh_id")  # type: ignore[attr-defined]
    found = events.filter(pgh_context__reason="calendar.move").first()
    return None if found is None or found.starts_at == row.starts_at else found


def still_free(coach_id: uuid.UUID, slot: FreeSlot) -> bool:
    """Whether the coach has nothing else at that time by now. One query."""
    return not taken(coach_id, [], slot.starts_at, slot.ends_at)


def wishes(context: Context) -> list[EarlierWish]:
    """Open wishes of the cases in which the user arranges appointments themselves, the oldest first. One query."""
    rows = EarlierWish.objects.visible_to(context, writing=True).filter(coach_id=context.user_id, ended_at=None)
    return list(rows.order_by("wished_on", "pk"))


def takers(context: Context, slot: FreeSlot, *, besides: uuid.UUID | None) -> list[EarlierWish]:
    """Whose wish the time meets, the oldest first; never the person who just gave it up."""
    weekday = in_berlin(slot.starts_at).isoweekday()
    return [
        wish
        for wish in wishes(context)
        if wish.person_id != besides
        and (not wish.settings or slot.setting in wish.settings)
        and (not wish.weekdays or weekday in wish.weekdays)
    ]
