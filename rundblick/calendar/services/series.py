"""A series of appointments, arranged at once."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.services.appointments import create, members_only, new_rows
from rundblick.web.clock import berlin_date


def arrange_series(
    *,
    dossier_id: uuid.UUID,
    persons: Sequence[uuid.UUID],
    coach: User,
    spans: Sequence[tuple[dt.datetime, dt.datetime]],
    token: uuid.UUID,
    room: Place | None = None,
    **meeting: Any,
) -> list[Appointment]:
    """Arrange a meeting in each span, one row per member and meeting; `meeting` as in `arrange`.

    `token` is the form's: it names the series, and a second call with it answers the first one's rows. All or
    nothing. Raises Refused without a span and as `arrange` does.
    """
    if not spans:
        raise Refused("Bitte wählen Sie mindestens einen Tag.")
    members_only(dossier_id, persons, on=berlin_date(min(start for start, _ in spans)))
    rows = [
        row
        for start, end in spans
        for row in new_rows(
            dossier_id=dossier_id,
            persons=persons,
            coach_id=coach.pk,
            starts_at=start,
            ends_at=end,
            meeting=uuid.uuid5(token, start.astimezone(dt.UTC).isoformat()),
            series=token,
            room=room,
            **meeting,
        )
    ]
    return create(dossier_id, rows, room)
