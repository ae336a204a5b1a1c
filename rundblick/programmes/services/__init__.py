"""The verbs of the room; each runs inside the caller's transaction and names its reason for the history.

They raise `Refused` with a German sentence and the field it belongs to, and `Stale` when somebody else saved first.
Rules inform and people decide: only consent and law keep somebody from beginning. What is worth a second look is a
`Hint`, overruled with one tap.
"""

from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.services.attendance import (
    change_presence,
    record_days,
    record_presence,
    remove_presence,
)
from rundblick.programmes.services.beginning import begin
from rundblick.programmes.services.changing import change, end, reopen, withdraw
from rundblick.programmes.services.events import change_event, record_event, recordable, remove_event
from rundblick.programmes.services.moving import move_to_version
from rundblick.programmes.services.stating import Said, retract, state, state_all

__all__ = [
    "Hint",
    "Refused",
    "Said",
    "Stale",
    "begin",
    "change",
    "change_event",
    "change_presence",
    "end",
    "move_to_version",
    "record_days",
    "record_event",
    "record_presence",
    "recordable",
    "remove_event",
    "remove_presence",
    "reopen",
    "retract",
    "state",
    "state_all",
    "withdraw",
]
