"""Verbs of the room. Each runs inside the caller's transaction and checks before it writes."""

from rundblick.calendar.services.appointments import (
    KIND,
    add,
    arrange,
    cancel,
    mark_held,
    mark_missed,
    members_only,
    move,
    share,
    take_over,
    told_by_note,
)
from rundblick.calendar.services.earlier import end_wish, take_slot, wish_earlier
from rundblick.calendar.services.handover import write_handover
from rundblick.calendar.services.house import add_place, be_away, change_place, set_hours, take_back
from rundblick.calendar.services.series import arrange_series

__all__ = [
    "KIND",
    "add",
    "add_place",
    "arrange",
    "arrange_series",
    "be_away",
    "cancel",
    "change_place",
    "end_wish",
    "mark_held",
    "mark_missed",
    "members_only",
    "move",
    "set_hours",
    "share",
    "take_back",
    "take_over",
    "take_slot",
    "told_by_note",
    "wish_earlier",
    "write_handover",
]
