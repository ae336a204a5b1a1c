"""Writing down what was achieved. Nothing is counted here; reports read the rows."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.access.timeline import record
from rundblick.calendar.errors import Stale
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.models import Participation
from rundblick.web.clock import now, today
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

KIND = "outcome"


class Refused(Exception):
    """The entry cannot stand like this; `field` is where the message belongs."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message)
        self.field = field


def record_outcome(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    kind: str,
    achieved_on: dt.date,
    title: str = "",
    ended_on: dt.date | None = None,
    benefit_ended_on: dt.date | None = None,
    shared: bool = False,
) -> Outcome:
    """Write down that a member achieved something on a day (inclusive).

    It counts for the programme the person took part in on that day, if any. Raises Refused.
    """
    _check(kind, achieved_on, ended_on, benefit_ended_on)
    with transaction.atomic(), reason("work.outcome.record"):
        outcome = Outcome.objects.create(
            dossier_id=dossier_id,
            person_id=person_id,
            participation=_participation(dossier_id, person_id, achieved_on),
            kind=kind,
            title=title.strip(),
            achieved_on=achieved_on,
            ended_on=ended_on,
            benefit_ended_on=benefit_ended_on,
            shared=shared,
            recorded_by_id=current().user_id,
            recorded_at=now(),
        )
        record(
            dossier_id=dossier_id,
            at=at_noon(achieved_on),
            kind=KIND,
            topic="outcomes",
            object_id=outcome.pk,
            subject_id=person_id,
            shared=shared,
        )
        facts_changed([dossier_id])
    return outcome


def correct_outcome(outcome: Outcome, *, version: int, **changes: Any) -> Outcome:
    """Correct an entry; the former row stays in the history. Raises Refused, and Stale with the present row."""
    with transaction.atomic(), reason("work.outcome.correct"):
        locked = Outcome.objects.select_for_update(of=("self",)).get(pk=outcome.pk)
        if locked.version != version:
            raise Stale(locked)
        for name, value in changes.items():
            setattr(locked, name, value.strip() if name == "title" else value)
        _check(locked.kind, locked.achieved_on, locked.ended_on, locked.benefit_ended_on)
        locked.participation = _participation(locked.dossier_id, locked.person_id, locked.achieved_on)
        locked.version += 1
        locked.corrected_by_id, locked.corrected_at = current().user_id, now()
        locked.save()
        TimelineEntry.objects.filter(kind=KIND, object_id=locked.pk).update(
            at=at_noon(locked.achieved_on), shared=locked.shared
        )
        facts_changed([locked.dossier_id])
    return locked


def remove_outcome(outcome: Outcome) -> None:
    """Take an entry back that was made by mistake; the former row stays in the history."""
    with transaction.atomic(), reason("work.outcome.remove"):
        TimelineEntry.objects.filter(kind=KIND, object_id=outcome.pk).delete()
        dossier_id = outcome.dossier_id
        outcome.delete()
        facts_changed([dossier_id])


def _check(kind: str, achieved_on: dt.date, ended_on: dt.date | None, benefit_ended_on: dt.date | None) -> None:
    if kind not in {known.code for known in taxonomy().kinds}:
        raise Refused("Diese Art von Ergebnis gibt es nicht.", "kind")
    if achieved_on > today():
        raise Refused("Der Tag liegt in der Zukunft. Ein Ergebnis wird festgehalten, wenn es da ist.", "achieved_on")
    if ended_on is not None and ended_on < achieved_on:
        raise Refused("Das Ende liegt vor dem Beginn.", "ended_on")
    if benefit_ended_on is not None and benefit_ended_on < achieved_on:
        raise Refused(
            "Der Leistungsbezug kann nicht wegen eines späteren Ergebnisses geendet haben.", "benefit_ended_on"
        )


def _participation(dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> Participation | None:
    rows = Participation.objects.filter(dossier_id=dossier_id, person_id=person_id, started_on__lte=day)
    running = [row for row in rows.order_by("-started_on") if row.ended_on is None or day <= row.ended_on]
    return running[0] if running else None
