"""Forms of the file."""

from rundblick.cases.forms.course import (
    AttainmentForm,
    CommitmentForm,
    ConfidenceForm,
    LevelsForm,
    MotiveForm,
    StrengthForm,
    SuccessForm,
)
from rundblick.cases.forms.file import CloseForm, FocusForm, OpenForm
from rundblick.cases.forms.goals import BranchForm, ChangeGoalForm, GoalForm
from rundblick.cases.forms.house import AllowedWordForm, TextModuleForm
from rundblick.cases.forms.notes import CorrectionForm, NoteForm, ServiceForms, StepForm, StepForms
from rundblick.cases.forms.tasks import ChangeTaskForm, TaskForm

__all__ = [
    "AllowedWordForm",
    "AttainmentForm",
    "BranchForm",
    "ChangeGoalForm",
    "ChangeTaskForm",
    "CloseForm",
    "CommitmentForm",
    "ConfidenceForm",
    "CorrectionForm",
    "FocusForm",
    "GoalForm",
    "LevelsForm",
    "MotiveForm",
    "NoteForm",
    "OpenForm",
    "ServiceForms",
    "StepForm",
    "StepForms",
    "StrengthForm",
    "SuccessForm",
    "TaskForm",
    "TextModuleForm",
]
