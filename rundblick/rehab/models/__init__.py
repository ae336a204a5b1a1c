"""Tables of the room. Days and codes are the agency's and the Jobcenter's together; words are about health."""

from rundblick.rehab.models.ordinary import Application, Desk, Planned, Step, Talk
from rundblick.rehab.models.words import Divergence, Statement

__all__ = ["Application", "Desk", "Divergence", "Planned", "Statement", "Step", "Talk"]
