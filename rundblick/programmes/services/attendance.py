"""The attendance ledger: one line per person and day. Only presence counts; absences are never counted against anybody.

A line says so many units on a day, present or absent and in which way. Writing the same line twice changes nothing;
whoever writes another one over a line that somebody else has just written is told so (`Stale`).
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.programmes.definition import Attendance
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.models import Participation, Presence
from rundblick.programmes.publishing import document
from rundblick.web.clock import today
from rundblick.web.german import german_date

LONGEST_DAY = Decimal(24)
"""More units than this are a slip of the pen, whatever they are counted in."""


def record_presence(
    *,
    participation: Participation,
    on: dt.date,
    state: str,
    version: int = 0,
    units: Decimal | None = None,
    session_id: uuid.UUID | None = None,
) -> Presence:
    """Write the line of one day, or change it. `units` are those of one session of the definition if not given.

    `version`: of the line the writer has seen, 0 when the day was empty. Raises Refused for days that cannot be (ahead,
    outside of the participation) and for a programme that counts no attendance, and Stale.
    """
    attendance = _attendance(participation)
    _check(participation, on, state, units)
    with reason("programmes.attendance.record"):
        known = _line_of(participation, on, session_id)
        if known is None:
            line = _new(participation, attendance, on, state, units, session_id)
            if _written([line]):
                return line
            # A colleague tapped at the same moment.
            known = _line_of(participation, on, session_id)
            assert known is not None
        if known.state == state and units in (None, known.units):
            return known
        if known.version != version:
            raise Stale(known)
        return _saved(known, state, units if units is not None else known.units)


def record_days(
    *, participation: Participation, days: Collection[dt.date], state: str, units: Decimal | None = None
) -> list[Presence]:
    """Write the same for several days at once; days that have a line already keep it. Answers the new lines.

    Raises Refused as `record_presence` does; then nothing is written.
    """
    attendance = _attendance(participation)
    for day in days:
        _check(participation, day, state, units)
    with reason("programmes.attendance.record"):
        there = Presence.objects.filter(participation=participation, on__in=list(days))
        kept = set(there.values_list("on", flat=True))
        empty = sorted(set(days) - kept)
        lines = [_new(participation, attendance, day, state, units, None) for day in empty]
        if not _written(lines):
            raise Stale(participation)
        return lines


def change_presence(*, presence: Presence, version: int, state: str, units: Decimal) -> Presence:
    """Correct the kind or the extent of a line. Raises Refused and Stale."""
    _check_line(state, units)
    with reason("programmes.attendance.change"):
        row = _locked(presence)
        if (row.state, row.units) == (state, units):
            return row
        if row.version != version:
            raise Stale(row)
        return _saved(row, state, units)


def remove_presence(*, presence: Presence, version: int) -> None:
    """Take a line back; the history keeps it. Raises Refused when it is gone already, and Stale."""
    with reason("programmes.attendance.remove"):
        row = _locked(presence)
        if row.version != version:
            raise Stale(row)
        row.delete()
        facts_changed([row.dossier_id])


def _attendance(participation: Participation) -> Attendance:
    found = document(participation.run.definition).attendance
    if found is None:
        raise Refused("Dieses Programm zählt keine Anwesenheit.")
    return found


def _check(participation: Participation, on: dt.date, state: str, units: Decimal | None) -> None:
    _check_line(state, units)
    if on > today():
        raise Refused(f"Der {german_date(on)} liegt noch vor uns.", "on")
    if participation.started_on is None:
        raise Refused("Diese Teilnahme hat noch nicht begonnen.", "on")
    if on < participation.started_on:
        raise Refused(f"Die Teilnahme hat erst am {german_date(participation.started_on)} begonnen.", "on")
    if participation.ended_on is not None and on > participation.ended_on:
        raise Refused(f"Die Teilnahme endete am {german_date(participation.ended_on)}.", "on")


def _check_line(state: str, units: Decimal | None) -> None:
    if state not in Presence.State.values:
        raise Refused("Bitte wählen Sie, wie es an diesem Tag war.", "state")
    if units is not None and not 0 < units <= LONGEST_DAY:
        raise Refused("Der Umfang liegt zwischen 0 und 24.", "units")


def _new(
    participation: Participation,
    attendance: Attendance,
    on: dt.date,
    state: str,
    units: Decimal | None,
    session_id: uuid.UUID | None,
) -> Presence:
    return Presence(
        dossier_id=participation.dossier_id,
        participation=participation,
        person_id=participation.person_id,
        session_id=session_id,
        on=on,
        units=units if units is not None else attendance.per_session,
        state=state,
    )


def _line_of(participation: Participation, on: dt.date, session_id: uuid.UUID | None) -> Presence | None:
    rows = Presence.objects.select_for_update(of=("self",)).filter(participation=participation, on=on)
    mine = (row for row in rows if row.person_id == participation.person_id and row.session_id == session_id)
    return next(mine, None)


def _written(lines: Sequence[Presence]) -> bool:
    """Whether the lines could be written; not when a colleague was quicker with one of them."""
    try:
        with transaction.atomic():
            Presence.objects.bulk_create(lines)
    except IntegrityError:
        return False
    facts_changed([line.dossier_id for line in lines])
    return True


def _saved(row: Presence, state: str, units: Decimal) -> Presence:
    row.state, row.units = state, units
    row.version += 1
    row.save(update_fields=["state", "units", "version"])
    facts_changed([row.dossier_id])
    return row


def _locked(presence: Presence) -> Presence:
    found = Presence.objects.select_for_update(of=("self",)).filter(pk=presence.pk).first()
    if found is None:
        raise Refused("Diese Zeile gibt es nicht mehr.")
    return found
