"""Pages of the room."""

from rundblick.rehab.views.acts import apply, change, desk, plan, remove, step, talk
from rundblick.rehab.views.listing import figures, mine
from rundblick.rehab.views.page import page
from rundblick.rehab.views.words import answer, assessments, diverge, settle

__all__ = [
    "answer",
    "apply",
    "assessments",
    "change",
    "desk",
    "diverge",
    "figures",
    "mine",
    "page",
    "plan",
    "remove",
    "settle",
    "step",
    "talk",
]
