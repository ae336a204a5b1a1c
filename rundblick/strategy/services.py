"""What can be done with a strategy talk. Each verb is one change with a reason."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases import services as cases
from rundblick.cases.codes import GoalKind, Responsible
from rundblick.cases.models import Case, Goal, Task
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.strategy.catalogue import catalogue
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way
from rundblick.web.clock import now, today

KIND = "strategy"
"""Of the entries in the story: one per member who took part, about their part."""

R = TypeVar("R", Meeting, Part, Way, Review)


def hold(
    *, case: Case, present: Mapping[uuid.UUID, bool], author: User, token: uuid.UUID | None = None, **values: Any
) -> Meeting:
    """Note a strategy talk. `present`: the members it concerns, and whether each of them took part.

    `values` are fields of `Meeting`. `token` becomes its id, so that a form sent twice makes one. Raises Refused
    without a member, for somebody outside of the household, and for a day in the future.
    """
    _check(case.pk, present, values["held_on"])
    meeting = Meeting(id=token or uuid.uuid4(), dossier_id=case.pk, author=author, **values)
    stored = insert_once(meeting)
    if stored is not meeting:
        return stored
    Part.objects.bulk_create(_part(meeting, person, there, author) for person, there in present.items())
    _tell(meeting)
    return meeting


def change(
    *, meeting: Meeting, version: int, present: Mapping[uuid.UUID, bool], author: User, **values: Any
) -> Meeting:
    """Correct a talk. Members who join get a part; one who leaves must not have anything noted yet (else Refused).

    Raises Stale when somebody changed it meanwhile.
    """
    with reason("strategy.change"):
        row = _locked(meeting, version)
        own = {part.person_id: part for part in Part.objects.filter(meeting=row).prefetch_related("ways")}
        # Who moved out since stays in a talk that was.
        _check(row.dossier_id, present, values["held_on"], known=own)
        gone = [part for person, part in own.items() if person not in present]
        if any(_filled(part) for part in gone):
            raise Refused(
                "Für ein abgewähltes Mitglied ist schon etwas festgehalten. Bitte leeren Sie zuerst diesen Teil."
            )
        Part.objects.filter(pk__in=[part.pk for part in gone]).delete()
        for person, there in present.items():
            Part.objects.filter(meeting=row, person_id=person).exclude(present=there).update(present=there)
        Part.objects.bulk_create(
            _part(row, person, there, author) for person, there in present.items() if person not in own
        )
        if row.completed_on and present.keys() - own.keys():
            row.completed_on = None
        _store(row, author, values)
        _tell(row, former=[part.pk for part in own.values()])
        facts_changed([row.dossier_id])
    return row


def write_part(*, part: Part, version: int, author: User, **values: Any) -> Part:
    """Write what the talk means for one member; half of it is fine while the talk is open.

    Sharing and closing it again goes along for the ways and what reviews found. Raises Refused when a completed talk
    would lose this member's outcome, Stale when somebody changed the part meanwhile.
    """
    with reason("strategy.part"):
        row = _locked(part, version)
        shared = row.shared
        for name, value in values.items():
            setattr(row, name, value)
        if not row.decided and Meeting.objects.filter(pk=row.meeting_id, completed_on__isnull=False).exists():
            raise Refused("Das Gespräch ist abgeschlossen. Bitte wählen Sie etwas oder öffnen Sie es wieder.")
        _store(row, author, {})
        if row.shared != shared:
            for rows in (Way.objects, Finding.objects):
                rows.filter(part=row).update(shared=row.shared)
        facts_changed([row.dossier_id])
    return row


def add_way(*, part: Part, author: User, token: uuid.UUID | None = None, **values: Any) -> Way:
    """Note a strategy of a member. `token` becomes its id. Raises Refused when nothing more is to be done for them."""
    _allowed(part, values["code"])
    way = Way(
        id=token or uuid.uuid4(),
        dossier_id=part.dossier_id,
        part=part,
        person_id=part.person_id,
        shared=part.shared,
        author=author,
        **values,
    )
    try:
        with transaction.atomic():
            way.save(force_insert=True)
    except IntegrityError:
        twin: Way | None = Way.objects.filter(pk=way.pk, part=part).first()
        if twin is None:
            raise
        return twin
    return way


def change_way(*, way: Way, version: int, author: User, **values: Any) -> Way:
    """Correct a strategy. Raises Stale when somebody changed it meanwhile."""
    with reason("strategy.way"):
        row = _locked(way, version)
        _allowed(row.part, values["code"])
        _store(row, author, values)
    return row


def remove_way(*, way: Way) -> None:
    """Take a strategy back; its history remains, and so do goal and task. Twice is harmless."""
    with reason("strategy.way.remove"):
        Way.objects.filter(pk=way.pk).delete()


@dataclass(frozen=True)
class Handed:
    """What becomes of a way: a goal of the member, or a task for somebody."""

    text: str
    as_goal: bool
    due_on: dt.date | None = None
    responsible: Responsible | str = Responsible.PERSON


def hand_on(*, way: Way, case: Case, handed: Handed, author: User, token: uuid.UUID) -> Goal | Task:
    """Make a goal or a task of a way, which then remembers it. `token` makes sending twice harmless.

    Raises Refused like `cases.services.set_goal` and `add_task`; then nothing was written.
    """
    with transaction.atomic(), reason("strategy.hand_on"):
        row: Way = Way.objects.select_for_update(of=("self",)).get(pk=way.pk)
        made: Goal | Task
        if handed.as_goal:
            made = row.goal = cases.set_goal(
                case=case,
                person_id=row.person_id,
                text=handed.text,
                kind=GoalKind.ACTION,
                due_on=handed.due_on,
                shared=row.shared,
                token=token,
            )
        else:
            inside = handed.responsible == Responsible.JOBCENTER
            made = row.task = cases.add_task(
                case=case,
                person_id=row.person_id,
                text=handed.text,
                responsible=handed.responsible,
                assignee=author if inside else None,
                due_on=handed.due_on,
                shared=row.shared,
                token=token,
            )
        _store(row, author, {})
    return made


def complete(*, meeting: Meeting, author: User) -> Meeting:
    """The talk is complete: each member it concerns has a lever, or needs nothing more. Twice is harmless.

    Raises Refused while somebody has neither.
    """
    with reason("strategy.complete"):
        row = _locked(meeting)
        if row.completed_on is None:
            open_ = [part for part in Part.objects.filter(meeting=row) if not part.decided]
            if open_:
                raise Refused(
                    "Noch fehlt etwas: Jedes Mitglied braucht einen Hebel oder „kein weiterer Handlungsbedarf“."
                )
            _store(row, author, {"completed_on": today()})
            facts_changed([row.dossier_id])
    return row


def reopen(*, meeting: Meeting, author: User) -> Meeting:
    """The talk goes on; nothing is due meanwhile. Twice is harmless."""
    with reason("strategy.reopen"):
        row = _locked(meeting)
        if row.completed_on is not None:
            _store(row, author, {"completed_on": None})
            facts_changed([row.dossier_id])
    return row


def remove(*, meeting: Meeting) -> None:
    """Take back a talk noted by mistake, with all parts; their history, goals and tasks remain. Twice is harmless."""
    with reason("strategy.remove"):
        ids = list(Part.objects.filter(meeting=meeting).values_list("pk", flat=True))
        TimelineEntry.objects.filter(kind=KIND, object_id__in=ids).delete()
        Finding.objects.filter(part__in=ids).delete()
        Way.objects.filter(part__in=ids).delete()
        Review.objects.filter(meeting=meeting).delete()
        Part.objects.filter(pk__in=ids).delete()
        Meeting.objects.filter(pk=meeting.pk).delete()
        facts_changed([meeting.dossier_id])


@dataclass(frozen=True)
class Found:
    """How it is for one member at a review; what was not talked about stays empty."""

    hours: Decimal | None = None
    earnings: Decimal | None = None
    words: str | None = None

    def __bool__(self) -> bool:
        return self.hours is not None or self.earnings is not None or bool(self.words)


def look_back(
    *,
    meeting: Meeting,
    phase: str,
    version: int,
    held_on: dt.date,
    entitlement: Decimal | None,
    note: str | None,
    found: Mapping[uuid.UUID, Found],
    author: User,
) -> Review:
    """Note, or correct, the review of a phase. `found` by the id of the member's part; `version` 0 for a new one.

    Raises Refused for a talk that is not complete, a day before the talk or in the future, Stale when somebody else
    noted or changed it meanwhile.
    """
    with reason("strategy.review"):
        talk = _locked(meeting)
        if talk.completed_on is None:
            raise Refused("Bitte schließen Sie zuerst das Gespräch ab.")
        if not talk.held_on <= held_on <= today():
            raise Refused("Dieser Tag liegt vor dem Gespräch oder in der Zukunft.")
        row: Review | None = Review.objects.filter(meeting=talk, phase=phase).first()
        if (row.version if row else 0) != version:
            raise Stale(row)
        values = {"held_on": held_on, "entitlement": entitlement, "note": note or None}
        if row is None:
            row = Review(dossier_id=talk.dossier_id, meeting=talk, phase=phase, author=author, **values)
            row.save(force_insert=True)
        else:
            _store(row, author, values)
        _keep_findings(row, found)
        facts_changed([talk.dossier_id])
    return row


def _keep_findings(review: Review, found: Mapping[uuid.UUID, Found]) -> None:
    stored = {row.part_id: row for row in Finding.objects.filter(review=review)}
    for part in Part.objects.filter(meeting_id=review.meeting_id):
        said = found.get(part.pk, Found())
        row = stored.get(part.pk)
        if not said:
            if row is not None:
                row.delete()
            continue
        if row is None:
            row = Finding(dossier_id=review.dossier_id, review=review, part=part, person_id=part.person_id)
        row.hours, row.earnings, row.words, row.shared = said.hours, said.earnings, said.words or None, part.shared
        row.save()


def _part(meeting: Meeting, person: uuid.UUID, present: bool, author: User) -> Part:
    return Part(dossier_id=meeting.dossier_id, meeting=meeting, person_id=person, present=present, author=author)


def _check(
    dossier_id: uuid.UUID,
    present: Mapping[uuid.UUID, bool],
    held_on: dt.date,
    *,
    known: Mapping[uuid.UUID, Part] | None = None,
) -> None:
    if not present:
        raise Refused("Bitte wählen Sie mindestens ein Mitglied, das es betrifft.")
    if held_on > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")
    members_only(dossier_id, [person for person in present if person not in (known or {})], on=held_on)


def _filled(part: Part) -> bool:
    """Whether something about the member is noted that would be lost."""
    said = (part.hours_now, part.earnings, part.hours_possible, part.hours_bearable)
    words = (part.possible_reason, part.bearable_reason, part.possible_help, part.bearable_help)
    return part.decided or any(one is not None for one in said) or any(words) or bool(part.ways.all())


def _allowed(part: Part, code: str) -> None:
    if part.no_action:
        raise Refused("Für dieses Mitglied ist zurzeit kein weiterer Handlungsbedarf festgehalten.")
    if catalogue().way(code) is None:
        raise Refused("Diesen Weg gibt es nicht.")


def _locked(row: R, version: int | None = None) -> R:
    """The row under lock. Raises Refused when it is gone, Stale when its version is another than the one seen."""
    held: R | None = type(row).objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if held is None:
        raise Refused("Diesen Eintrag gibt es nicht mehr. Bitte laden Sie die Seite neu.")
    if version is not None and held.version != version:
        raise Stale(held)
    return held


def _store(row: Meeting | Part | Way | Review, author: User, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.author, row.written_at = author, now()
    row.version += 1
    row.save()


def _tell(meeting: Meeting, *, former: list[uuid.UUID] | None = None) -> None:
    """One entry in the story of each member who took part. `former`: parts whose entries are written anew."""
    if former:
        TimelineEntry.objects.filter(kind=KIND, object_id__in=former).delete()
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            dossier_id=meeting.dossier_id,
            at=at_noon(meeting.held_on),
            kind=KIND,
            topic="situation",
            object_id=part.pk,
            subject_id=part.person_id,
            author_id=current().user_id,
        )
        for part in Part.objects.filter(meeting=meeting, present=True)
    )
