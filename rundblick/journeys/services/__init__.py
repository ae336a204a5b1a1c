"""The verbs of the room; each runs inside the caller's transaction.

They raise `Refused` with a German sentence, and `Clash` when somebody else answered the same question first.
"""

from rundblick.journeys.services.answers import Entry, answer, undo
from rundblick.journeys.services.applications import apply, withdraw
from rundblick.journeys.services.hints import set_aside
from rundblick.journeys.services.sheets import change_head, move_to_wording, open_sheet
from rundblick.journeys.services.tasks import take_on

__all__ = [
    "Entry",
    "answer",
    "apply",
    "change_head",
    "move_to_wording",
    "open_sheet",
    "set_aside",
    "take_on",
    "undo",
    "withdraw",
]
