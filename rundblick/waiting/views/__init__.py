"""Pages of the room."""

from rundblick.waiting.views.acts import ask, begin, bridge, change, end, resume, unbridge
from rundblick.waiting.views.listing import mine
from rundblick.waiting.views.page import household, page

__all__ = ["ask", "begin", "bridge", "change", "end", "household", "mine", "page", "resume", "unbridge"]
