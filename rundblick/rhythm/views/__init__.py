"""Pages of the room."""

from rundblick.rhythm.views.listing import mine
from rundblick.rhythm.views.page import agree, end, page

__all__ = ["agree", "end", "mine", "page"]
