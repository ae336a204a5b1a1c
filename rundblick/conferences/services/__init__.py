"""Verbs of the room. They run in the caller's transaction and name their reason."""

from rundblick.conferences.services.planning import Content, cancel, change, invite, plan, seat, uninvite, unseat
from rundblick.conferences.services.preparing import change_contribution, contribute, take_back
from rundblick.conferences.services.protocol import (
    add_later,
    add_point,
    close,
    decide,
    done,
    drop_decision,
    inform,
    move_point,
    note,
    remove_point,
)
from rundblick.conferences.services.sheets import confirm_sheet, write_sheet
from rundblick.conferences.services.ticking import tick, untick

__all__ = [
    "Content",
    "add_later",
    "add_point",
    "cancel",
    "change",
    "change_contribution",
    "close",
    "confirm_sheet",
    "contribute",
    "decide",
    "done",
    "drop_decision",
    "inform",
    "invite",
    "move_point",
    "note",
    "plan",
    "remove_point",
    "seat",
    "take_back",
    "tick",
    "uninvite",
    "unseat",
    "untick",
    "write_sheet",
]
