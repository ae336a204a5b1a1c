"""Verbs of appointments. Each runs inside the caller's transaction and checks before it writes."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry, User
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused, RoomTaken, Stale
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.queries import covers_on, taken
from rundblick.calendar.rules import NoSuchTime, may_follow, minutes_between, needs_consent, overlapping
from rundblick.calendar.series import moved as moved_in_series
from rundblick.people.models import Membership
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import berlin_date, in_berlin, now
from rundblick.web.german import german_date

KIND = "appointment"


def arrange(
    *,
    dossier_id: uuid.UUID,
    persons: Sequence[uuid.UUID],
    coach: User,
    starts_at: dt.datetime,
    room: Place | None = None,
    **meeting: Any,
) -> list[Appointment]:
    """Arrange an appointment with members, one row each, or with the household when `persons` is empty.

    `meeting` are the further values of `new_rows`. Its `meeting` is the form's token: a second call with it answers the
    first one's rows. A home visit without a consent that stands on its day is asked for, not fixed. Raises Refused for
    somebody who is no member, an end before the beginning, or a home visit that names nobody, and RoomTaken where a
    room for one meeting is not free. Other overlaps are no error; the view hints at them.
    """
    members_only(dossier_id, persons, on=berlin_date(starts_at))
    return add(dossier_id=dossier_id, persons=persons, coach_id=coach.pk, starts_at=starts_at, room=room, **meeting)


def add(
    *, dossier_id: uuid.UUID, persons: Sequence[uuid.UUID], room: Place | None = None, **meeting: Any
) -> list[Appointment]:
    """As `arrange`, for callers who have made sure that all `persons` belong to the household."""
    return create(dossier_id, new_rows(dossier_id=dossier_id, persons=persons, room=room, **meeting), room)


def new_rows(
    *,
    dossier_id: uuid.UUID,
    persons: Sequence[uuid.UUID],
    coach_id: uuid.UUID,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    setting: Setting | str,
    place: str = "",
    purpose: str = "",
    shared: bool = False,
    meeting: uuid.UUID | None = None,
    arranged_at: dt.datetime | None = None,
    room: Place | None = None,
    video_url: str = "",
    series: uuid.UUID | None = None,
) -> list[Appointment]:
    """The rows of one meeting, not yet written. Raises Refused as `arrange` does."""
    _check(starts_at=starts_at, ends_at=ends_at, setting=setting, named=bool(persons))
    who: list[uuid.UUID | None] = [*dict.fromkeys(persons)] or [None]
    token = meeting or uuid.uuid4()
    return [
        Appointment(
            dossier_id=dossier_id,
            person_id=person_id,
            meeting=token,
            coach_id=coach_id,
            starts_at=starts_at,
            ends_at=ends_at,
            shared=shared or person_id is None,
            arranged_at=arranged_at or now(),
            series=series,
            **_kept(setting, place, purpose, room, video_url),
        )
        for person_id in who
    ]


def create(dossier_id: uuid.UUID, rows: list[Appointment], room: Place | None) -> list[Appointment]:
    """Write new rows of one dossier; meetings that stand already (a form sent twice) are answered as they are.

    Raises RoomTaken, and writes nothing, when a room for one meeting is not free.
    """
    meetings = {row.meeting for row in rows}
    try:
        with transaction.atomic():
            _keep_room(room, rows)
            facts_changed([dossier_id])
            return Appointment.objects.bulk_create(rows)
    except IntegrityError:
        twins = Appointment.objects.filter(dossier_id=dossier_id, meeting__in=meetings)
        found = list(twins.order_by("starts_at", "pk"))
        if not found:
            raise
        known = {row.meeting for row in found}
        missing = [row for row in rows if row.meeting not in known]
        return found + (create(dossier_id, missing, room) if missing else [])


def move(
    *,
    appointment: Appointment,
    version: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    setting: Setting | str,
    place: str = "",
    purpose: str = "",
    room: Place | None = None,
    video_url: str = "",
    following: bool = False,
) -> list[Appointment]:
    """Move a planned appointment, for everybody at the same table; the history keeps the former time.

    `following` moves the later ones of its series too: by as many days, to the same time on the wall clock, and to the
    same setting and place. Raises Refused when it is not planned any more or an hour does not exist, RoomTaken, and
    Stale when somebody else changed it meanwhile.
    """
    _check(starts_at=starts_at, ends_at=ends_at, setting=setting, named=appointment.person_id is not None)
    with reason("calendar.move"):
        rows = _table(appointment, whole_meeting=True)
        present = next((row for row in rows if row.pk == appointment.pk), None)
        if present is None or present.status != Status.PLANNED:
            raise Refused("Dieser Termin ist nicht mehr geplant und lässt sich nicht verlegen.")
        if present.version != version:
            raise Stale(present)
        moved = [row for row in rows if row.status == Status.PLANNED]
        moved += _later(present) if following else []
        days = (berlin_date(starts_at) - berlin_date(present.starts_at)).days
        clock, minutes = in_berlin(starts_at).time(), minutes_between(starts_at, ends_at)
        kept = _kept(setting, place, purpose, room, video_url)
        for row in moved:
            row.starts_at, row.ends_at = (
                (starts_at, ends_at)
                if row.meeting == present.meeting
                else _moved_along(row, days=days, clock=clock, minutes=minutes)
            )
            for name, value in kept.items():
                setattr(row, name, value)
            row.version += 1
        with transaction.atomic():
            _keep_room(room, moved)
            for row in moved:
                row.save()
        facts_changed([appointment.dossier_id])
    return moved


def cancel(*, appointment: Appointment, whole_meeting: bool = False, following: bool = False) -> list[Appointment]:
    """Call a planned appointment off, with `following` the later ones of its series too.

    Nothing is noted about who did. Twice is harmless.
    """
    return _become(Status.CANCELLED, appointment, whole_meeting=whole_meeting, following=following)


def take_over(*, appointment: Appointment, deputy: User) -> list[Appointment]:
    """A deputy leads a planned appointment, for everybody at the table. Twice is harmless.

    Raises Refused when it is not planned any more, or `deputy` does not cover its coach on that day.
    """
    with reason("calendar.take_over"):
        rows = _table(appointment, whole_meeting=True)
        if rows[0].status != Status.PLANNED:
            raise Refused("Dieser Termin ist nicht mehr geplant.")
        if rows[0].coach_id == deputy.pk:
            return rows
        if deputy.pk not in {cover.deputy_id for cover in covers_on(rows[0].coach_id, berlin_date(rows[0].starts_at))}:
            raise Refused("An diesem Tag ist keine Vertretung eingerichtet.")
        for row in rows:
            if row.status == Status.PLANNED:
                row.coach_id = deputy.pk
                row.version += 1
                row.save(update_fields=["coach", "version"])
        facts_changed([appointment.dossier_id])
    return rows


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


def _check(*, starts_at: dt.datetime, ends_at: dt.datetime, setting: str, named: bool) -> None:
    if ends_at <= starts_at:
        raise Refused("Das Ende liegt vor dem Beginn.")
    if needs_consent(setting) and not named:
        raise Refused("Bitte nennen Sie, wen Sie besuchen. In einen Hausbesuch willigt jede Person für sich ein.")


def _table(appointment: Appointment, *, whole_meeting: bool) -> list[Appointment]:
    """The appointment, with those of the others at the table when wanted; locked, the given one first."""
    rows = Appointment.objects.select_for_update(of=("self",)).filter(dossier_id=appointment.dossier_id)
    rows = rows.filter(meeting=appointment.meeting) if whole_meeting else rows.filter(pk=appointment.pk)
    found = sorted(rows.order_by("pk"), key=lambda row: row.pk != appointment.pk)
    if not found:
        raise Refused("Diesen Termin gibt es nicht mehr.")
    return found


def _kept(setting: str, place: str, purpose: str, room: Place | None, video_url: str) -> dict[str, Any]:
    """Setting and place as they are stored: a link only for a video talk."""
    return {
        "setting": setting,
        "place": place or None,
        "purpose": purpose or None,
        "room": room,
        "video_url": (video_url or None) if setting == Setting.VIDEO else None,
    }


def _keep_room(room: Place | None, rows: Sequence[Appointment]) -> None:
    """Raise RoomTaken when a room for one meeting is taken at the time of one of the rows.

    Whoever asks for the same room waits until this transaction is over, so that two never get it.
    """
    if room is None or not room.exclusive:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(room.pk)])
    meetings = {row.meeting for row in rows}
    start, end = min(row.starts_at for row in rows), max(row.ends_at for row in rows)
    others = [one for one in taken(None, [room.pk], start, end) if one.meeting not in meetings]
    for row in rows:
        for other in overlapping(row.starts_at, row.ends_at, others):
            raise RoomTaken(room, row, other)


def _later(appointment: Appointment) -> list[Appointment]:
    """The later planned meetings of the same series and coach, everybody at their tables; locked."""
    if appointment.series is None:
        return []
    rows = Appointment.objects.select_for_update(of=("self",)).filter(
        dossier_id=appointment.dossier_id,
        series=appointment.series,
        coach_id=appointment.coach_id,
        status=Status.PLANNED,
        starts_at__gt=appointment.starts_at,
    )
    return list(rows.exclude(meeting=appointment.meeting).order_by("starts_at", "pk"))


def _moved_along(row: Appointment, *, days: int, clock: dt.time, minutes: int) -> tuple[dt.datetime, dt.datetime]:
    try:
        return moved_in_series(row.starts_at, by_days=days, time=clock, minutes=minutes)
    except NoSuchTime as error:
        raise Refused(f"{german_date(row.starts_at)}: {error}") from None


def _become(
    status: Status, appointment: Appointment, *, whole_meeting: bool, following: bool = False
) -> list[Appointment]:
    with reason(f"calendar.{status}"):
        rows = _table(appointment, whole_meeting=whole_meeting)
        if following:
            rows += [row for row in _later(rows[0]) if whole_meeting or row.person_id == rows[0].person_id]
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
