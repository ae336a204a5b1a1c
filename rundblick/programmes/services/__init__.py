"""The verbs of the room; each runs inside the caller's transaction and names its reason for the history.

They raise `Refused` with a German sentence and the field it belongs to, and `Stale` when somebody else saved first.
Rules inform and people decide: only a missing agreement in a voluntary programme keeps somebody from beginning.
"""

from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.services.beginning import begin
from rundblick.programmes.services.changing import change, end, reopen, withdraw
from rundblick.programmes.services.events import change_event, record_event, recordable, remove_event
from rundblick.programmes.services.stating import Said, retract, state, state_all

__all__ = [
    "Refused",
    "Said",
    "Stale",
    "begin",
    "change",
    "change_event",
    "end",
    "record_event",
    "recordable",
    "remove_event",
    "reopen",
    "retract",
    "state",
    "state_all",
    "withdraw",
]
