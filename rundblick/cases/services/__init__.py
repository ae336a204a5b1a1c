"""The verbs of the file. Each runs inside the caller's transaction and checks before it writes."""

from rundblick.cases.services.course import (
    change_success,
    log_success,
    note_attainment,
    note_confidence,
    take_back_success,
    word_levels,
)
from rundblick.cases.services.file import close, open_case, reopen, set_focus
from rundblick.cases.services.goals import change_goal, move_goal, set_goal, set_goal_together, share_goal, think_about
from rundblick.cases.services.notes import (
    NoteContent,
    ServiceContent,
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
    "ServiceContent",
    "StepContent",
    "Written",
    "add_task",
    "change_goal",
    "change_success",
    "change_task",
    "close",
    "complete",
    "correct_note",
    "log_success",
    "move_goal",
    "note_attainment",
    "note_confidence",
    "open_case",
    "release_note",
    "reopen",
    "reopen_task",
    "set_focus",
    "set_goal",
    "set_goal_together",
    "share_goal",
    "share_note",
    "share_task",
    "take_back_success",
    "think_about",
    "word_levels",
    "write_note",
]
