"""Forms of the file."""

from rundblick.cases.forms.file import CloseForm, FocusForm, OpenForm
from rundblick.cases.forms.goals import ChangeGoalForm, GoalForm
from rundblick.cases.forms.notes import CorrectionForm, NoteForm, StepForm, StepForms
from rundblick.cases.forms.tasks import ChangeTaskForm, TaskForm

__all__ = [
    "ChangeGoalForm",
    "ChangeTaskForm",
    "CloseForm",
    "CorrectionForm",
    "FocusForm",
    "GoalForm",
    "NoteForm",
    "OpenForm",
    "StepForm",
    "StepForms",
    "TaskForm",
]
