"""Pages of the room."""

from rundblick.surveys.views.answering import discard, fill, finish, reopen
from rundblick.surveys.views.handing import alone
from rundblick.surveys.views.paper import codebook, paper
from rundblick.surveys.views.reading import begin, erase_health, page, result, survey

__all__ = [
    "alone",
    "begin",
    "codebook",
    "discard",
    "erase_health",
    "fill",
    "finish",
    "page",
    "paper",
    "reopen",
    "result",
    "survey",
]
