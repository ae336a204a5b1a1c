"""Pages of the room."""

from rundblick.cooperation.views.acts import done, remove, seen, undone, write
from rundblick.cooperation.views.sheets import case, mine, sheet

__all__ = ["case", "done", "mine", "remove", "seen", "sheet", "undone", "write"]
