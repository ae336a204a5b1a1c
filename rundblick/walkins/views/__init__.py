"""Pages of the room."""

from rundblick.walkins.views.capture import new, tally, untally
from rundblick.walkins.views.listing import erase, listed, search
from rundblick.walkins.views.numbers import numbers, table
from rundblick.walkins.views.taking import attach, intake, look, take

__all__ = [
    "attach",
    "erase",
    "intake",
    "listed",
    "look",
    "new",
    "numbers",
    "search",
    "table",
    "take",
    "tally",
    "untally",
]
