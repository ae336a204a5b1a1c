"""Where an appointment leads, what the folder holds of it and what else takes place: rooms above register here, since
this room does not know them."""

import datetime as dt
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


@dataclass(frozen=True)
class Beside:
    """Something open to everybody that takes place on a day: nobody's appointment. `where`: whose it is."""

    on: dt.date
    times: str
    label: str
    where: str
    url: str


besides: Registry[Callable[[dt.date, dt.date], list[Beside]]] = Registry("what takes place beside appointments")
"""source(since, until) -> in the order of time; `until` is exclusive. One query each."""


def beside(since: dt.date, until: dt.date) -> dict[dt.date, list[Beside]]:
    """What takes place on these days, by day."""
    found: dict[dt.date, list[Beside]] = {}
    for source in besides:
        for one in source(since, until):
            found.setdefault(one.on, []).append(one)
    return found
