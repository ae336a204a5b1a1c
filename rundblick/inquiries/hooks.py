"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.cases.asked import Row, Source, asked
from rundblick.cases.file import File
from rundblick.cases.tools import HouseholdTool, household_tools
from rundblick.inquiries import calls, demo, export, queries, shown, sql, story
from rundblick.inquiries.models import TOPIC, Attachment, Inquiry, Line
from rundblick.post.registries import causes
from rundblick.web.clock import today

NAME = "inquiries"
ON_THE_CASE = 5

WAITS = {
    "answer": "Eine Frage zur Leistung beantworten",
    "read": "Antwort des Leistungsbereichs lesen",
    "late": "Der Leistungsbereich hat noch nicht geantwortet",
}

WORDS = {
    "inquiries.mine": "Fragen an den Leistungsbereich, die an diese Person gehen",
    "inquiries.case": "Fragen an den Leistungsbereich in einem Fall",
    "inquiries.ask": "Frage an den Leistungsbereich gestellt",
    "inquiries.page": "Frage an den Leistungsbereich gelesen",
}

TOOL_OF_ALL = HouseholdTool(
    label="Fragen an den Leistungsbereich",
    purpose="Eine Frage mit Tag stellen, und die Antwort hier lesen. Gelesen werden nur Frage und Anlagen.",
    url_name="inquiries:case",
    order=40,
    topic=TOPIC,
    also_alone=True,
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    causes.add(calls.CAUSE, calls.CAUSED)
    asked.add(NAME, Source(queries.awaiting, tell))
    told = "cases/told/line.html"
    hooks.timeline_kinds.add(
        story.ASKED, hooks.TimelineKind("Frage an den Leistungsbereich", "help", told, story.asked_told)
    )
    hooks.timeline_kinds.add(
        story.ANSWERED, hooks.TimelineKind("Antwort des Leistungsbereichs", "mail", told, story.answered_told)
    )
    if sql.statements not in policies.extra_sql:
        policies.extra_sql.append(sql.statements)
    household_tools.add(NAME, TOOL_OF_ALL)
    hooks.case_parts.add(
        NAME,
        hooks.CasePart(
            "Fragen an den Leistungsbereich",
            "inquiries/part.html",
            TOPIC,
            part,
            order=56,
            per_member=True,
            for_guests=False,
        ),
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(61, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Fragen an mich",
            "inquiries:mine",
            frozenset({Role.BENEFITS}),
            group=hooks.WITH_OTHERS,
            order=5,
            also=("inquiries:numbers",),
        ),
    )


def part(request: Request, file: File) -> dict[str, Any] | None:
    """The running questions of the case. One query; None where there are none."""
    rows = queries.of_case(request.access, file.dossier_id, member=file.member).filter(ended_at__isnull=True)
    lines = [shown.line(row, day=today(), who=file.name(row.person_id)) for row in rows[:ON_THE_CASE]]
    return {"lines": lines, "card_url": reverse("inquiries:case", args=[file.pk])} if lines else None


def tell(row: Row) -> tuple[str, str]:
    """What is to be done about a question, and where."""
    return WAITS[row.code], reverse("inquiries:page", args=[row.key])


def erase(dossier_id: uuid.UUID) -> int:
    """Remove every question of a dossier; files go with their room."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Attachment, Line, Inquiry))


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the questions about one person to the other."""
    TimelineEntry.objects.filter(kind__in=story.STORY, subject_id=drop).update(subject_id=keep)
    return Inquiry.objects.filter(person_id=drop).update(person_id=keep)
