"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.plans import demo, due, export
from rundblick.plans.codes import State
from rundblick.plans.kinds import kinds
from rundblick.plans.merging import merge
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.services import KIND
from rundblick.plans.shown import title_of
from rundblick.plans.views.common import TOOL
from rundblick.programmes.registries import dated_facts
from rundblick.web.german import german_date

WORDS = {
    "plans.page": "Plan gelesen",
    "plans.version": "Fassung eines Plans gelesen",
    "plans.compare": "Fassungen eines Plans verglichen",
    "plans.pdf": "Plan als PDF erzeugt",
    "plans.draft": "Entwurf eines Plans geschrieben",
    "plans.publish": "Fassung eines Plans festgehalten",
    "plans.confirm": "Bestätigung eines Plans notiert",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Plan vereinbart", "draft", "cases/told/line.html", told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Plan gemeinsam ansehen", due.reviews_due))
    dated_facts.add("plans", due.told_to_programmes)
    hooks.export.add("plans", export.sections)
    hooks.erase.add("plans", erase)
    hooks.merge.add("plans", merge)
    hooks.demo.add("plans", hooks.DemoPart(60, demo.load))
    tools.add(
        TOOL,
        Tool(
            label="Kooperationsplan",
            purpose="Gemeinsam festhalten, wohin es gehen soll und wer was bis wann dafür tut.",
            url_name="plans:page",
            latest=latest,
            order=80,
            topic="goals",
        ),
    )


def latest(request: Request, file: File) -> str:
    """Which versions hold. One query."""
    assert file.member is not None
    rows = Plan.objects.visible_to(request.access).filter(dossier_id=file.pk, person_id=file.member)
    held = {plan.kind: plan for plan in rows.filter(state=State.PUBLISHED).defer("offer", "offer_plain")}
    return "; ".join(
        f"{title_of(plan)}: Fassung {plan.number} seit {german_date(plan.valid_from)}"
        for kind in kinds()
        if (plan := held.get(kind.code)) is not None
    )


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a version was agreed; what stands in it is read in the tool."""
    return {
        plan.pk: {
            "title": f"{title_of(plan)}, Fassung {plan.number}",
            "line": "",
            "url": reverse("plans:version", args=[plan.pk]),
        }
        for plan in Plan.objects.filter(pk__in=ids).exclude(state=State.DRAFT).defer("offer", "offer_plain")
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all plans of a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (PlanLine, Plan))
