"""Set-based reads: questions with their state, and who can be asked."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from rundblick.access.context import Context
from rundblick.access.models import RoleAssignment, Team, TeamMembership, User
from rundblick.access.roles import Role
from rundblick.cases.asked import columns
from rundblick.files.models import StoredFile
from rundblick.inquiries.figures import BACK, Counted
from rundblick.inquiries.models import Attachment, Inquiry, Line
from rundblick.web.clock import today

DOCUMENTS_SHOWN = 20


def with_state(rows: QuerySet[Inquiry]) -> Any:
    """Each question with `answered` (the last word is the benefits department's), `outcome`, `last_at` and `unread`."""
    lines = Line.objects.filter(inquiry=OuterRef("pk")).order_by("-at", "-pk")
    since = Coalesce(OuterRef("read_at"), OuterRef("asked_at"))
    news = Line.objects.filter(inquiry=OuterRef("pk"), from_benefits=True, at__gt=since)
    return rows.annotate(
        answered=Subquery(lines.values("from_benefits")[:1]),
        outcome=Subquery(lines.values("outcome")[:1]),
        last_at=Subquery(lines.values("at")[:1]),
        unread=Exists(news),
    )


def of_case(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> Any:
    """The questions of a case, running ones first; of one member alone where one is looked at."""
    rows = Inquiry.objects.visible_to(context).filter(dossier_id=dossier_id)
    rows = rows.filter(person_id=member) if member else rows
    return with_state(rows).order_by(Case(When(ended_at__isnull=True, then=0), default=1), "-asked_at", "pk")


def put_to(context: Context) -> Any:
    """The running questions put to the reader or a team of theirs."""
    rows = Inquiry.objects.visible_to(context).filter(asked_id__in=context.principals, ended_at__isnull=True)
    return with_state(rows.select_related("author")).order_by("due_on", "asked_at", "pk")


def awaiting(context: Context) -> Any:
    """Running questions that wait for the reader: to answer, to read, or late in a case they lead."""
    rows = with_state(Inquiry.objects.visible_to(context).filter(ended_at__isnull=True))
    led = Inquiry.objects.visible_to(context, writing=True).filter(pk=OuterRef("pk"))
    rows = rows.annotate(led=Exists(led))
    answer = Q(led=False, answered=False, asked_id__in=context.principals)
    read = Q(led=True, unread=True)
    late = Q(led=True, unread=False, answered=False, due_on__lt=today())
    rows = rows.filter(answer | read | late).annotate(
        waits=Case(When(read, then=Value("read")), When(late, then=Value("late")), default=Value("answer")),
        until=Case(When(read, then=None), default=F("due_on"), output_field=DateField()),
    )
    return columns(rows, code=F("waits"), due_on="until")


def counted(*, as_of: dt.date) -> Counted:
    """What the department of the reader's own house was asked and answered; all zero for anybody else. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM inquiries_counted(%s, %s)", [as_of - BACK, as_of])
        return Counted(*cursor.fetchone())


def with_thread(context: Context, inquiry: Inquiry) -> tuple[list[Line], list[Attachment]]:
    """What was said, the earliest first, and what was attached. Two queries."""
    lines = Line.objects.visible_to(context).filter(inquiry=inquiry).select_related("author").order_by("at", "pk")
    files = Attachment.objects.visible_to(context).filter(inquiry=inquiry).select_related("file")
    return list(lines), list(files.order_by("file__uploaded_at", "pk"))


def documents(context: Context, dossier_id: uuid.UUID) -> list[StoredFile]:
    """What lies in the file of the case and can be put down with a question, the latest first."""
    rows = StoredFile.objects.visible_to(context).filter(dossier_id=dossier_id, topic="documents")
    return list(rows.order_by("-uploaded_at", "pk")[:DOCUMENTS_SHOWN])


def clerks(organisation_id: uuid.UUID, *, but: uuid.UUID) -> list[User]:
    """Who works in the benefits department of that house today."""
    rows = User.objects.filter(_holding(today()), organisation_id=organisation_id, is_active=True)
    return list(rows.exclude(pk=but).order_by("display_name", "pk"))


def teams(organisation_id: uuid.UUID) -> list[Team]:
    """Teams of that house in which everybody works in the benefits department; others are never asked as a team."""
    day = today()
    held = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    members = TeamMembership.objects.filter(held, user__is_active=True, team=OuterRef("pk"))
    roles = RoleAssignment.objects.filter(held, role=Role.BENEFITS, user=OuterRef("user"))
    rows = Team.objects.filter(
        Exists(members), ~Exists(members.filter(~Exists(roles))), organisation_id=organisation_id
    )
    return list(rows.order_by("name", "pk"))


def _holding(day: dt.date) -> Exists:
    held = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    return Exists(RoleAssignment.objects.filter(held, role=Role.BENEFITS, user=OuterRef("pk")))


def last_asked(context: Context, dossier_id: uuid.UUID) -> str:
    """Whom the last question of this case was put to, as the form names them; "" for none. One query."""
    row = (
        Inquiry.objects.visible_to(context)
        .filter(dossier_id=dossier_id)
        .order_by("-asked_at")
        .values_list("asked_kind", "asked_id")
        .first()
    )
    return f"{row[0]}:{row[1]}" if row else ""
