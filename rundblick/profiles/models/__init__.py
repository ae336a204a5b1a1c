"""Tables of the room."""

from rundblick.cases.standing import Standing
from rundblick.profiles.models.statements import INTERESTS, JobProfile, Target

STATEMENTS: tuple[type[Standing], ...] = (JobProfile, Target)

__all__ = ["INTERESTS", "STATEMENTS", "JobProfile", "Target"]
