"""Where a note leads: rooms above register their pages here, since this room does not know them."""

from collections.abc import Callable

from rundblick.access.hooks import Registry
from rundblick.calendar.links import Link
from rundblick.cases.models import ContactNote

note_links: Registry[Callable[[ContactNote], list[Link]]] = Registry("note link")
"""links(note) -> pages about this note. Asks nothing of the database."""
