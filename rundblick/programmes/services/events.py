"""Events of a participation: what the rules of its definition ask about and no other room delivers."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.programmes.asked import events_asked
from rundblick.programmes.consents import WITHDRAWN
from rundblick.programmes.definition import Programme
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.event_values import values_of
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.on_file import withdraw_on_file
from rundblick.programmes.publishing import document
from rundblick.programmes.services import spine
from rundblick.programmes.services.checking import Told, check, depends
from rundblick.programmes.vocabulary import KnownEvent, vocabulary
from rundblick.web.clock import today


def recordable(programme: Programme) -> list[KnownEvent]:
    """Events somebody may record by hand: those the definition asks about, in the order of the vocabulary.

    Talks, appointments, jobs, starts and ends are told by the rooms they belong to and never typed twice.
    """
    asked = events_asked(programme)
    return [event for event in vocabulary().events if event.code in asked and event.by_hand]


def record_event(
    *,
    participation: Participation,
    kind: str,
    occurred_on: dt.date,
    planned_on: dt.date | None = None,
    value: str = "",
    key: str = "",
    person_id: uuid.UUID | None = None,
    note: str = "",
    event_id: uuid.UUID | None = None,
    overrule: bool = False,
) -> ProgrammeEvent:
    """Record that something happened, or with `planned_on` that it was agreed for that day.

    `value`: which consent, module or document it is about, or yes and no. `key` names the occurrence it answers (from
    the due item). `event_id` is the form's token: sending it again answers the first event.

    Raises Refused for an event the programme does not ask about, for a day ahead, for a plan without its day or before
    the day it was agreed, for a value that is missing, for an attempt at home without a consent and for a pause that
    cannot be; and Hint, unless `overrule`, for what is worth a second look (checking.py).
    """
    programme = document(participation.run.definition)
    known = _known(programme, kind)
    if event_id and depends(known):
        # Sent again, it would be judged by what it has just changed itself.
        twin = ProgrammeEvent.objects.filter(pk=event_id, participation=participation).first()
        if twin is not None:
            return twin
    about = person_id or participation.person_id
    stored = _planned(known, occurred_on, planned_on) or _value(programme, known, value)
    check(participation, programme, Told(known, _past(occurred_on), stored, planned_on, about), overrule=overrule)
    row = ProgrammeEvent(
        pk=event_id or uuid.uuid4(),
        dossier_id=participation.dossier_id,
        participation=participation,
        person_id=about,
        kind=kind,
        value=stored,
        occurred_on=occurred_on,
        key=key,
        note=note.strip() or None,
        recorded_by_id=current().user_id,
    )
    with reason("programmes.event.record"):
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            twin = ProgrammeEvent.objects.filter(pk=row.pk, participation=participation).first()
            if twin is None:
                raise
            return twin
        TimelineEntry.objects.bulk_create([spine.entry(spine.EVENT, row, occurred_on)])
        if kind == WITHDRAWN:
            withdraw_on_file(dossier_id=row.dossier_id, person_id=about, purpose=stored)
        facts_changed([row.dossier_id])
    return row


def change_event(
    *,
    event: ProgrammeEvent,
    version: int,
    occurred_on: dt.date,
    planned_on: dt.date | None = None,
    called_off_on: dt.date | None = None,
    note: str = "",
) -> ProgrammeEvent:
    """Correct an event, move a plan, or call it off from a day on. Raises Refused and Stale."""
    known = _known(document(event.participation.run.definition), event.kind)
    if called_off_on is not None and (known.kind != "plan" or called_off_on < occurred_on):
        raise Refused(
            "Absagen lässt sich ein Vorhaben, und nicht vor dem Tag, an dem es verabredet wurde.", "called_off_on"
        )
    with reason("programmes.event.change"):
        row = _locked(event, version)
        row.value = _planned(known, occurred_on, planned_on) or row.value
        row.occurred_on, row.called_off_on = _past(occurred_on), called_off_on
        row.note = note.strip() or None
        row.version += 1
        row.save()
        spine.move(spine.EVENT, row, occurred_on)
        facts_changed([row.dossier_id])
    return row


def remove_event(*, event: ProgrammeEvent, version: int) -> None:
    """Take back what was recorded by mistake; the history keeps it. Raises Refused and Stale."""
    with reason("programmes.event.remove"):
        row = _locked(event, version)
        spine.drop(spine.EVENT, [row])
        row.delete()
        facts_changed([event.dossier_id])


def _known(programme: Programme, kind: str) -> KnownEvent:
    found = next((e for e in recordable(programme) if e.code == kind), None)
    if found is None:
        raise Refused("Danach fragt dieses Programm nicht.", "kind")
    return found


def _planned(known: KnownEvent, occurred_on: dt.date, planned_on: dt.date | None) -> str:
    if known.kind != "plan":
        return ""
    if planned_on is None:
        raise Refused("Bitte nennen Sie den geplanten Tag.", "planned_on")
    if planned_on < occurred_on:
        raise Refused("Der geplante Tag liegt vor dem Tag, an dem er verabredet wurde.", "planned_on")
    return planned_on.isoformat()


def _value(programme: Programme, known: KnownEvent, value: str) -> str:
    if known.values is None:
        return ""
    if value not in dict(values_of(programme, known)):
        raise Refused("Bitte wählen Sie, worum es geht.", "value")
    return value


def _past(day: dt.date) -> dt.date:
    if day > today():
        raise Refused("Das liegt in der Zukunft.", "occurred_on")
    return day


def _locked(event: ProgrammeEvent, version: int) -> ProgrammeEvent:
    rows = ProgrammeEvent.objects.select_for_update(of=("self",))
    found = rows.filter(pk=event.pk).first()
    if found is None:
        raise Refused("Das Ereignis gibt es nicht mehr.")
    if found.version != version:
        raise Stale(found)
    return found
