"""Tables of the room."""

from rundblick.access.models import DossierScoped
from rundblick.cases.standing import Standing
from rundblick.profiles.models.cards import Card, Released
from rundblick.profiles.models.giving import Sheet
from rundblick.profiles.models.statements import INTERESTS, JobProfile, Target

STATEMENTS: tuple[type[Standing], ...] = (JobProfile, Target)
GIVEN: tuple[type[DossierScoped], ...] = (Released, Card, Sheet)

__all__ = ["GIVEN", "INTERESTS", "STATEMENTS", "Card", "JobProfile", "Released", "Sheet", "Target"]
