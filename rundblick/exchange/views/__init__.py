"""Pages of the room."""

from rundblick.exchange.views.answers import answer, answer_edit, answer_remove, helped
from rundblick.exchange.views.listing import board, search
from rundblick.exchange.views.notes import forget, notes, notes_file
from rundblick.exchange.views.questions import ask, close, edit, question, remove

__all__ = [
    "answer",
    "answer_edit",
    "answer_remove",
    "ask",
    "board",
    "close",
    "edit",
    "forget",
    "helped",
    "notes",
    "notes_file",
    "question",
    "remove",
    "search",
]
