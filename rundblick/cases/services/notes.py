"""What remains of a talk: notes with next steps and the next appointment, corrected with a trace."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.calendar import services as calendar
from rundblick.calendar.codes import Setting
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Appointment
from rundblick.cases.codes import OwnAction, Responsible
from rundblick.cases.models import AssistingService, Case, ContactNote, Task
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today

KIND = "note"


@dataclass(frozen=True, kw_only=True)
class NoteContent:
    """What was talked about. Required: day, setting and one sentence. `own_concern` is in the person's words.

    `supports`: kinds of support, by their codes in support.yaml.
    """

    happened_on: dt.date
    setting: Setting | str
    sentence: str
    minutes: int | None = None
    own_concern: str = ""
    summary: str = ""
    agreements: str = ""
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StepContent:
    """One next step: what, whose turn it is, until when (inclusive)."""

    text: str
    responsible: Responsible | str = Responsible.PERSON
    due_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class ServiceContent:
    """One assisting service: a code of support.yaml, how much the person did, and how long it took."""

    kind: str
    own_action: OwnAction | str
    minutes: int | None = None


@dataclass(frozen=True)
class Written:
    """What one saving made. `again`: the same form had been sent before, nothing was written now."""

    notes: list[ContactNote]
    appointments: list[Appointment] = field(default_factory=list)
    again: bool = False


def write_note(
    *,
    case: Case,
    members: Collection[uuid.UUID],
    persons: Sequence[uuid.UUID],
    content: NoteContent,
    steps: Sequence[StepContent] = (),
    helped: Sequence[ServiceContent] = (),
    next_appointment: dict[str, Any] | None = None,
    appointments: Sequence[Appointment] = (),
    shared: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Written:
    """Write the note of a talk: one row per member, or one of the whole household when `persons` is empty.

    `members`: today's members, as the caller read them. `next_appointment`: keyword arguments of
    calendar.services.add, saved together with the note. `helped`: what was done beside the talking.
    `appointments`: the rows of the meeting this talk was, which then counts as held. `token`: the form's; sending it
    again answers what it made the first time. `at` overrides where the talk stands in the timeline. Raises Refused
    for somebody outside of the household or a day in the future.
    """
    context = current()
    if context.user_id is None:
        raise Refused("Einen Vermerk schreibt immer ein Mensch.")
    if content.happened_on > today():
        raise Refused("Das Gespräch liegt in der Zukunft. Vereinbaren Sie dafür einen Termin.")
    if not content.sentence.strip():
        raise Refused("Ein Satz genügt, aber ohne Satz kein Vermerk.")
    if not set(persons) <= set(members):
        raise Refused("Diese Person gehört nicht zum Haushalt.")
    talk = token or uuid.uuid4()
    table = {row.person_id: row for row in appointments}
    first = appointments[0] if appointments else None
    about: list[uuid.UUID | None] = [*dict.fromkeys(persons)] or [None]
    rows = [
        ContactNote(
            dossier_id=case.pk,
            talk=talk,
            person_id=person_id,
            author_id=context.user_id,
            appointment=table.get(person_id, first),
            written_at=now(),
            shared=shared or person_id is None,
            **_fields(content),
        )
        for person_id in about
    ]
    arranged: list[Appointment] = []
    try:
        # All or nothing: a view that shows a refusal commits what was written before it.
        with transaction.atomic():
            ContactNote.objects.bulk_create(rows)
            facts_changed([case.pk])
            TimelineEntry.objects.bulk_create([_entry(row, at or at_noon(row.happened_on)) for row in rows])
            if helped:
                AssistingService.objects.bulk_create([service(row, one) for row in rows for one in helped])
            if steps:
                Task.objects.bulk_create([_step(row, step) for row in rows for step in steps])
            if first is not None:
                calendar.told_by_note(appointment=first)
            if next_appointment:
                who = list(dict.fromkeys(persons))
                arranged = calendar.add(dossier_id=case.pk, persons=who, shared=shared, **next_appointment)
    except IntegrityError:
        twins = list(ContactNote.objects.filter(dossier_id=case.pk, talk=talk).order_by("written_at", "pk"))
        if not twins:
            raise
        return Written(twins, again=True)
    return Written(rows, arranged)


def correct_note(
    *,
    note: ContactNote,
    version: int,
    content: NoteContent,
    why: str,
    helped: Sequence[ServiceContent] | None = None,
) -> ContactNote:
    """Correct a note; the former version stays readable with who, when and why.

    `helped`: all assisting services as they should stand there; None leaves them as they are. Raises Refused without
    a reason or a sentence, and Stale when somebody else corrected it meanwhile.
    """
    if not why.strip():
        raise Refused("Bitte nennen Sie kurz den Grund der Berichtigung.")
    if not content.sentence.strip():
        raise Refused("Ein Satz genügt, aber ohne Satz kein Vermerk.")
    if content.happened_on > today():
        raise Refused("Das Gespräch liegt in der Zukunft.")
    with reason("cases.note.correct"):
        row = _locked(note)
        if row.version != version:
            raise Stale(row)
        for name, value in _fields(content).items():
            setattr(row, name, value)
        row.corrected_by_id, row.corrected_at, row.correction_reason = current().user_id, now(), why.strip()
        row.version += 1
        row.save()
        if helped is not None:
            _restate(row, helped)
        if (row.happened_on, row.setting) != (note.happened_on, note.setting):
            facts_changed([row.dossier_id])
        if row.happened_on != note.happened_on:
            entries = TimelineEntry.objects.filter(kind=KIND, object_id=row.pk)
            entries.update(at=at_noon(row.happened_on))
    return row


def share_note(*, note: ContactNote, shared: bool) -> ContactNote:
    """Open a note to the other members, on the member's wish, or close it again.

    Raises Refused for a note of the whole household, which is everybody's.
    """
    if note.person_id is None:
        raise Refused("Ein Vermerk des ganzen Haushalts ist für alle Mitglieder sichtbar.")
    with reason("cases.note.share" if shared else "cases.note.unshare"):
        row = _locked(note)
        if row.shared != shared:
            row.shared = shared
            row.save(update_fields=["shared"])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).update(shared=shared)
            AssistingService.objects.filter(note=row).update(shared=shared)
    return row


def release_note(*, note: ContactNote) -> ContactNote:
    """Hand the note to the person. This cannot be taken back (Handreichung section 3.6). Twice is harmless."""
    with reason("cases.note.release"):
        row = _locked(note)
        if row.released_at is None:
            row.released_at = now()
            row.save(update_fields=["released_at"])
    return row


def _fields(content: NoteContent) -> dict[str, Any]:
    values = asdict(content)
    for name in ("own_concern", "summary", "agreements"):
        values[name] = values[name].strip() or None
    return values | {"sentence": content.sentence.strip(), "supports": list(content.supports)}


def _entry(row: ContactNote, at: dt.datetime) -> TimelineEntry:
    return TimelineEntry(
        dossier_id=row.dossier_id,
        at=at,
        kind=KIND,
        topic="notes",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
        author_id=row.author_id,
    )


def _step(row: ContactNote, step: StepContent) -> Task:
    """A step of the house stands on the author's list; what the person or somebody else does, on nobody's."""
    ours = step.responsible in (Responsible.JOBCENTER, Responsible.PROVIDER)
    return Task(
        dossier_id=row.dossier_id,
        person_id=row.person_id,
        note=row,
        text=step.text,
        responsible=step.responsible,
        assignee_id=row.author_id if ours else None,
        due_on=step.due_on,
        created_on=row.happened_on,
        shared=row.shared,
    )


def service(row: ContactNote, one: ServiceContent) -> AssistingService:
    """The unsaved row of one service in the present version of a note."""
    return AssistingService(
        dossier_id=row.dossier_id,
        note=row,
        person_id=row.person_id,
        shared=row.shared,
        since_version=row.version,
        **asdict(one),
    )


def _restate(row: ContactNote, helped: Sequence[ServiceContent]) -> None:
    """End the services that no longer stand in this version of the note, and write those that are new."""
    wanted = list(helped)
    gone = []
    for former in row.services.filter(until_version__isnull=True).order_by("pk"):
        same = ServiceContent(kind=former.kind, own_action=former.own_action, minutes=former.minutes)
        if same in wanted:
            wanted.remove(same)
        else:
            gone.append(former.pk)
    if gone:
        AssistingService.objects.filter(pk__in=gone).update(until_version=row.version)
    if wanted:
        AssistingService.objects.bulk_create([service(row, one) for one in wanted])


def _locked(note: ContactNote) -> ContactNote:
    found = ContactNote.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if found is None:
        raise Refused("Diesen Vermerk gibt es nicht mehr.")
    return found
