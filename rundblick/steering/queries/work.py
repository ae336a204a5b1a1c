"""What a coach's day consists of: appointments, what waits, the cases touched last."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BinaryField, CharField, DateField, DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable, F
from django.db.models.functions import Cast

from rundblick.access import crypto
from rundblick.access.context import Context
from rundblick.access.models import Draft, Grant, TimelineEntry
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent
from rundblick.cases.asked import said_closer
from rundblick.cases.models import Case, ContactNote, Task
from rundblick.programmes.models import DueItem
from rundblick.steering.rules import AHEAD, Waiting
from rundblick.web.clock import now

OWN = (Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT)
"""Doors in somebody's own name that make a case theirs; a team's door does not."""

MOST = 200
"""More than anybody could do in a week; what lies behind it comes up as soon as something is done."""

TASK_RULE = "cases.task"
DRAFTS_KEPT = dt.timedelta(days=7)
_COLUMNS = ("origin", "id", "dossier_id", "person_id", "on", "words", "why", "body", "touched")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text somebody began; `form_key` names the form, the words stay sealed."""

    form_key: str
    dossier_id: uuid.UUID | None
    touched_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a coach: things with a date, and texts that were begun."""

    waiting: list[Waiting]
    unfinished: list[Unfinished]


def own_doors(context: Context, *bases: str) -> QuerySet[Grant]:
    """Open grants in the user's own name on these bases."""
    assert context.user_id
    return open_grants(context).filter(principal_id=context.user_id, basis__in=bases)


def appointments(context: Context, *, start: dt.datetime, end: dt.datetime) -> list[Any]:
    """The coach's appointments from `start` until `end` (exclusive) with those of colleagues they stand in for.

    Cancelled ones are left out; what took place already stays, so that the day keeps its shape. Each row carries
    `note_id`, the note that tells of its meeting (None without). One query.
    """
    outer = {name: OuterRef(OuterRef(name)) for name in ("dossier_id", "meeting")}
    meeting = Appointment.objects.filter(**outer).values("pk")
    told = ContactNote.objects.visible_to(context).filter(appointment__in=meeting)
    that_time = Appointment.objects.filter(starts_at__gte=start, starts_at__lt=end)
    covered = that_time.filter(dossier_id__in=own_doors(context, Basis.DEPUTY).values("dossier_id"))
    # A union, since an OR would make PostgreSQL read every appointment of the house in these days.
    wanted = that_time.filter(coach_id=context.user_id).values("pk").union(covered.values("pk"))
    rows = Appointment.objects.visible_to(context).filter(pk__in=wanted)
    kept = rows.exclude(status=Status.CANCELLED).select_related("coach", "room")
    with_notes = with_consent(kept).annotate(note_id=Subquery(told.order_by("pk").values("pk")[:1]))
    return list(with_notes.order_by("starts_at", "meeting", "pk")[:MOST])


def cases(context: Context, *, most: int) -> list[Any]:
    """Open cases of the coach, the one last touched first.

    Each carries `basis` and `door_until` of the own door, `next_at` (next planned appointment, None without),
    `last_contact` (day of the latest note) and `touched` (latest entry of the timeline). One query.
    """
    mine = own_doors(context, *OWN)
    rows = Case.objects.visible_to(context).filter(closed_on__isnull=True, dossier_id__in=mine.values("dossier_id"))
    door = mine.filter(dossier_id=OuterRef("dossier_id")).order_by("-writes", "-valid_from")
    planned = Appointment.objects.visible_to(context).filter(
        dossier_id=OuterRef("dossier_id"), status=Status.PLANNED, starts_at__gte=now()
    )
    notes = ContactNote.objects.visible_to(context).filter(dossier_id=OuterRef("dossier_id"))
    entries = TimelineEntry.objects.visible_to(context).filter(dossier_id=OuterRef("dossier_id"))
    told = rows.annotate(
        basis=Subquery(door.values("basis")[:1]),
        door_until=Subquery(door.values("valid_until")[:1]),
        next_at=Subquery(planned.order_by("starts_at").values("starts_at")[:1]),
        last_contact=Subquery(notes.order_by("-happened_on").values("happened_on")[:1]),
        touched=Subquery(entries.order_by("-at", "-id").values("at")[:1]),
    )
    return list(told.order_by(F("touched").desc(nulls_last=True), "-opened_on", "pk")[:most])


def desk(context: Context, *, today: dt.date, also_open: Iterable[uuid.UUID] = ()) -> Desk:
    """Everything that waits for the coach up to a week ahead, and texts begun in the last seven days.

    Sources: due items computed by the rules of programmes and cases, open tasks on the coach's own list, and tasks
    of colleagues they stand in for; drafts. One query for all, one more for the keys of the tasks; `also_open`
    names further dossiers whose sealed words the same page shows.
    """
    until = today + AHEAD
    parts = (_tasks(context, until), _due_items(context, until, today), _drafts(context))
    rows = list(parts[0].union(*parts[1:], all=True))
    crypto.load_keys([*also_open, *(row["dossier_id"] for row in rows if row["origin"] == "task")])
    waiting, unfinished = [], []
    for row in rows:
        if row["origin"] == "draft":
            unfinished.append(Unfinished(row["words"], row["dossier_id"], row["touched"]))
        else:
            waiting.append(_waiting(row))
    return Desk(waiting, sorted(unfinished, key=lambda one: one.touched_at, reverse=True))


def _tasks(context: Context, until: dt.date) -> QuerySet[Any]:
    due = Task.objects.filter(done_on__isnull=True, due_on__lte=until)
    covered = own_doors(context, Basis.DEPUTY).values("dossier_id")
    of_colleagues = due.filter(assignee_id__isnull=False, dossier_id__in=covered)
    wanted = due.filter(assignee_id=context.user_id).values("pk").union(of_colleagues.values("pk"))
    rows = Task.objects.visible_to(context).filter(pk__in=wanted)
    return _as_rows(rows.order_by("due_on"), "task", on=F("due_on"), body=F("text"))


def _due_items(context: Context, until: dt.date, today: dt.date) -> QuerySet[Any]:
    rows = DueItem.objects.visible_to(context).filter(
        Q(last_useful_day__isnull=True) | Q(last_useful_day__gte=today),
        due_on__lte=until,
        dossier_id__in=own_doors(context, *OWN).values("dossier_id"),
    )
    # Tasks are read above with their words, which a due item does not carry; what others ask has its own part.
    rows = rows.exclude(rule__in={TASK_RULE, *said_closer()})
    return _as_rows(rows.order_by("due_on"), "due", on=F("due_on"), words=F("label"), why=F("explanation"))


def _drafts(context: Context) -> QuerySet[Any]:
    assert context.user_id
    rows = Draft.objects.filter(user_id=context.user_id, touched_at__gt=now() - DRAFTS_KEPT)
    return _as_rows(rows.order_by("-touched_at"), "draft", words=F("form_key"), touched=F("touched_at"))


def _as_rows(rows: QuerySet[Any], origin: str, **given: Combinable) -> QuerySet[Any]:
    """The same columns from every source, so that one statement reads them all."""
    empty: dict[str, Combinable] = {
        "on": Cast(Value(None), DateField()),
        "words": Cast(Value(""), CharField(max_length=300)),
        "why": Cast(Value(""), CharField(max_length=600)),
        "body": Cast(Value(None), BinaryField()),
        "touched": Cast(Value(None), DateTimeField()),
    }
    if rows.model is Draft:
        empty["person_id"] = Cast(Value(None), Draft._meta.get_field("dossier_id"))
    named = rows.annotate(origin=Value(origin), **(empty | given))
    return named.values(*_COLUMNS)[:MOST]


def _waiting(row: dict[str, Any]) -> Waiting:
    text = row["words"]
    if row["origin"] == "task":
        text = Task(pk=row["id"], dossier_id=row["dossier_id"], text=row["body"]).text
    return Waiting(
        dossier_id=row["dossier_id"], person_id=row["person_id"], text=text, due_on=row["on"], why=row["why"]
    )
