"""Groups and when they meet. They hold nothing about anybody; who belongs to one stands in `members.py`."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.programmes.definition import Attendance, Programme
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.group_plan import (
    LONGEST_SERIES,
    Series,
    left_out_words,
    moved_words,
    no_meeting,
    planned_sessions,
    weekly,
)
from rundblick.programmes.groups import has_lines
from rundblick.programmes.models import Cohort, Run, Session
from rundblick.programmes.publishing import document
from rundblick.programmes.services.attendance import LONGEST_DAY
from rundblick.web.german import german_date

NO_TOPIC = "Bitte nennen Sie ein Thema. In diesem Programm hat jedes Treffen eines."


@dataclass(frozen=True)
class Opened:
    """A group that was opened. `hint`: what is worth knowing about its plan, empty when there is nothing."""

    group: Cohort
    hint: str


def open_group(
    *,
    run: Run,
    organisation_id: uuid.UUID,
    label: str,
    place: str,
    starts_on: dt.date,
    begins: dt.time | None = None,
    with_plan: bool = False,
    group_id: uuid.UUID | None = None,
) -> Opened:
    """Open a group of a run, with the sessions its definition plans if wanted, all of them at `begins`.

    `group_id` is the form's token: sending it again answers the first group. Raises Refused for a programme that
    counts no attendance and without a name.
    """
    programme = document(run.definition)
    attendance = attendance_of(programme)
    if not label.strip():
        raise Refused("Bitte geben Sie der Gruppe einen Namen.", "label")
    group = Cohort(
        pk=group_id or uuid.uuid4(),
        run=run,
        organisation_id=organisation_id,
        label=label.strip(),
        place=place.strip(),
        starts_on=starts_on,
        created_by_id=current().user_id,
    )
    planned = planned_sessions(attendance.plan, starts_on, programme.state) if with_plan else []
    with reason("programmes.group.open"):
        try:
            with transaction.atomic():
                group.save(force_insert=True)
        except IntegrityError:
            twin = Cohort.objects.filter(pk=group.pk, organisation_id=organisation_id).first()
            if twin is None:
                raise
            return Opened(twin, "")
        Session.objects.bulk_create(
            Session(cohort=group, on=one.on, begins=begins, units=one.units, topic=one.topic) for one in planned
        )
    return Opened(group, moved_words(planned))


def change_group(*, group: Cohort, version: int, label: str, place: str, starts_on: dt.date) -> Cohort:
    """Correct name, place or first day; sessions stay where they are. Raises Refused and Stale."""
    if not label.strip():
        raise Refused("Bitte geben Sie der Gruppe einen Namen.", "label")
    with reason("programmes.group.change"):
        row = _locked_group(group, version)
        if row.ended_on is not None and row.ended_on < starts_on:
            raise Refused(f"Die Gruppe endete am {german_date(row.ended_on)}.", "starts_on")
        row.label, row.place, row.starts_on = label.strip(), place.strip(), starts_on
        return _kept(row)


def close_group(*, group: Cohort, version: int, on: dt.date) -> Cohort:
    """The group ends with that day; sessions after it are cancelled. Raises Refused and Stale."""
    with reason("programmes.group.close"):
        row = _locked_group(group, version)
        if row.ended_on is not None:
            raise Refused(f"Diese Gruppe ist schon beendet, am {german_date(row.ended_on)}.")
        row.ended_on = max(on, row.starts_on)
        Session.objects.filter(cohort=row, on__gt=row.ended_on).update(cancelled=True)
        return _kept(row)


def reopen_group(*, group: Cohort, version: int) -> Cohort:
    """The group goes on; sessions that were cancelled stay so. Raises Stale."""
    with reason("programmes.group.reopen"):
        row = _locked_group(group, version)
        row.ended_on = None
        return _kept(row)


def add_session(
    *,
    group: Cohort,
    on: dt.date,
    begins: dt.time | None = None,
    units: Decimal | None = None,
    topic: str = "",
    session_id: uuid.UUID | None = None,
    overrule: bool = False,
) -> Session:
    """Plan one session; `units` are those of one session of the definition if not given.

    `session_id` is the form's token. Raises Refused without a topic where one is needed and for days outside of the
    group, and Hint, unless `overrule`, for Sundays and holidays.
    """
    programme = document(group.run.definition)
    attendance = attendance_of(programme)
    _check(group, attendance, on, units, topic)
    if session_id and (twin := Session.objects.filter(pk=session_id, cohort=group).first()):
        return twin
    _day_off(programme, on, overrule=overrule)
    session = Session(
        pk=session_id or uuid.uuid4(),
        cohort=group,
        on=on,
        begins=begins,
        units=units if units is not None else attendance.per_session,
        topic=topic.strip(),
    )
    with reason("programmes.session.add"):
        Session.objects.bulk_create([session], ignore_conflicts=True)
    return session


@dataclass(frozen=True)
class Added:
    """Sessions of a series that were planned. `hint`: on which holidays it pauses."""

    sessions: list[Session]
    hint: str


def add_series(
    *,
    group: Cohort,
    first: dt.date,
    until: dt.date,
    begins: dt.time | None = None,
    units: Decimal | None = None,
    topics: Sequence[str] = (),
    series_id: uuid.UUID | None = None,
) -> Added:
    """Plan a session every week on the weekday of `first` up to `until` (inclusive), holidays left out.

    `topics`: one for all sessions, or one for each in their order. `series_id` is the form's token. Raises Refused
    where `add_session` does, and when topics are missing where they are needed.
    """
    programme = document(group.run.definition)
    attendance = attendance_of(programme)
    wanted = _series(first, until, programme)
    named = _topics(attendance, [topic.strip() for topic in topics if topic.strip()], len(wanted.days))
    for day in (wanted.days[0], wanted.days[-1]):
        _check(group, attendance, day, units, "wird je Treffen geprüft", field="first" if day == first else "until")
    token = series_id or uuid.uuid4()
    sessions = [
        Session(
            pk=uuid.uuid5(token, day.isoformat()),
            cohort=group,
            on=day,
            begins=begins,
            units=units if units is not None else attendance.per_session,
            topic=topic,
        )
        for day, topic in zip(wanted.days, named, strict=True)
    ]
    with reason("programmes.session.add"):
        Session.objects.bulk_create(sessions, ignore_conflicts=True)
    return Added(sessions, left_out_words(wanted))


def change_session(
    *,
    session: Session,
    version: int,
    on: dt.date,
    begins: dt.time | None,
    units: Decimal,
    topic: str,
    overrule: bool = False,
) -> Session:
    """Move a session, or correct it; lines of attendance keep their units.

    Raises Refused where `add_session` does and for moving a session whose attendance is written down, Hint, and Stale.
    """
    group = session.cohort
    programme = document(group.run.definition)
    _check(group, attendance_of(programme), on, units, topic)
    with reason("programmes.session.change"):
        row = _locked_session(session, version)
        if row.on != on:
            if has_lines(row):
                raise Refused("Für dieses Treffen ist schon Anwesenheit eingetragen. Der Tag steht damit fest.", "on")
            _day_off(programme, on, overrule=overrule)
        row.on, row.begins, row.units, row.topic = on, begins, units, topic.strip()
        return _kept_session(row)


def cancel_session(*, session: Session, version: int, cancelled: bool = True) -> Session:
    """Call a session off, or let it take place after all. Raises Refused and Stale."""
    with reason("programmes.session.cancel" if cancelled else "programmes.session.restore"):
        row = _locked_session(session, version)
        if cancelled and has_lines(row):
            raise Refused("Für dieses Treffen ist schon Anwesenheit eingetragen. Es hat also stattgefunden.")
        row.cancelled = cancelled
        return _kept_session(row)


def attendance_of(programme: Programme) -> Attendance:
    """How attendance is counted. Raises Refused in programmes that count none."""
    if programme.attendance is None:
        raise Refused("Dieses Programm zählt keine Anwesenheit, also auch keine in Gruppen.")
    return programme.attendance


def topic_needed(attendance: Attendance) -> bool:
    """Whether every session has a topic in this programme."""
    return attendance.group is not None and attendance.group.topic_needed


def _check(
    group: Cohort, attendance: Attendance, on: dt.date, units: Decimal | None, topic: str, *, field: str = "on"
) -> None:
    if on < group.starts_on:
        raise Refused(f"Die Gruppe beginnt am {german_date(group.starts_on)}.", field)
    if group.ended_on is not None and on > group.ended_on:
        raise Refused(f"Die Gruppe endete am {german_date(group.ended_on)}.", field)
    if units is not None and not 0 < units <= LONGEST_DAY:
        raise Refused("Der Umfang liegt zwischen 0 und 24.", "units")
    if topic_needed(attendance) and not topic.strip():
        raise Refused(NO_TOPIC, "topic")


def _day_off(programme: Programme, on: dt.date, *, overrule: bool) -> None:
    why = no_meeting(on, programme.state)
    if why and not overrule:
        raise Hint(f"Der {german_date(on)} ist ein Feiertag ({why})." if why != "Sonntag" else "Das ist ein Sonntag.")


def _series(first: dt.date, until: dt.date, programme: Programme) -> Series:
    if until < first:
        raise Refused("Das letzte Treffen liegt vor dem ersten.", "until")
    found = weekly(first, until, programme.state)
    if not found.days:
        raise Refused("In dieser Zeit liegt kein Treffen, nur Feiertage.", "until")
    if len(found.days) + len(found.left_out) >= LONGEST_SERIES:
        raise Refused("Das sind mehr als zwei Jahre. Bitte planen Sie einen kürzeren Abschnitt.", "until")
    return found


def _topics(attendance: Attendance, named: list[str], number: int) -> list[str]:
    if len(named) == 1:
        return named * number
    if len(named) > number:
        raise Refused(f"Das sind {len(named)} Themen für {number} Treffen.", "topics")
    if len(named) < number and topic_needed(attendance):
        words = f"Es sind {number} Treffen. Bitte nennen Sie ein Thema für alle oder {number} Themen, eines je Zeile."
        raise Refused(NO_TOPIC if not named else words, "topics")
    return named + [""] * (number - len(named))


def _locked_group(group: Cohort, version: int) -> Cohort:
    row = Cohort.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if row.version != version:
        raise Stale(row)
    return row


def _locked_session(session: Session, version: int) -> Session:
    row = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if row.version != version:
        raise Stale(row)
    return row


def _kept(row: Cohort) -> Cohort:
    row.version += 1
    row.save(update_fields=["label", "place", "starts_on", "ended_on", "version"])
    return row


def _kept_session(row: Session) -> Session:
    row.version += 1
    row.save(update_fields=["on", "begins", "units", "topic", "guests", "cancelled", "version"])
    return row
