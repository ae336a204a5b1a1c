"""Where an appointment leads: rooms above register their pages here, since this room does not know them."""

from collections.abc import Callable
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.access.hooks import Registry
from rundblick.calendar.models import Appointment


@dataclass(frozen=True)
class Link:
    """A page about this appointment. `main`: the act most people want now."""

    label: str
    url: str
    main: bool = False


appointment_links: Registry[Callable[[Context, Appointment], list[Link]]] = Registry("appointment link")


def links_of(context: Context, appointment: Appointment) -> list[Link]:
    """All links, the main ones first."""
    found = [link for source in appointment_links for link in source(context, appointment)]
    return sorted(found, key=lambda link: not link.main)
