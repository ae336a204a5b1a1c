"""The person's own copy of their plans (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.plans.codes import State
from rundblick.plans.kinds import kind_of
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.shown import confirmed, title_of
from rundblick.web.german import german_date, german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every version with its lines, drafts included. Plans belong to one member; nobody else's are here."""
    plans = list(
        Plan.objects.filter(dossier_id=dossier_id, person_id=person_id)
        .select_related("author")
        .order_by("kind", "number")
    )
    lines = (
        PlanLine.objects.filter(plan__in=plans).select_related("plan").order_by("plan__kind", "plan__number", "rank")
    )
    found = [
        {
            "title": "Pläne",
            "columns": [
                "Plan",
                "Fassung",
                "Stand",
                "gilt ab",
                "gilt bis vor dem",
                "gemeinsam ansehen",
                "Angebot",
                "Angebot in einfachen Worten",
                "Bestätigung",
                "Geschrieben",
            ],
            "rows": [_plan(plan) for plan in plans],
        },
        {
            "title": "Was in den Plänen steht",
            "columns": ["Plan", "Fassung", "Abschnitt", "Art", "Wortlaut", "einfache Worte", "Wer", "bis", "Stand"],
            "rows": [_line(line) for line in lines.order_by("plan__kind", "plan__number", "rank")],
        },
    ]
    return [section for section in found if section["rows"]]


def _plan(plan: Plan) -> tuple[str, ...]:
    return (
        title_of(plan),
        str(plan.number),
        State(plan.state).label,
        german_date(plan.valid_from),
        german_date(plan.valid_until),
        german_date(plan.review_on),
        plan.offer or "",
        plan.offer_plain or "",
        confirmed(plan),
        f"{plan.author.display_name}, {german_datetime(plan.written_at)}",
    )


def _line(line: PlanLine) -> tuple[str, ...]:
    section = kind_of(line.plan.kind).section(line.section)
    return (
        title_of(line.plan),
        str(line.plan.number),
        section.label if section else line.section,
        line.get_kind_display(),
        line.text,
        line.plain or "",
        line.get_who_display() if line.who else "",
        german_date(line.until),
        "herausgenommen" if line.left_out else "",
    )
