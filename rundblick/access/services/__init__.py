"""The verbs of the door book. Only they write grants; each runs inside the caller's transaction."""

from rundblick.access.services.doors import (
    DoorClosed,
    break_glass,
    close_door,
    cover,
    hand_over,
    open_door,
    open_dossier,
    supervise,
)
from rundblick.access.services.erasure import approve_erasure, erase, request_erasure
from rundblick.access.services.house import assign_role, join_team, leave_team, withdraw_role

__all__ = [
    "DoorClosed",
    "approve_erasure",
    "assign_role",
    "break_glass",
    "close_door",
    "cover",
    "erase",
    "hand_over",
    "join_team",
    "leave_team",
    "open_door",
    "open_dossier",
    "request_erasure",
    "supervise",
    "withdraw_role",
]
