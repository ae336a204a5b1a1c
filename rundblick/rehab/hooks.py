"""What the room contributes to the others."""

import uuid
from typing import Any

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.asked import asked
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.programmes.registries import names
from rundblick.rehab import asking, demo, due, export
from rundblick.rehab.catalogue import insurer_choices
from rundblick.rehab.models import Application, Desk, Divergence, Planned, Statement, Step, Talk
from rundblick.web.german import count

NAME = "rehab"
MODELS = (Statement, Divergence, Planned, Step, Application, Talk, Desk)

WORDS = {
    "rehab.page": "Reha und Teilhabe angesehen",
    "rehab.mine": "Offene Anträge auf Reha in eigenen Fällen",
    "rehab.desk": "Versicherung bei Reha und Teilhabe",
    "rehab.talk": "Gespräch zu Reha und Teilhabe",
    "rehab.apply": "Antrag auf Reha oder LTA begonnen",
    "rehab.change": "Unterlagen eines Antrags auf Reha oder LTA",
    "rehab.step": "Schritt eines Antrags auf Reha oder LTA",
    "rehab.plan": "Teilhabeplan",
    "rehab.remove": "Eintrag zu Reha und Teilhabe zurückgenommen",
    "rehab.assessments": "Clearing und Einschätzungen gelesen",
    "rehab.answer": "Clearing oder Einschätzung beantwortet",
    "rehab.diverge": "Unterschiedliche Einschätzung festgehalten",
    "rehab.settle": "Unterschiedliche Einschätzung geklärt",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    for name, source in asking.SOURCES.items():
        asked.add(name, source)
    names.add("insurers", lambda: {code for code, _ in insurer_choices(known_only=True)})
    names.add("insurer_labels", lambda: dict(insurer_choices(known_only=True)))
    hooks.due_rules.add(due.RULE, hooks.DueRule(due.LABEL, due.next_days))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(63, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Reha",
            "rehab:mine",
            PLANNERS,
            group=hooks.WITH_OTHERS,
            order=47,
            houses=hooks.ACCOMPANYING,
            also=("rehab:figures",),
        ),
    )
    tools.add(
        NAME,
        Tool(
            label="Reha und Teilhabe",
            purpose="Wo ein Antrag auf Reha oder LTA steht, was fehlt, was mit der Teilhabeberatung besprochen ist.",
            url_name="rehab:page",
            latest=latest,
            order=78,
            topic="cooperation",
            in_talks=False,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How many applications are open. One query."""
    whose: dict[str, Any] = {"dossier_id": file.pk, "person_id": file.member}
    number = Application.objects.visible_to(request.access).filter(**whose, over=False).count()
    return count(number, "offener Antrag", "offene Anträge") if number else ""


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything of a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in MODELS)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what stands about one person to the other; where both have it, that of `keep` stays in its one place."""
    kept = set(Desk.objects.filter(person_id=keep).values_list("dossier_id", flat=True))
    Desk.objects.filter(person_id=drop, dossier_id__in=kept).delete()
    answered = {
        (row.dossier_id, row.agency_id, row.from_agency, row.question)
        for row in Statement.objects.filter(person_id=keep, divergence__isnull=True)
    }
    for row in Statement.objects.filter(person_id=drop, divergence__isnull=True):
        if (row.dossier_id, row.agency_id, row.from_agency, row.question) in answered:
            _join(row, keep)
    return sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in MODELS)


def _join(row: Statement, keep: uuid.UUID) -> None:
    """No word is lost: both answers stand below each other."""
    other = Statement.objects.get(
        person_id=keep,
        dossier_id=row.dossier_id,
        agency_id=row.agency_id,
        from_agency=row.from_agency,
        question=row.question,
        divergence__isnull=True,
    )
    if row.text not in other.text and row.for_house == other.for_house:
        other.text = f"{other.text}\n\n{row.text}"
        other.version += 1
        other.save()
    row.delete()
