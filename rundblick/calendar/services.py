"""Verbs of appointments. Each runs inside the caller's transaction and checks before it writes."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry, User
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import may_follow, needs_consent
from rundblick.people.models import Membership
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import berlin_date, now

KIND = "appointment"


def arrange(
    *,
    dossier_id: uuid.UUID,
    persons: Sequence[uuid.UUID],
    coach: User,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    setting: Setting | str,
    place: str = "",
    purpose: str = "",
    consent_on: dt.date | None = None,
    shared: bool = False,
    meeting: uuid.UUID | None = None,
    arranged_at: dt.datetime | None = None,
) -> list[Appointment]:
    """Arrange an appointment with members, one row each, or with the household when `persons` is empty.

    `meeting` is the form's token: a second call with it answers the first one's rows. `consent_on` is the date of
    the written consent, needed for a home visit. Raises Refused for somebody who is no member, an end before the
    beginning, or a home visit without consent. Overlaps are no error; the view hints at them.
    """
    members_only(dossier_id, persons, on=berlin_date(starts_at))
    return add(
        dossier_id=dossier_id,
        persons=persons,
        coach_id=coach.pk,
        starts_at=starts_at,
        ends_at=ends_at,
        setting=setting,
        place=place,
        purpose=purpose,
        consent_on=consent_on,
        shared=shared,
        meeting=meeting,
        arranged_at=arranged_at,
    )


def add(
    *,
    dossier_id: uuid.UUID,
    persons: Sequence[uuid.UUID],
    coach_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    setting: Setting | str,
    place: str = "",
    purpose: str = "",
    consent_on: dt.date | None = None,
    shared: bool = False,
    meeting: uuid.UUID | None = None,
    arranged_at: dt.datetime | None = None,
) -> list[Appointment]:
    """As `arrange`, for callers who have made sure that all `persons` belong to the household."""
    _check(starts_at=starts_at, ends_at=ends_at, setting=setting, consent_on=consent_on)
    token = meeting or uuid.uuid4()
    who: list[uuid.UUID | None] = [*dict.fromkeys(persons)] or [None]
    rows = [
        Appointment(
            dossier_id=dossier_id,
            person_id=person_id,
            meeting=token,
            coach_id=coach_id,
            starts_at=starts_at,
            ends_at=ends_at,
            setting=setting,
            place=place or None,
            purpose=purpose or None,
            consent_on=consent_on if needs_consent(setting) else None,
            shared=shared or person_id is None,
            arranged_at=arranged_at or now(),
        )
        for person_id in who
    ]
    try:
        with transaction.atomic():
            facts_changed([dossier_id])
            return Appointment.objects.bulk_create(rows)
    except IntegrityError:
        twins = list(Appointment.objects.filter(dossier_id=dossier_id, meeting=token).order_by("pk"))
        if not twins:
            raise
        return twins


def move(
    *,
    appointment: Appointment,
    version: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    setting: Setting | str,
    place: str = "",
    purpose: str = "",
    consent_on: dt.date | None = None,
) -> list[Appointment]:
    """Move a planned appointment, for everybody at the same table; the history keeps the former time.

    Raises Refused when it is not planned any more, and Stale when somebody else changed it meanwhile.
    """
    _check(starts_at=starts_at, ends_at=ends_at, setting=setting, consent_on=consent_on)
    with reason("calendar.move"):
        rows = _table(appointment, whole_meeting=True)
        present = next((row for row in rows if row.pk == appointment.pk), None)
        if present is None or present.status != Status.PLANNED:
            raise Refused("Dieser Termin ist nicht mehr geplant und lässt sich nicht verlegen.")
        if present.version != version:
            raise Stale(present)
        moved = [row for row in rows if row.status == Status.PLANNED]
        for row in moved:
            row.starts_at, row.ends_at, row.setting = starts_at, ends_at, setting
            row.place, row.purpose = place or None, purpose or None
            row.consent_on = consent_on if needs_consent(setting) else None
            row.version += 1
            row.save()
        facts_changed([appointment.dossier_id])
    return moved


def cancel(*, appointment: Appointment, whole_meeting: bool = False) -> list[Appointment]:
    """Call a planned appointment off. Nothing is noted about who did. Twice is harmless."""
    return _become(Status.CANCELLED, appointment, whole_meeting=whole_meeting)


def mark_held(*, appointment: Appointment, whole_meeting: bool = False) -> list[Appointment]:
    """It took place. Raises Refused before it began, or when it was cancelled."""
    return _become(Status.HELD, appointment, whole_meeting=whole_meeting)


def told_by_note(*, appointment: Appointment) -> None:
    """A note tells of this meeting: it took place, and the timeline shows the note instead of the appointment."""
    table = Appointment.objects.filter(dossier_id=appointment.dossier_id, meeting=appointment.meeting)
    planned = table.filter(status=Status.PLANNED, starts_at__lte=now())
    planned.update(status=Status.HELD, version=F("version") + 1)
    TimelineEntry.objects.filter(kind=KIND, object_id__in=table.values("pk")).delete()


def mark_missed(*, appointment: Appointment, whole_meeting: bool = False) -> list[Appointment]:
    """It did not come about; no reason is asked and nothing is counted (design rule 9).

    Raises Refused before it began, or when it was cancelled.
    """
    return _become(Status.MISSED, appointment, whole_meeting=whole_meeting)


def share(*, appointment: Appointment, shared: bool) -> Appointment:
    """Open an appointment to the other members, on the member's wish, or close it again.

    Raises Refused for an appointment of the whole household, which is everybody's.
    """
    if appointment.person_id is None:
        raise Refused("Ein Termin des ganzen Haushalts ist für alle Mitglieder sichtbar.")
    with reason("calendar.share" if shared else "calendar.unshare"):
        row = _table(appointment, whole_meeting=False)[0]
        if row.shared != shared:
            row.shared = shared
            row.version += 1
            row.save(update_fields=["shared", "version"])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).update(shared=shared)
    return row


def members_only(dossier_id: uuid.UUID, persons: Sequence[uuid.UUID], *, on: dt.date) -> None:
    """Raise Refused unless all of them belong to the household on that day or later."""
    wanted = set(persons)
    if not wanted:
        return
    current = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    known = Membership.objects.filter(current, dossier_id=dossier_id, person_id__in=wanted)
    if wanted - set(known.values_list("person_id", flat=True)):
        raise Refused("Diese Person gehört nicht zum Haushalt.")


def _check(*, starts_at: dt.datetime, ends_at: dt.datetime, setting: str, consent_on: dt.date | None) -> None:
    if ends_at <= starts_at:
        raise Refused("Das Ende liegt vor dem Beginn.")
    if needs_consent(setting) and consent_on is None:
        raise Refused("Ein Hausbesuch braucht die schriftliche Einwilligung der Person.")


def _table(appointment: Appointment, *, whole_meeting: bool) -> list[Appointment]:
    """The appointment, with those of the others at the table when wanted; locked, the given one first."""
    rows = Appointment.objects.select_for_update(of=("self",)).filter(dossier_id=appointment.dossier_id)
    rows = rows.filter(meeting=appointment.meeting) if whole_meeting else rows.filter(pk=appointment.pk)
    found = sorted(rows.order_by("pk"), key=lambda row: row.pk != appointment.pk)
    if not found:
        raise Refused("Diesen Termin gibt es nicht mehr.")
    return found


def _become(status: Status, appointment: Appointment, *, whole_meeting: bool, told: bool = False) -> list[Appointment]:
    with reason(f"calendar.{status}"):
        rows = _table(appointment, whole_meeting=whole_meeting)
        if status in (Status.HELD, Status.MISSED) and rows[0].starts_at > now():
            raise Refused("Der Termin hat noch nicht begonnen.")
        if rows[0].status != status and not may_follow(status, rows[0].status):
            raise Refused("Das geht bei diesem Termin nicht mehr.")
        for row in rows:
            if may_follow(status, row.status):
                row.status = status
                row.version += 1
                row.save(update_fields=["status", "version"])
            if row.status == status:
                _tell(row)
        facts_changed([appointment.dossier_id])
    return rows


def _tell(row: Appointment) -> None:
    """Bring the timeline in line with what became of the appointment."""
    TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).delete()
    timeline.record(
        dossier_id=row.dossier_id,
        at=now() if row.status == Status.CANCELLED else row.starts_at,
        kind=KIND,
        topic="appointments",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
    )
