"""Proposing somebody for a programme, and beginning."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.people.queries import memberships_of
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.checks import AGREED
from rundblick.programmes.definition import Programme
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import Participation, ProgrammeEvent, Run
from rundblick.programmes.publishing import document
from rundblick.programmes.rules import missing_before_start
from rundblick.programmes.services import spine
from rundblick.web.clock import today
from rundblick.web.german import german_date


def begin(
    *,
    dossier_id: uuid.UUID,
    run: Run,
    persons: Sequence[uuid.UUID] = (),
    started_on: dt.date | None,
    site: str = "",
    steps: Mapping[str, dt.date] | None = None,
    members: Collection[uuid.UUID] | None = None,
) -> list[Participation]:
    """Begin a participation for these members, or with `started_on` None propose them; answers one row per person.

    `persons` may be empty only in a programme for households, which then takes part as a whole. `steps`: what was
    done on the way in, by the event that ticks a step off; a proposal made earlier is continued. `members`: those of
    the household, where the caller has just read them. Doing the same twice changes nothing.

    Raises Refused for somebody outside of the household, for who takes part already, for days that cannot be, and
    without agreement where the programme is voluntary. Everything else only informs (considering.py).
    """
    programme = document(run.definition)
    done = dict(steps or {})
    who: list[uuid.UUID | None] = [*dict.fromkeys(persons)] or [None]
    if members is None:
        members = {member.person.pk for member in memberships_of([dossier_id]).get(dossier_id, [])}
    _check_people(programme, persons, members)
    _check_days(programme, done, started_on)
    if site and site not in {known.code for known in programme.sites}:
        raise Refused("Diesen Standort hat das Programm nicht.", "site")
    with reason("programmes.begin" if started_on else "programmes.propose"):
        found = Participation.objects.select_for_update(of=("self",)).filter(run=run, dossier_id=dossier_id)
        known = {row.person_id: row for row in found.order_by("pk")}
        there = {p for p in who if p in known and _same(known[p], started_on)}
        rows = [known[p] if p in there else _row(known.get(p), dossier_id, run, p, site, started_on) for p in who]
        events = _with_agreement(programme, run, rows, known, done, started_on)
        begun = [row for row in rows if row.person_id not in there]
        if begun or events:
            _write(begun, events, known)
            facts_changed([dossier_id])
    return rows


def _check_people(programme: Programme, persons: Sequence[uuid.UUID], members: Collection[uuid.UUID]) -> None:
    if programme.unit != "household" and not persons:
        raise Refused("Bitte wählen Sie, wer teilnimmt.", "persons")
    if not set(persons) <= set(members):
        raise Refused("Diese Person gehört nicht zum Haushalt.", "persons")


def _check_days(programme: Programme, done: Mapping[str, dt.date], started_on: dt.date | None) -> None:
    words = {step.done_by: step.label for step in programme.access.steps}
    for kind, day in done.items():
        if kind not in words:
            raise Refused("Diesen Schritt gibt es im Zugang des Programms nicht.")
        if day > today():
            raise Refused(f"„{words[kind]}“ liegt in der Zukunft.")


def _same(row: Participation, started_on: dt.date | None) -> bool:
    return row.started_on == started_on and row.ended_on is None


def _row(
    known: Participation | None,
    dossier_id: uuid.UUID,
    run: Run,
    person_id: uuid.UUID | None,
    site: str,
    started_on: dt.date | None,
) -> Participation:
    if known is None:
        return Participation(dossier_id=dossier_id, run=run, person_id=person_id, site=site, started_on=started_on)
    if known.started_on is not None and known.ended_on is not None:
        raise Refused(
            f"Wer gewählt ist, hat von {german_date(known.started_on)} bis {german_date(known.ended_on)} teilgenommen."
            " Nehmen Sie diese Teilnahme wieder auf."
        )
    if known.started_on is not None:
        since = german_date(known.started_on)
        raise Refused(f"Die Teilnahme läuft seit {since}. Der Beginn lässt sich dort berichtigen.")
    known.started_on, known.ended_on, known.site = started_on, None, site or known.site
    known.version += 1
    return known


def _with_agreement(
    programme: Programme,
    run: Run,
    rows: list[Participation],
    known: Mapping[uuid.UUID | None, Participation],
    done: Mapping[str, dt.date],
    started_on: dt.date | None,
) -> list[ProgrammeEvent]:
    """The events to write, one set per person; refuses a start nobody has agreed to."""
    new = [
        ProgrammeEvent(
            dossier_id=row.dossier_id,
            participation=row,
            person_id=row.person_id,
            kind=kind,
            occurred_on=day,
            recorded_by_id=current().user_id,
        )
        for row in rows
        for kind, day in done.items()
    ]
    kept = list(known.values())
    former = events_of([Frame(programme, run, tuple(kept))]) if kept else []
    heard = {(event.participation_id, event.kind) for event in former}
    new = [event for event in new if (event.participation_id, event.kind) not in heard]
    if started_on is None or programme.access.kind != "voluntary":
        return new
    together = [Frame(programme, run, (*kept, *(row for row in rows if row not in kept)))]
    apart = [Frame(programme, run, (row,)) for row in rows]
    for frame in together if programme.unit == "household" else apart:
        open_steps = missing_before_start(own_facts(frame, [*former, *new]), programme, started_on)
        if any(step.done_by == AGREED for step in open_steps):
            raise Refused("Die Teilnahme ist freiwillig: Ohne Zustimmung vor dem Beginn beginnt niemand.", AGREED)
    return new


def _write(
    begun: list[Participation], events: list[ProgrammeEvent], known: Mapping[uuid.UUID | None, Participation]
) -> None:
    try:
        # Two colleagues may begin at the same moment; the constraint lets one of them through.
        with transaction.atomic():
            Participation.objects.bulk_create(row for row in begun if row.person_id not in known)
    except IntegrityError:
        raise Refused("Diese Teilnahme wurde gerade eben schon angelegt.") from None
    for row in begun:
        if row.person_id in known:
            row.save(update_fields=["started_on", "ended_on", "site", "version"])
    ProgrammeEvent.objects.bulk_create(events)
    lines = [spine.entry(spine.EVENT, event, event.occurred_on) for event in events]
    lines += [spine.entry(spine.START, row, row.started_on) for row in begun if row.started_on is not None]
    TimelineEntry.objects.bulk_create(lines)
