"""Proposing somebody for a programme, and beginning."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.people.queries import memberships_of
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.checks import AGREED
from rundblick.programmes.consents import holds
from rundblick.programmes.definition import Programme
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused
from rundblick.programmes.event_values import YES, consents_of
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Participation, ProgrammeEvent, Run
from rundblick.programmes.on_file import facts as facts_on_file
from rundblick.programmes.publishing import document
from rundblick.programmes.rules import missing_before_start
from rundblick.programmes.services import spine
from rundblick.programmes.services.nominating import Answers, check_answers, decided, keep_answers
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.german import german_date

GIVEN = "consent.given"
NOMINATED = "participation.nominated"
PROPOSALS = ("proposal", "self_report", "partner_proposal")
"""Kinds of steps that are a proposal themselves."""


def begin(
    *,
    dossier_id: uuid.UUID,
    run: Run,
    persons: Sequence[uuid.UUID] = (),
    started_on: dt.date | None,
    site: str = "",
    employer: str = "",
    steps: Mapping[str, dt.date] | None = None,
    consents: Mapping[str, dt.date] | None = None,
    answers: Answers | None = None,
    weighed: Answers | None = None,
    why: str = "",
    members: Collection[uuid.UUID] | None = None,
) -> list[Participation]:
    """Begin a participation for these members, or with `started_on` None propose them; answers one row per person.

    `persons` may be empty only in a programme for households, which then takes part as a whole. `steps`: what was
    done on the way in, by the event that ticks a step off; a proposal made earlier is continued, also when it was made
    on a former version. `consents`: given on that day, by purpose. `answers`, `weighed`: to the questions of the
    nomination and of the weighing; `why`: the reason for deciding differently, kept sealed. `members`: those of the
    household, where the caller has just read them. Doing the same twice changes nothing.

    Raises Refused for somebody outside of the household, for who takes part already, for days that cannot be, without
    agreement where the programme is voluntary, and without a consent the programme needs for the start. Everything
    else only informs (considering.py).
    """
    programme = document(run.definition)
    done = dict(steps or {})
    given = dict(consents or {})
    who: list[uuid.UUID | None] = [*dict.fromkeys(persons)] or [None]
    if members is None:
        members = {member.person.pk for member in memberships_of([dossier_id]).get(dossier_id, [])}
    _check_people(programme, persons, members)
    _check_days(programme, done, given)
    check_answers(programme, answers or {}, weighed or {}, people=len(who))
    if started_on is not None and programme.unit == "person_and_employer" and not employer.strip():
        raise Refused("Wer beginnt, beginnt in einem Betrieb. Bitte nennen Sie ihn.", "employer")
    if site and site not in {known.code for known in programme.sites}:
        raise Refused("Diesen Standort hat das Programm nicht.", "site")
    with reason("programmes.begin" if started_on else "programmes.propose"):
        known = _known(run, programme, dossier_id)
        there = {p for p in who if p in known and _same(known[p], run, started_on)}
        wanted = _Wanted(dossier_id, run, site, employer.strip(), started_on)
        rows = [known[p] if p in there else _row(known.get(p), wanted, p) for p in who]
        events = _events(programme, run, rows, known, done, given, started_on)
        begun = [row for row in rows if row.person_id not in there]
        if why.strip() and begun:
            events += [decided(row, why.strip()) for row in begun]
        if begun or events:
            _write(begun, events, known)
            facts_changed([dossier_id])
        if answers or weighed:
            keep_answers(rows, answers or {}, weighed or {})
    return rows


@dataclass(frozen=True)
class _Wanted:
    dossier_id: uuid.UUID
    run: Run
    site: str
    employer: str
    started_on: dt.date | None


def _known(run: Run, programme: Programme, dossier_id: uuid.UUID) -> dict[uuid.UUID | None, Participation]:
    """Rows of this household in this run, whatever version they stand on; those of `run` itself come first."""
    rows = Participation.objects.select_for_update(of=("self",)).filter(
        run__code=run.code, run__definition__code=programme.id, dossier_id=dossier_id
    )
    found: dict[uuid.UUID | None, Participation] = {}
    for row in sorted(rows.order_by("pk"), key=lambda row: row.run_id != run.pk):
        found.setdefault(row.person_id, row)
    return found


def _check_people(programme: Programme, persons: Sequence[uuid.UUID], members: Collection[uuid.UUID]) -> None:
    if programme.unit != "household" and not persons:
        raise Refused("Bitte wählen Sie, wer teilnimmt.", "persons")
    if not set(persons) <= set(members):
        raise Refused("Diese Person gehört nicht zum Haushalt.", "persons")


def _check_days(programme: Programme, done: Mapping[str, dt.date], given: Mapping[str, dt.date]) -> None:
    words = {step.done_by: step.label for step in programme.access.steps}
    for kind, day in done.items():
        if kind not in words:
            raise Refused("Diesen Schritt gibt es im Zugang des Programms nicht.")
        if day > today():
            raise Refused(f"„{words[kind]}“ liegt in der Zukunft.")
    purposes = dict(consents_of(programme))
    for purpose, day in given.items():
        if purpose not in purposes:
            raise Refused("Nach dieser Einwilligung fragt das Programm nicht.")
        if day > today():
            raise Refused(f"„{purposes[purpose]}“ liegt in der Zukunft.", purpose)


def _same(row: Participation, run: Run, started_on: dt.date | None) -> bool:
    return row.started_on == started_on and row.ended_on is None and (started_on is not None or row.run_id == run.pk)


def _row(known: Participation | None, wanted: _Wanted, person_id: uuid.UUID | None) -> Participation:
    if known is None:
        return Participation(
            dossier_id=wanted.dossier_id,
            run=wanted.run,
            person_id=person_id,
            site=wanted.site,
            employer=wanted.employer,
            started_on=wanted.started_on,
        )
    if known.started_on is not None and known.ended_on is not None:
        raise Refused(
            f"Wer gewählt ist, hat von {german_date(known.started_on)} bis {german_date(known.ended_on)} teilgenommen."
            " Nehmen Sie diese Teilnahme wieder auf."
        )
    if known.started_on is not None:
        since = german_date(known.started_on)
        raise Refused(f"Die Teilnahme läuft seit {since}. Der Beginn lässt sich dort berichtigen.")
    known.run, known.started_on, known.ended_on = wanted.run, wanted.started_on, None
    known.site, known.employer = wanted.site or known.site, wanted.employer or known.employer
    known.version += 1
    return known


def _events(
    programme: Programme,
    run: Run,
    rows: list[Participation],
    known: Mapping[uuid.UUID | None, Participation],
    done: Mapping[str, dt.date],
    given: Mapping[str, dt.date],
    started_on: dt.date | None,
) -> list[ProgrammeEvent]:
    """The events to write, one set per person; refuses a start nobody has agreed to, or that lacks a consent."""
    wanted = [(kind, YES if _decides(kind) else "", day) for kind, day in done.items()]
    wanted += [(GIVEN, purpose, day) for purpose, day in given.items()]
    if started_on is None:
        wanted += _nominated(programme, done)
    new = [
        ProgrammeEvent(
            dossier_id=row.dossier_id,
            participation=row,
            person_id=row.person_id,
            kind=kind,
            value=value,
            occurred_on=day,
            recorded_by_id=current().user_id,
        )
        for row in rows
        for kind, value, day in wanted
    ]
    kept = list(known.values())
    former = events_of([Frame(programme, run, tuple(kept))]) if kept else []
    heard = {_told(event) for event in former}
    new = [event for event in new if _told(event) not in heard]
    if started_on is not None:
        together = [Frame(programme, run, (*kept, *(row for row in rows if row not in kept)))]
        apart = [Frame(programme, run, (row,)) for row in rows]
        on_file = facts_on_file([rows[0].dossier_id])[rows[0].dossier_id] if programme.access.consents else []
        for frame in together if programme.unit == "household" else apart:
            _check_start(programme, own_facts(frame, [*former, *new]) + on_file, started_on)
    return new


def _nominated(programme: Programme, done: Mapping[str, dt.date]) -> list[tuple[str, str, dt.date]]:
    """The proposal is an event of its own, so that clocks and the waiting list count from its day."""
    if NOMINATED in done:
        return []
    proposals = {step.done_by for step in programme.access.steps if step.kind in PROPOSALS}
    return [(NOMINATED, "", min((day for kind, day in done.items() if kind in proposals), default=today()))]


def _told(event: ProgrammeEvent) -> tuple[object, ...]:
    """What makes two events on the way in the same: a step is done once, a consent may be given again."""
    again = event.occurred_on if event.kind == GIVEN else None
    return event.participation_id, event.kind, event.value if event.kind == GIVEN else "", again


def _decides(kind: str) -> bool:
    known = vocabulary().event(kind)
    return known is not None and known.values == "decision"


def _check_start(programme: Programme, facts: list[Fact], started_on: dt.date) -> None:
    if programme.access.kind == "voluntary":
        open_steps = missing_before_start(facts, programme, started_on)
        if any(step.done_by == AGREED for step in open_steps):
            raise Refused("Die Teilnahme ist freiwillig: Ohne Zustimmung vor dem Beginn beginnt niemand.", AGREED)
    for need in programme.access.consents:
        if need.needed_for == "start" and not holds(facts, need.purpose, started_on):
            raise Refused(
                "Ohne diese Einwilligung beginnt das Programm nicht. Sie ist freiwillig; wer sie nicht gibt, muss das"
                " nicht begründen. Ein Vorschlag ist auch ohne sie möglich.",
                need.purpose,
            )


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
            row.save(update_fields=["run", "started_on", "ended_on", "site", "employer", "version"])
    ProgrammeEvent.objects.bulk_create(events)
    lines = [spine.entry(spine.EVENT, event, event.occurred_on) for event in events]
    lines += [spine.entry(spine.START, row, row.started_on) for row in begun if row.started_on is not None]
    TimelineEntry.objects.bulk_create(lines)
