"""The programme's own list of applications, apart from the answers (it has another Stichtag in the reports)."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Sheet
from rundblick.web.clock import today


def apply(*, sheet: Sheet, journey: Journey, person_id: uuid.UUID, track: str, applied_on: dt.date) -> Application:
    """Book an application for a benefit. The same one on the same day is booked once.

    Raises Refused for a benefit the journey does not have, a day in the future, or somebody outside of the
    household.
    """
    if track not in {known.code for known in journey.tracks}:
        raise Refused("Diese Leistung gibt es hier nicht.")
    if applied_on > today():
        raise Refused("Ein Antrag in der Zukunft ist noch nicht gestellt.")
    members_only(sheet.dossier_id, [person_id], on=applied_on)
    row = Application(dossier_id=sheet.dossier_id, sheet=sheet, person_id=person_id, track=track, applied_on=applied_on)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Application.objects.get(sheet=sheet, person_id=person_id, track=track, applied_on=applied_on)
    return row


def withdraw(application: Application) -> None:
    """Remove an application that was booked by mistake; the history keeps it."""
    with reason("journeys.application.withdraw"):
        Application.objects.filter(pk=application.pk).delete()
