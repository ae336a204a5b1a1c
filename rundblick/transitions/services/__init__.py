"""Verbs of the room. They run in the caller's transaction and name their reason."""

from rundblick.transitions.services.held import ARRIVED, BEGAN, ENDED, HANDED, STORY, TOPIC
from rundblick.transitions.services.way import NO_ARRIVAL, Content, Noted, begin, change, end, note, resume, undo

__all__ = [
    "ARRIVED",
    "BEGAN",
    "ENDED",
    "HANDED",
    "NO_ARRIVAL",
    "STORY",
    "TOPIC",
    "Content",
    "Noted",
    "begin",
    "change",
    "end",
    "note",
    "resume",
    "undo",
]
