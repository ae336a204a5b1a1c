"""Pages of the room."""

from rundblick.conferences.views.agenda import move_point, protocol, remove_point
from rundblick.conferences.views.checking import checklist, tick, untick
from rundblick.conferences.views.closing import addendum, close, decision_done, drop_decision, inform
from rundblick.conferences.views.listing import batch, figures, mine, of_case
from rundblick.conferences.views.page import page
from rundblick.conferences.views.papers import checklist_paper, paper, seat_copy, sheet, sheet_paper
from rundblick.conferences.views.planning import cancel, change, invite, plan, seat, uninvite, unseat
from rundblick.conferences.views.preparing import change_contribution, prepare, take_back

__all__ = [
    "addendum",
    "batch",
    "cancel",
    "change",
    "change_contribution",
    "checklist",
    "checklist_paper",
    "close",
    "decision_done",
    "drop_decision",
    "figures",
    "inform",
    "invite",
    "mine",
    "move_point",
    "of_case",
    "page",
    "paper",
    "plan",
    "prepare",
    "protocol",
    "remove_point",
    "seat",
    "seat_copy",
    "sheet",
    "sheet_paper",
    "take_back",
    "tick",
    "uninvite",
    "unseat",
    "untick",
]
