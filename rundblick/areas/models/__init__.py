"""Tables of the room."""

from rundblick.areas.models.areas import Area, Charge, Stretch
from rundblick.areas.models.comparisons import Comparison

__all__ = ["Area", "Charge", "Comparison", "Stretch"]
