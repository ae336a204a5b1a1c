"""Tables of the room, by what they are about."""

from rundblick.cases.models.file import Case, CasePeriod, ContactNote, Focus, Task
from rundblick.cases.models.goals import Attainment, AttainmentScale, Confidence, Goal, Success
from rundblick.cases.models.house import AllowedWord, TextModule
from rundblick.cases.models.support import AssistingService

__all__ = [
    "AllowedWord",
    "AssistingService",
    "Attainment",
    "AttainmentScale",
    "Case",
    "CasePeriod",
    "Confidence",
    "ContactNote",
    "Focus",
    "Goal",
    "Success",
    "Task",
    "TextModule",
]
