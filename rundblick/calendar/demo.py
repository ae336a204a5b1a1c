"""The room's share of the demo."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import end_after
from rundblick.calendar.services import KIND
from rundblick.web.clock import BERLIN, berlin_date

STATES = {"planned": Status.PLANNED, "held": Status.HELD, "missed": Status.MISSED, "cancelled": Status.CANCELLED}


def load(scenario: Any, cast: Cast) -> None:
    """Write the scenario's appointments, in each coach's own name."""
    by_coach: dict[str, list[Any]] = {}
    for record in scenario.appointments:
        by_coach.setdefault(record.staff, []).append(record)
    for login, records in by_coach.items():
        with acting_as(cast.users[login], "demo.calendar"):
            rows = Appointment.objects.bulk_create([_row(record, cast) for record in records])
            TimelineEntry.objects.bulk_create([_entry(row) for row in rows if row.status != Status.PLANNED])


def _row(record: Any, cast: Cast) -> Appointment:
    starts_at = record.starts.replace(tzinfo=BERLIN)
    person = cast.persons[record.person] if record.person else None
    setting = Setting(record.setting)
    return Appointment(
        dossier_id=cast.households[record.household].dossier_id,
        person=person,
        coach=cast.users[record.staff],
        starts_at=starts_at,
        ends_at=end_after(starts_at, record.minutes),
        setting=setting,
        purpose=record.subject or None,
        status=STATES[record.status],
        shared=record.shared or person is None,
        consent_on=berlin_date(starts_at) if setting == Setting.HOME_VISIT else None,
        arranged_at=starts_at,
    )


def _entry(row: Appointment) -> TimelineEntry:
    return TimelineEntry(
        dossier_id=row.dossier_id,
        at=row.starts_at,
        kind=KIND,
        topic="appointments",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
        author_id=row.coach_id,
    )
