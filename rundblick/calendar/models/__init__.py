"""Tables of the room, by what they are about."""

from rundblick.calendar.models.appointments import Appointment, EarlierWish, Handover
from rundblick.calendar.models.house import Absence, Place, WorkingWeek

__all__ = ["Absence", "Appointment", "EarlierWish", "Handover", "Place", "WorkingWeek"]
