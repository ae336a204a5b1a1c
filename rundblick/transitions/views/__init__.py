"""Pages of the room."""

from rundblick.transitions.views.acts import begin, change, end, note, resume, undo
from rundblick.transitions.views.listing import mine, numbers
from rundblick.transitions.views.page import detail, page, paper

__all__ = ["begin", "change", "detail", "end", "mine", "note", "numbers", "page", "paper", "resume", "undo"]
