"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.asked import Row, Source, asked, columns
from rundblick.cases.file import File
from rundblick.conferences import demo, due, export, mailing, queries
from rundblick.conferences.disclosed import WORDS
from rundblick.conferences.models import (
    About,
    Addendum,
    Conference,
    Contribution,
    Decision,
    Invitation,
    Point,
    Seat,
    Sheet,
    Tick,
)
from rundblick.conferences.services.protocol import KIND
from rundblick.post.registries import causes
from rundblick.web.clock import today
from rundblick.web.german import german_date

NAME = "conferences"
SHOWN = 3


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Besprechung", "edit", "cases/told/line.html", told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Besprechungen: was als Nächstes kommt", due.next_steps))
    hooks.case_parts.add(
        NAME,
        hooks.CasePart(
            "Besprechungen", "conferences/part.html", "cooperation", part, order=45, area="side", per_member=True
        ),
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(64, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem("Besprechungen", "conferences:mine", PLANNERS, group=hooks.WITH_OTHERS, order=62, key="z"),
    )
    hooks.person_pages.add("conference", plan_url)
    causes.add(mailing.CAUSE, mailing.CAUSED)
    asked.add(NAME, Source(preparing_asked, preparing_told))


def plan_url(dossier_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Where a conference about this person is planned; `&mit=` may name a house that sits with them."""
    return f"{reverse('conferences:plan', args=[dossier_id])}?person={person_id}"


def preparing_asked(context: Context) -> QuerySet[Any, Any]:
    """Preparations that wait for the reader's house; not asked yet."""
    return columns(queries.unprepared(context, today()), code="prepare", due_on="prepare_until")


def preparing_told(row: Row) -> tuple[str, str]:
    """What is to be done and where; nothing about the person."""
    return "Bitte bereiten Sie eine Besprechung vor", reverse("conferences:page", args=[row.key])


def part(request: Request, file: File) -> dict[str, Any]:
    """The latest conferences of a case. One query."""
    rows = list(queries.of_case(request.access, file.pk, member=file.member)[: SHOWN + 1])
    own_house = file.case.dossier.organisation_id == request.access.organisation_id
    return {
        "rows": rows[:SHOWN],
        "more": len(rows) > SHOWN,
        "all_url": reverse("conferences:of_case", args=[file.pk]),
        "plan_url": reverse("conferences:plan", args=[file.pk])
        if own_house and {"cooperation", "notes"} <= file.writes
        else "",
    }


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a conference took place; its question stays on its own page."""
    return {
        row.pk: {
            "title": row.type.label,
            "line": row.ended_with.label if row.ended_with else f"am {german_date(row.starts_at)}",
            "url": reverse("conferences:page", args=[row.pk]),
        }
        for row in Conference.objects.filter(pk__in=ids)
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all conferences of a dossier."""
    order = (Tick, Addendum, Decision, Contribution, Point, Sheet, Invitation, Seat, About, Conference)
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in order)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what is about one person to the other; whoever both sat at one table keeps one seat."""
    both = About.objects.filter(person_id=keep).values("conference")
    About.objects.filter(person_id=drop, conference__in=both, conference__closed_at__isnull=True).delete()
    twice = Seat.objects.filter(member_id=keep).values("conference")
    Seat.objects.filter(member_id=drop, conference__in=twice).delete()
    kept = About.objects.filter(person_id=keep).values("conference")
    moved = About.objects.filter(person_id=drop).exclude(conference__in=kept).update(person_id=keep)
    Seat.objects.filter(member_id=drop).update(member_id=keep)
    models: tuple[Any, ...] = (Conference, Seat, Invitation, Sheet, Tick, Contribution, Point, Decision, Addendum)
    moved += sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in models)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved
