"""What services refuse, in words for the screen."""

from rundblick.calendar.errors import Mistaken, Refused, Stale

__all__ = ["Mistaken", "Refused", "Stale"]
