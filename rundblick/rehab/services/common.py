"""Who writes, and what every verb checks."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.cases.agencies import doors_by_house
from rundblick.web.clock import today

AHEAD = "Dieser Tag liegt in der Zukunft."


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Who writes about whom, and for which agency besides the Jobcenter."""

    user: User
    dossier_id: uuid.UUID
    person_id: uuid.UUID
    agency_id: uuid.UUID | None

    @property
    def columns(self) -> dict[str, Any]:
        """Where a row belongs."""
        return {"dossier_id": self.dossier_id, "person_id": self.person_id, "agency_id": self.agency_id}


def whom(writer: Writer) -> dict[str, Any]:
    """About whom, for filters."""
    return {"dossier_id": writer.dossier_id, "person_id": writer.person_id}


def check_door(writer: Writer, agency_id: uuid.UUID | None, words: str) -> None:
    """Raises Refused with `words` unless the agency has an open door to this person."""
    if agency_id is None or agency_id not in doors_by_house(writer.dossier_id, writer.person_id):
        raise Refused(words)


def past(day: dt.date | None) -> None:
    """Raises Refused for a day ahead."""
    if day is not None and day > today():
        raise Refused(AHEAD)
