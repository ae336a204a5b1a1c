"""Pages of the room."""

from rundblick.inquiries.views.acts import answer, end, further, read
from rundblick.inquiries.views.asking import ask
from rundblick.inquiries.views.numbers import numbers
from rundblick.inquiries.views.pages import case, mine, page

__all__ = ["answer", "ask", "case", "end", "further", "mine", "numbers", "page", "read"]
