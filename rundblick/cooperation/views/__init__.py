"""Pages of the room."""

from rundblick.cooperation.views.acts import done, propose, remove, seen, undone, write
from rundblick.cooperation.views.sheets import case, mine, sheet

__all__ = ["case", "done", "mine", "propose", "remove", "seen", "sheet", "undone", "write"]
