"""Tables of the room."""

from rundblick.employers.models.employers import Counterpart, Employer, Site, Talk
from rundblick.employers.models.helping import CarvedTask, Carving, Concern, SpecialJob, SpecialStep, Ticket
from rundblick.employers.models.workplaces import Workplace

__all__ = [
    "CarvedTask",
    "Carving",
    "Concern",
    "Counterpart",
    "Employer",
    "Site",
    "SpecialJob",
    "SpecialStep",
    "Talk",
    "Ticket",
    "Workplace",
]
