"""The verbs of the file. Each runs inside the caller's transaction and checks before it writes."""

from rundblick.cases.services.file import close, open_case, reopen, set_focus
from rundblick.cases.services.goals import change_goal, set_goal, share_goal
from rundblick.cases.services.notes import (
    NoteContent,
    StepContent,
    Written,
    correct_note,
    release_note,
    share_note,
    write_note,
)
from rundblick.cases.services.tasks import add_task, change_task, complete, reopen_task, share_task

__all__ = [
    "NoteContent",
    "StepContent",
    "Written",
    "add_task",
    "change_goal",
    "change_task",
    "close",
    "complete",
    "correct_note",
    "open_case",
    "release_note",
    "reopen",
    "reopen_task",
    "set_focus",
    "set_goal",
    "share_goal",
    "share_note",
    "share_task",
    "write_note",
]
