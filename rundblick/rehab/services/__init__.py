"""Verbs about insurer, talks, applications and plan. They run in the caller's transaction and name their reason."""

from rundblick.rehab.services.applications import ApplicationContent, apply, change, reach
from rundblick.rehab.services.common import AHEAD, Writer
from rundblick.rehab.services.desk import DeskContent, set_desk
from rundblick.rehab.services.plan import plan, take_back
from rundblick.rehab.services.talks import NO_CASE_TALK, NO_CLINIC_TALK, hold_talk

__all__ = [
    "AHEAD",
    "NO_CASE_TALK",
    "NO_CLINIC_TALK",
    "ApplicationContent",
    "DeskContent",
    "Writer",
    "apply",
    "change",
    "hold_talk",
    "plan",
    "reach",
    "set_desk",
    "take_back",
]
