"""Tables of the room."""

from rundblick.conferences.models.said import Addendum, Contribution, Decision, Point
from rundblick.conferences.models.table import About, Conference, Invitation, Seat, Sheet
from rundblick.conferences.models.ticks import Tick

__all__ = [
    "About",
    "Addendum",
    "Conference",
    "Contribution",
    "Decision",
    "Invitation",
    "Point",
    "Seat",
    "Sheet",
    "Tick",
]
