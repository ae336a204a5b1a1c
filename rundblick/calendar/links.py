"""Where an appointment leads, and what the folder holds of it: rooms above register here, since this room does not
know them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import Context
from rundblick.access.hooks import Registry
from rundblick.access.requests import Request
from rundblick.calendar.models import Appointment


@dataclass(frozen=True)
class Link:
    """A page about this appointment. `main`: the act most people want now."""

    label: str
    url: str
    main: bool = False


appointment_links: Registry[Callable[[Context, Appointment], list[Link]]] = Registry("appointment link")


@dataclass(frozen=True)
class FolderSheet:
    """Sheets that go with the folder for the way. `load(request, appointments)` answers what `template` shows as
    `sheet`, one for each sheet of paper; set-based."""

    template: str
    load: Callable[[Request, Sequence[Appointment]], Sequence[Any]]


folder_sheets: Registry[FolderSheet] = Registry("sheet of the folder")


def links_of(context: Context, appointment: Appointment) -> list[Link]:
    """All links, the main ones first."""
    found = [link for source in appointment_links for link in source(context, appointment)]
    return sorted(found, key=lambda link: not link.main)
