"""What the room contributes to the others."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import TimelineEntry
from rundblick.access.policies import extra_sql
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.links import Link, appointment_links
from rundblick.calendar.models import Appointment
from rundblick.cases import demo, due, export, parts, sql
from rundblick.cases.codes import ClosingReason
from rundblick.cases.contacts import closings, contacts
from rundblick.cases.disclosed import WORDS
from rundblick.cases.helping import services_in, with_services
from rundblick.cases.house import KEEPERS
from rundblick.cases.models import (
    AssistingService,
    Attainment,
    AttainmentScale,
    Case,
    CasePeriod,
    Confidence,
    ContactNote,
    Focus,
    Goal,
    Success,
    Task,
)
from rundblick.cases.services import course, file, goals, notes, tasks
from rundblick.cases.support import kind_labels
from rundblick.cases.tools import Tool, tools
from rundblick.people import case_links
from rundblick.programmes.registries import dated_facts
from rundblick.web.clock import now

KINDS = (notes.KIND, tasks.KIND, goals.KIND, course.SUCCESS)

GOALS = Tool(
    label="Ziele",
    purpose="Was jemand erreichen will: vom Leitziel zu kleinen Schritten, und was davon schon gelungen ist.",
    url_name="cases:goal_tree",
    latest=parts.goals_latest,
    order=60,
    topic="goals",
)

OWN_ACTION = Tool(
    label="Eigenes Tun",
    purpose="Was jemand selbst tut, was gemeinsam, was für die Person getan wird, und wie sich das ändert.",
    url_name="cases:own_action",
    latest=lambda _request, _file: "entsteht aus den Vermerken",
    order=75,
    topic="notes",
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    for name, label, icon, template, load in (
        (notes.KIND, "Gespräch", "edit", "cases/told/note.html", notes_told),
        (tasks.KIND, "Erledigt", "check", "cases/told/line.html", tasks_told),
        (goals.KIND, "Ziel erreicht", "checklist", "cases/told/line.html", goals_told),
        (course.SUCCESS, "Gelungen", "success", "cases/told/line.html", successes_told),
        (file.OPENED, "Eröffnung", "draft", "cases/told/line.html", openings_told),
        (file.CLOSED, "Abschluss", "draft", "cases/told/line.html", closings_told),
    ):
        hooks.timeline_kinds.add(name, hooks.TimelineKind(label, icon, template, load))
    hooks.case_parts.add(
        "cases.tasks",
        hooks.CasePart(
            "Nächste Schritte", "cases/parts/tasks.html", "tasks", parts.tasks_part, order=30, per_member=True
        ),
    )
    hooks.case_parts.add(
        "cases.goals",
        hooks.CasePart("Ziele", "cases/parts/goals.html", "goals", parts.goals_part, order=40, per_member=True),
    )
    tools.add("goals", GOALS)
    tools.add("own_action", OWN_ACTION)
    hooks.facts.add("cases", facts)
    hooks.due_rules.add("cases.task", hooks.DueRule("Aufgaben und nächste Schritte", due.tasks_due))
    hooks.due_rules.add("cases.note", hooks.DueRule("Gespräch festhalten", due.notes_missing))
    hooks.export.add("cases", export.sections)
    hooks.erase.add("cases", erase)
    hooks.merge.add("cases", merge)
    dated_facts.add("cases", contacts)
    dated_facts.add("cases.closed", closings)
    hooks.demo.add("cases", hooks.DemoPart(30, demo.load))
    hooks.links.add("case", case_page)
    case_links.finders.add("cases", with_a_case)
    appointment_links.add("cases", links_of_appointment)
    hooks.navigation.add("cases", hooks.NavigationItem("Fälle", "cases:list", PLANNERS, order=10, key="f"))
    hooks.navigation.add(
        "cases.house", hooks.NavigationItem("Textbausteine", "cases:house", KEEPERS, order=80, key="x")
    )
    hooks.navigation.add("cases.tasks", hooks.NavigationItem("Aufgaben", "cases:tasks", PLANNERS, order=40, key="a"))


def case_page(dossier_id: uuid.UUID) -> str:
    """Address of the page of a dossier's case."""
    return reverse("cases:page", args=[dossier_id])


def with_a_case(dossier_ids: list[uuid.UUID]) -> list[uuid.UUID]:
    """Those of the dossiers that have a case, as far as the user's doors open it."""
    return list(Case.objects.filter(pk__in=dossier_ids).values_list("pk", flat=True))


def links_of_appointment(context: Context, appointment: Appointment) -> list[Link]:
    """After an appointment: write down what was said, or read what is written."""
    note = ContactNote.objects.visible_to(context).filter(appointment=appointment).first()
    if note is not None:
        return [Link("Vermerk lesen", reverse("cases:note", args=[note.pk]), main=True)]
    begun = appointment.starts_at <= now() and appointment.status in (Status.PLANNED, Status.HELD)
    if not begun or not Case.objects.filter(pk=appointment.dossier_id).exists():
        return []
    address = reverse("cases:note_create", args=[appointment.dossier_id])
    return [Link("Gespräch festhalten", f"{address}?termin={appointment.pk}", main=True)]


def notes_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Notes for the timeline."""
    return {
        row.pk: {
            "title": row.sentence,
            "url": reverse("cases:note", args=[row.pk]),
            "setting": Setting(row.setting).label,
            "minutes": row.minutes,
            "own_concern": row.own_concern,
            "summary": row.summary,
            "agreements": row.agreements,
            "supports": kind_labels(row.supports),
            "services": services_in(row.told_services, row.version),
            "corrected_at": row.corrected_at,
        }
        for row in with_services(ContactNote.objects.filter(pk__in=ids))
    }


def tasks_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Things done."""
    return {row.pk: {"title": row.text, "line": "", "url": ""} for row in Task.objects.filter(pk__in=ids)}


def goals_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Goals reached."""
    return {row.pk: {"title": row.text, "line": "", "url": ""} for row in Goal.objects.filter(pk__in=ids)}


def successes_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What succeeded."""
    return {row.pk: {"title": row.text, "line": "", "url": ""} for row in Success.objects.filter(pk__in=ids)}


def openings_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """When a case was opened, or opened again."""
    return {row.pk: {"title": "Fall eröffnet", "line": "", "url": ""} for row in CasePeriod.objects.filter(pk__in=ids)}


def closings_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """When a case was closed, and on what occasion."""
    return {
        row.pk: {"title": "Fall geschlossen", "line": ClosingReason(row.closing_reason).label, "url": ""}
        for row in CasePeriod.objects.filter(pk__in=ids).exclude(closing_reason="")
    }


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """`case_open_since`: first day of the period open on that day. `last_contact_on`: day of the last talk so far.

    A name is missing where there is nothing to say. Two queries.
    """
    ids = list(dossier_ids)
    known: dict[uuid.UUID, dict[str, Any]] = {dossier_id: {} for dossier_id in ids}
    open_then = Q(closed_on__isnull=True) | Q(closed_on__gt=as_of)
    for period in CasePeriod.objects.filter(open_then, dossier_id__in=ids, opened_on__lte=as_of):
        known[period.dossier_id]["case_open_since"] = period.opened_on
    talks = ContactNote.objects.filter(dossier_id__in=ids, happened_on__lte=as_of)
    for row in talks.values("dossier_id").annotate(last=Max("happened_on")).order_by():
        known[row["dossier_id"]]["last_contact_on"] = row["last"]
    return known


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the whole file of a dossier."""
    removed = 0
    ratings = (Attainment, AttainmentScale, Confidence, Success)
    for model in (Task, AssistingService, ContactNote, *ratings, Goal, Focus, CasePeriod, Case):
        removed += model.objects.filter(dossier_id=dossier_id).delete()[0]
    return removed


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Two notes of one talk become two talks.

    A goal that both carried together becomes two goals of the one who stays.
    """
    both = ContactNote.objects.filter(person_id=keep).values("talk")
    for note in ContactNote.objects.filter(person_id=drop, talk__in=both):
        note.talk = uuid.uuid4()
        note.save(update_fields=["talk"])
    Focus.objects.filter(
        person_id=drop,
        valid_until__isnull=True,
        case__in=Focus.objects.filter(person_id=keep, valid_until__isnull=True).values("case"),
    ).delete()
    carried = Goal.objects.filter(person_id=keep, together__isnull=False).values("together")
    Goal.objects.filter(person_id=drop, together__in=carried).update(together=None)
    belonging = (ContactNote, AssistingService, Task, Goal, Attainment, AttainmentScale, Confidence, Success, Focus)
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in belonging)
    TimelineEntry.objects.filter(kind__in=KINDS, subject_id=drop).update(subject_id=keep)
    return moved
