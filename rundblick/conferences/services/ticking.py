"""Ticking the checklist of a conference."""

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.conferences.models import Conference, Tick
from rundblick.conferences.services.planning import CALLED_OFF
from rundblick.conferences.types import checklist
from rundblick.web.clock import now


def tick(*, conference: Conference, line: str, by: User) -> Tick:
    """A line of the checklist is done; twice keeps who said so first. Raises Refused for an unknown line."""
    with reason("conferences.tick"):
        _ask(conference, line)
        row, _fresh = Tick.objects.get_or_create(
            conference=conference,
            line=line,
            dossier_id=conference.dossier_id,
            defaults={"person_id": conference.person_id, "by": by, "at": now()},
        )
    return row


def untick(*, conference: Conference, line: str) -> None:
    """It is not done after all; twice is harmless."""
    with reason("conferences.untick"):
        _ask(conference, line)
        Tick.objects.filter(conference=conference, line=line).delete()


def _ask(conference: Conference, line: str) -> None:
    if conference.cancelled_at is not None:
        raise Refused(CALLED_OFF)
    if line not in checklist().codes:
        raise Refused("Diese Zeile steht nicht auf der Checkliste.")
