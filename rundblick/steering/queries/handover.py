"""What a deputy needs to know about the cases of an absent colleague, read through the reader's own doors."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.db.models import Q

from rundblick.access import crypto
from rundblick.access.context import Context
from rundblick.access.models import Cover, Grant
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment, Handover
from rundblick.calendar.queries import with_consent
from rundblick.calendar.rules import day_span
from rundblick.cases.models import Case, Task
from rundblick.programmes.models import DueItem
from rundblick.steering.queries.work import TASK_RULE
from rundblick.web.clock import today

MOST = 200


@dataclass(slots=True)
class CaseInCover:
    """One case of the cover: what happens, what is open, and the word of the absent colleague."""

    dossier_id: uuid.UUID
    appointments: list[Appointment] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    due: list[DueItem] = field(default_factory=list)
    note: Handover | None = None


def cover_of(context: Context, cover_id: uuid.UUID) -> Cover | None:
    """A cover that is not over: for the absent colleague at once, for the deputy from its first day."""
    day = today()
    mine = Q(absent_id=context.user_id) | Q(deputy_id=context.user_id, valid_from__lte=day)
    rows = Cover.objects.filter(mine, Q(valid_until__isnull=True) | Q(valid_until__gt=day), pk=cover_id)
    return rows.select_related("absent", "deputy").first()


def dossiers_of(context: Context, cover: Cover) -> list[uuid.UUID]:
    """Open cases of the absent colleague to which the reader holds a door now. One query."""
    assert context.user_id
    basis = Basis.RESPONSIBLE if cover.absent_id == context.user_id else Basis.DEPUTY
    doors = open_grants(context).filter(principal_id=context.user_id, basis=basis)
    theirs = Grant.objects.filter(principal_id=cover.absent_id, basis=Basis.RESPONSIBLE)
    rows = Case.objects.visible_to(context).filter(
        closed_on__isnull=True,
        dossier_id__in=doors.filter(dossier_id__in=theirs.values("dossier_id")).values("dossier_id"),
    )
    return list(rows.order_by("dossier_id").values_list("dossier_id", flat=True)[:MOST])


def package(context: Context, cover: Cover, dossiers: list[uuid.UUID]) -> dict[uuid.UUID, CaseInCover]:
    """Appointments, open tasks and what is due until the cover ends, and the handover notes. Five queries."""
    found = {dossier: CaseInCover(dossier) for dossier in dossiers}
    first, until = max(today(), cover.valid_from), cover.valid_until or dt.date.max
    start, end = day_span(first)[0], day_span(min(until, first + dt.timedelta(days=366)))[0]
    crypto.load_keys(dossiers)
    planned = Appointment.objects.visible_to(context).filter(
        dossier_id__in=dossiers, status=Status.PLANNED, starts_at__gte=start, starts_at__lt=end
    )
    for row in with_consent(planned.select_related("coach", "room")).order_by("starts_at", "meeting", "pk"):
        found[row.dossier_id].appointments.append(row)
    open_tasks = Task.objects.visible_to(context).filter(dossier_id__in=dossiers, done_on__isnull=True)
    for task in open_tasks.filter(Q(due_on__isnull=True) | Q(due_on__lt=until)).order_by("due_on", "created_on", "pk"):
        found[task.dossier_id].tasks.append(task)
    due = DueItem.objects.visible_to(context).filter(
        Q(last_useful_day__isnull=True) | Q(last_useful_day__gte=first), dossier_id__in=dossiers, due_on__lt=until
    )
    for item in due.exclude(rule=TASK_RULE).order_by("due_on", "key"):
        found[item.dossier_id].due.append(item)
    for note in Handover.objects.visible_to(context).filter(dossier_id__in=dossiers).select_related("author"):
        found[note.dossier_id].note = note
    return found
