"""The verbs of the door book. Only they write grants; each runs inside the caller's transaction."""

from rundblick.access.services.danger import agree, ask_for_second, decline
from rundblick.access.services.doors import (
    DoorClosed,
    break_glass,
    close_door,
    cover,
    end_cover,
    hand_over,
    open_door,
    open_dossier,
    shorten_door,
    supervise,
)
from rundblick.access.services.erasure import approve_erasure, dismiss_erasure, erase, request_erasure
from rundblick.access.services.house import (
    add_organisation,
    add_team,
    assign_role,
    join_team,
    leave_team,
    rename_organisation,
    rename_team,
    withdraw_role,
)
from rundblick.access.services.invite import invite, send_again, take_back
from rundblick.access.services.staff import add_user, change_user, switch_off, switch_on

__all__ = [
    "DoorClosed",
    "add_organisation",
    "add_team",
    "add_user",
    "agree",
    "approve_erasure",
    "ask_for_second",
    "assign_role",
    "break_glass",
    "change_user",
    "close_door",
    "cover",
    "decline",
    "dismiss_erasure",
    "end_cover",
    "erase",
    "hand_over",
    "invite",
    "join_team",
    "leave_team",
    "open_door",
    "open_dossier",
    "rename_organisation",
    "rename_team",
    "request_erasure",
    "send_again",
    "shorten_door",
    "supervise",
    "switch_off",
    "switch_on",
    "take_back",
    "withdraw_role",
]
