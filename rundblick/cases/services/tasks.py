"""Tasks and next steps: adding, changing, ticking off and back."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from rundblick.access import timeline
from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry, User
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Case, Task
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import today

KIND = "task_done"


def add_task(
    *,
    case: Case,
    text: str,
    person_id: uuid.UUID | None = None,
    responsible: Responsible | str = Responsible.JOBCENTER,
    assignee: User | None = None,
    due_on: dt.date | None = None,
    shared: bool = False,
    token: uuid.UUID | None = None,
) -> Task:
    """Add one line of work, about a member or (without `person_id`) the household.

    `token` becomes the task's id, so that a form sent twice adds one. Raises Refused without a text or for
    somebody outside of the household.
    """
    if not text.strip():
        raise Refused("Bitte schreiben Sie, was zu tun ist.")
    if person_id:
        members_only(case.pk, [person_id], on=today())
    task = Task(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        text=text.strip(),
        responsible=responsible,
        assignee=assignee,
        due_on=due_on,
        created_on=today(),
        shared=shared,
    )
    try:
        with transaction.atomic():
            task.save(force_insert=True)
            if due_on:
                facts_changed([case.pk])
    except IntegrityError:
        twin = Task.objects.filter(pk=task.pk, dossier_id=case.pk).first()
        if twin is None:
            raise
        return twin
    return task


def change_task(
    *,
    task: Task,
    version: int,
    text: str,
    responsible: Responsible | str,
    assignee: User | None,
    due_on: dt.date | None,
) -> Task:
    """Change what, who or until when. Raises Stale when somebody else changed it meanwhile."""
    if not text.strip():
        raise Refused("Bitte schreiben Sie, was zu tun ist.")
    with reason("cases.task.change"):
        row = _locked(task)
        if row.version != version:
            raise Stale(row)
        row.text, row.responsible, row.assignee, row.due_on = text.strip(), responsible, assignee, due_on
        row.version += 1
        row.save()
        facts_changed([row.dossier_id])
    return row


def complete(*, task: Task, done_on: dt.date | None = None) -> Task:
    """Tick a task off, today unless told otherwise. Twice is harmless."""
    day = done_on or today()
    if day > today():
        raise Refused("Erledigt ist eine Aufgabe erst, wenn sie getan ist.")
    with reason("cases.task.done"):
        row = _locked(task)
        if row.done_on is None:
            row.done_on, row.done_by_id = day, current().user_id
            row.version += 1
            row.save(update_fields=["done_on", "done_by", "version"])
            if row.due_on:
                facts_changed([row.dossier_id])
            timeline.record(
                dossier_id=row.dossier_id,
                at=at_noon(day),
                kind=KIND,
                topic="tasks",
                object_id=row.pk,
                subject_id=row.person_id,
                shared=row.shared,
            )
    return row


def reopen_task(*, task: Task) -> Task:
    """Take a tick back. Twice is harmless."""
    with reason("cases.task.undo"):
        row = _locked(task)
        if row.done_on is not None:
            row.done_on, row.done_by = None, None
            row.version += 1
            row.save(update_fields=["done_on", "done_by", "version"])
            if row.due_on:
                facts_changed([row.dossier_id])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).delete()
    return row


def share_task(*, task: Task, shared: bool) -> Task:
    """Open a task to the other members, on the member's wish, or close it again."""
    with reason("cases.task.share" if shared else "cases.task.unshare"):
        row = _locked(task)
        if row.shared != shared:
            row.shared = shared
            row.save(update_fields=["shared"])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).update(shared=shared)
    return row


def _locked(task: Task) -> Task:
    found = Task.objects.select_for_update(of=("self",)).filter(pk=task.pk).first()
    if found is None:
        raise Refused("Diese Aufgabe gibt es nicht mehr.")
    return found
