"""What the room contributes to the others."""

import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Model
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.programmes.facts import Fact
from rundblick.programmes.registries import dated_facts, names, target_figures
from rundblick.work import demo, services
from rundblick.work.models import Outcome, Situation, Sponsorship
from rundblick.work.shown import lines
from rundblick.work.targets import figures
from rundblick.work.taxonomy import taxonomy

OWN: tuple[type[Model], ...] = (Outcome, Sponsorship, Situation)
SHOWN = 8


def part(request: Request, case: Any) -> dict[str, Any]:
    """Results on the page of a case."""
    rows = Outcome.objects.visible_to(request.access).filter(dossier_id=case.dossier_id).select_related("person")
    member = getattr(case, "member", None)
    if member is not None:
        rows = rows.filter(person_id=member)
    may_write = "outcomes" in getattr(case, "writes", frozenset())
    return {
        "lines": lines(rows.order_by("-achieved_on", "-pk")[:SHOWN], correctable=may_write),
        "create_url": reverse("work:create", args=[case.dossier_id]) if may_write else "",
    }


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Timeline entries of results."""
    rows = list(Outcome.objects.filter(pk__in=ids).select_related("person"))
    return {
        row.pk: {"title": line.kind, "line": f"{line.title} · {line.who}" if line.title else line.who}
        for row, line in zip(rows, lines(rows), strict=True)
    }


def jobs(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Jobs that began, for follow-up care; keyed by the result, so that a later event can answer exactly this one."""
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    kinds = [kind.code for kind in taxonomy().kinds if kind.job]
    rows = Outcome.objects.filter(dossier_id__in=dossier_ids, kind__in=kinds)
    for pk, dossier_id, person_id, kind, day in rows.values_list(
        "pk", "dossier_id", "person_id", "kind", "achieved_on"
    ):
        found[dossier_id].append(Fact.event("job.started", day, value=kind, subject=person_id, key=str(pk)))
    return found


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """A person's own results (Art. 15 DSGVO)."""
    rows = Outcome.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("person")
    found = [(line.on, line.kind, line.title) for line in lines(rows.order_by("achieved_on"))]
    return [{"title": "Ergebnisse", "columns": ("am", "Art", "Was genau"), "rows": found}] if found else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all results of a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in OWN)  # type: ignore[attr-defined]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Give one person's results to the other."""
    moved = TimelineEntry.objects.filter(kind=services.KIND, subject_id=drop).update(subject_id=keep)
    return moved + sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in OWN)  # type: ignore[attr-defined]


def register() -> None:
    """Called once when the app is ready."""
    hooks.case_parts.add(
        "work", hooks.CasePart("Ergebnisse", "work/part.html", "outcomes", part, order=70, per_member=True)
    )
    hooks.timeline_kinds.add(services.KIND, hooks.TimelineKind("Ergebnis", "success", "work/told.html", told))
    hooks.disclosure_kinds.add("work.list", "Ergebnisse gesehen (Liste)")
    hooks.disclosure_kinds.add("work.outcome", "Ergebnis gesehen")
    hooks.export.add("work", export)
    hooks.erase.add("work", erase)
    hooks.merge.add("work", merge)
    hooks.demo.add("work", hooks.DemoPart(60, demo.load))
    hooks.navigation.add(
        "work",
        hooks.NavigationItem(
            "Ergebnisse", "work:list", PLANNERS, group="Zahlen", order=70, key="e", houses=hooks.ACCOMPANYING
        ),
    )
    dated_facts.add("work", jobs)
    target_figures.add("work", figures)
    names.add("outcome_kinds", lambda: {kind.code for kind in taxonomy().kinds})
    names.add("outcome_labels", lambda: {kind.code: kind.label for kind in taxonomy().kinds})
    names.add("outcome_group_labels", lambda: {group.code: group.label for group in taxonomy().groups})
    names.add("outcome_groups", lambda: {group.code for group in taxonomy().groups})
