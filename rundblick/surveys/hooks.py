"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.programmes.registries import ResearchSource, dated_facts, names, research_sources
from rundblick.surveys import demo, due, export, sql, variables
from rundblick.surveys.facts import told_to_programmes
from rundblick.surveys.merging import merge
from rundblick.surveys.models import Answers, OwnSheet, ResearchKey, Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.research import PURPOSE
from rundblick.surveys.services import DONE
from rundblick.surveys.shelf import shelf
from rundblick.web.german import count, german_date

NAME = "surveys"

WORDS = {
    "surveys.page": "Befragungen angesehen (Liste)",
    "surveys.begin": "Befragung begonnen",
    "surveys.fill": "Befragung ausgefüllt",
    "surveys.health": "Antworten zur Gesundheit geöffnet",
    "surveys.finish": "Befragung abgeschlossen",
    "surveys.result": "Ergebnis einer Befragung angesehen",
    "surveys.alone": "Befragung auf die eigene Seite gelegt oder geholt",
    "surveys.reopen": "Befragung wieder geöffnet",
    "surveys.discard": "Befragung verworfen",
    "surveys.erase_health": "Antworten zur Gesundheit gelöscht",
}


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(DONE, hooks.TimelineKind("Befragung", "checklist", "cases/told/line.html", done_told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Noch einmal befragen", due.waves_due))
    dated_facts.add(NAME, told_to_programmes)
    names.add("questionnaires", variables.evaluable)
    names.add("questionnaire_titles", lambda: {code: one.title for code, one in shelf().items()})
    research_sources.add(NAME, ResearchSource(variables.columns, variables.values, PURPOSE))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(47, demo.load))
    tools.add(
        NAME,
        Tool(
            label="Befragungen",
            purpose="Fragebogen zu mehreren Zeitpunkten: am Anfang, in der Mitte, am Ende.",
            url_name="surveys:page",
            latest=latest,
            order=72,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How many surveys are complete, and when the last one was."""
    rows: Any = Survey.objects.visible_to(request.access)
    rows = rows.filter(dossier_id=file.dossier_id, person_id=file.member)
    found = rows.aggregate(number=Count("pk", filter=Q(completed_on__isnull=False)), day=Max("completed_on"))
    if not found["number"]:
        return ""
    return f"{count(found['number'], 'Befragung', 'Befragungen')}, zuletzt {german_date(found['day'])}"


def done_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a wave is complete; no answer and no figure."""
    rows = list(Survey.objects.filter(pk__in=ids))
    read = documents({row.questionnaire_id for row in rows})
    told = {}
    for row in rows:
        document = read[row.questionnaire_id]
        wave = document.wave(row.wave)
        told[row.pk] = {
            "title": f"{document.title}: abgeschlossen",
            "line": f"{wave.label if wave else row.wave}, {row.get_respondent_display()}",
            "url": reverse("surveys:result", args=[row.dossier_id, row.person_id, row.pk]),
        }
    return told


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all surveys of a dossier, and the numbers under which research knew its members."""
    ResearchKey.objects.filter(participation__dossier_id=dossier_id).delete()
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (OwnSheet, Answers, Survey))
