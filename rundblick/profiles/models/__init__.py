"""Tables of the room."""

from rundblick.access.models import DossierScoped
from rundblick.cases.standing import Standing
from rundblick.profiles.models.giving import Sheet
from rundblick.profiles.models.statements import INTERESTS, JobProfile, Target

STATEMENTS: tuple[type[Standing], ...] = (JobProfile, Target)
GIVEN: tuple[type[DossierScoped], ...] = (Sheet,)

__all__ = ["GIVEN", "INTERESTS", "STATEMENTS", "JobProfile", "Sheet", "Target"]
