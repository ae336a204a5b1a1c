"""Verbs of the room. They run in the caller's transaction and name their reason."""

from rundblick.referrals.services.answers import answer, look, seen
from rundblick.referrals.services.costs import decide, propose
from rundblick.referrals.services.links import make_link, revoke_link
from rundblick.referrals.services.sharing import hand_over, show_person, take_back
from rundblick.referrals.services.way import Begun, Noted, begin, change, note, settle, undo

__all__ = [
    "Begun",
    "Noted",
    "answer",
    "begin",
    "change",
    "decide",
    "hand_over",
    "look",
    "make_link",
    "note",
    "propose",
    "revoke_link",
    "seen",
    "settle",
    "show_person",
    "take_back",
    "undo",
]
