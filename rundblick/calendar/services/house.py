"""Verbs about places, working hours and absences. None of them touches a case."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Absence, Place, WorkingWeek


def add_place(*, organisation_id: uuid.UUID, **values: Any) -> Place:
    """A new place of an organisation. Raises Refused when the name is taken."""
    return _named_once(Place(organisation_id=organisation_id, **values))


def change_place(*, place: Place, version: int, **values: Any) -> Place:
    """Change a place; appointments there keep it. Twice the same is once. Raises Refused (name taken) and Stale."""
    with reason("calendar.place.change"):
        row = Place.objects.select_for_update().get(pk=place.pk)
        if all(getattr(row, name) == value for name, value in values.items()):
            return row
        if row.version != version:
            raise Stale(row)
        for name, value in values.items():
            setattr(row, name, value)
        row.version += 1
        return _named_once(row)


def _named_once(row: Place) -> Place:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused("Einen Ort mit diesem Namen gibt es schon.") from None
    return row


def set_hours(
    *,
    coach: User,
    version: int,
    hours: Mapping[str, list[str]],
    lunch: tuple[dt.time, dt.time] | None,
    buffers: Mapping[str, list[int]],
) -> WorkingWeek:
    """Say when a coach takes appointments; `version` is 0 before the first. Twice the same is once. Raises Stale."""
    with reason("calendar.hours"):
        row = WorkingWeek.objects.select_for_update().filter(pk=coach.pk).first() or WorkingWeek(coach=coach, version=0)
        said = {"hours": dict(hours), "buffers": dict(buffers), "lunch_from": None, "lunch_until": None}
        if lunch:
            said["lunch_from"], said["lunch_until"] = lunch
        if row.version and all(getattr(row, name) == value for name, value in said.items()):
            return row
        if row.version and row.version != version:
            raise Stale(row)
        for name, value in said.items():
            setattr(row, name, value)
        row.version += 1
        try:
            with transaction.atomic():
                row.save(force_insert=row.version == 1)
        except IntegrityError:
            raise Stale(WorkingWeek.objects.get(pk=coach.pk)) from None
    return row


def be_away(*, coach: User, first_day: dt.date, last_day: dt.date) -> Absence:
    """A coach is away from the first to the last day (both inclusive); the same period twice is one.

    Raises Refused when the period is turned around.
    """
    if last_day < first_day:
        raise Refused("Der letzte Tag liegt vor dem ersten.")
    until = last_day + dt.timedelta(days=1)
    with reason("calendar.away"):
        return Absence.objects.get_or_create(coach=coach, valid_from=first_day, valid_until=until)[0]


def take_back(absence: Absence) -> None:
    """The coach is there after all. Twice is harmless."""
    with reason("calendar.away.take_back"):
        Absence.objects.filter(pk=absence.pk).delete()
