"""Fetching what belongs to a file: the object, or 404. Participants have their own pages elsewhere."""

import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, UUIDField
from django.http import Http404

from rundblick.access import crypto
from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import PrincipalKind
from rundblick.calendar.access import is_staff
from rundblick.cases import queries
from rundblick.cases.file import File
from rundblick.cases.helping import with_services
from rundblick.cases.models import Case, ContactNote, Focus, Goal, Success, Task
from rundblick.cases.sql import BY_NAME
from rundblick.people.models import Membership
from rundblick.web.clock import today

_PROTECTED = (
    "ARRAY(SELECT p FROM people_protected(ARRAY("
    "SELECT m.person_id FROM people_membership m WHERE m.dossier_id = %(expressions)s)) p)"
)


def case_or_404(context: Context, case_id: uuid.UUID, *, writing: str = "") -> Case:
    """The case; `writing` names the topic a writing door to the whole dossier must carry."""
    rows = Case.objects.visible_to(context).filter(pk=case_id)
    if writing:
        doors = open_grants(context).filter(dossier_id=OuterRef("dossier_id"), writes=True, subject_id__isnull=True)
        rows = rows.filter(Exists(doors.filter(topics__contains=[writing])))
    return _or_404(context, rows)


def file_or_404(
    context: Context, case_id: uuid.UUID, *, member: str = "", reading: str = "", writing: str = ""
) -> File:
    """The case as its pages need it, in one query with household, doors, key, persons in focus; members on demand.

    `member` is the id of the member looked at, as it came in the address; anything else means everybody.
    `reading` names a topic the doors must carry, `writing` one that a writing door to the whole dossier must carry.
    """
    day = today()
    grants = open_grants(context).filter(dossier_id=OuterRef("dossier_id")).order_by()
    named = grants.annotate(topic=Func(F("topics"), function="unnest")).values("topic")
    held = (Q(valid_until__isnull=True) | Q(valid_until__gt=day)) & Q(valid_from__lte=day)
    rows: Any = Case.objects.visible_to(context).select_related("household", "dossier__key").filter(pk=case_id)
    rows = rows.annotate(
        reads=ArraySubquery(named),
        writes=ArraySubquery(named.filter(writes=True, subject_id__isnull=True)),
        own=ArraySubquery(named.filter(principal_kind=PrincipalKind.USER, basis__in=BY_NAME)),
        leads=Exists(grants.filter(queries.LEADS)),
        focus_ids=ArraySubquery(
            Focus.objects.visible_to(context).filter(held, case=OuterRef("pk")).order_by().values("person_id")
        ),
        member_ids=ArraySubquery(
            Membership.objects.visible_to(context)
            .filter(held, dossier_id=OuterRef("dossier_id"))
            .order_by()
            .values("person_id")
        ),
        protected_ids=Func(F("dossier_id"), template=_PROTECTED, output_field=ArrayField(UUIDField())),
        responsible=queries.responsible("dossier_id"),
    )
    case = _or_404(context, rows)
    if (reading and reading not in case.reads) or (writing and writing not in case.writes):
        raise Http404
    key = getattr(case.dossier, "key", None)
    if key is not None:
        crypto.keep_key(key)
    file = File(
        case=case,
        reads=frozenset(case.reads),
        writes=frozenset(case.writes),
        own=frozenset(case.own),
        leads=case.leads,
        focus=frozenset(case.focus_ids),
        member_ids=frozenset(case.member_ids),
        protected=frozenset(case.protected_ids),
        responsible=case.responsible or "",
    )
    if not member:
        return file
    known = {str(person_id): person_id for person_id in file.names}
    return file.looking_at(known.get(member))


def note_or_404(context: Context, note_id: uuid.UUID, *, writing: bool = False) -> Any:
    """A note of a talk, with its assisting services."""
    rows = ContactNote.objects.visible_to(context, writing=writing).filter(pk=note_id)
    return _or_404(context, with_services(rows.select_related("author", "corrected_by")))


def task_or_404(context: Context, task_id: uuid.UUID) -> Task:
    """A task the context may change."""
    return _or_404(context, Task.objects.visible_to(context, writing=True).filter(pk=task_id))


def goal_or_404(context: Context, goal_id: uuid.UUID) -> Goal:
    """A goal the context may change."""
    return _or_404(context, Goal.objects.visible_to(context, writing=True).filter(pk=goal_id))


def goal_to_read_or_404(context: Context, goal_id: uuid.UUID) -> Goal:
    """A goal the context may read, with the words of its levels."""
    return _or_404(context, Goal.objects.visible_to(context).select_related("scale").filter(pk=goal_id))


def success_or_404(context: Context, success_id: uuid.UUID) -> Success:
    """A success the context may change."""
    return _or_404(context, Success.objects.visible_to(context, writing=True).filter(pk=success_id))


def _or_404(context: Context, rows: QuerySet[Any]) -> Any:
    found = rows.first() if is_staff(context) else None
    if found is None:
        raise Http404("nothing here")
    return found
