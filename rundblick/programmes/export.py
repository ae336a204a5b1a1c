"""The person's own copy of what this room holds about them (Art. 15 DSGVO)."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q

from rundblick.programmes.models import (
    ChecklistAnswer,
    CohortMember,
    DueItem,
    Participation,
    Presence,
    ProgrammeEvent,
    ProjectAttribute,
    StatedFact,
)
from rundblick.programmes.publishing import documents
from rundblick.programmes.rules import exit_reason
from rundblick.programmes.statements import value_of, words
from rundblick.programmes.told import event_words
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date, german_number

_ONE_DAY = dt.timedelta(days=1)


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What was stated, participations with answers, events, groups and attendance, project attributes and what is due:
    the person's own and those of the household.
    """
    own = Q(person_id=person_id) | Q(person_id__isnull=True)
    found = [
        {"title": "Angaben, nach denen Programme fragen", "entries": _stated(own, dossier_id)},
        {"title": "Teilnahme an Programmen", "entries": _participations(own, dossier_id)},
        {"title": "Antworten zu einem Vorschlag", "entries": _answers(own, dossier_id)},
        {"title": "Ereignisse in Programmen", "entries": _events(own, dossier_id)},
        {"title": "Gruppen in Programmen", "entries": _groups(own, dossier_id)},
        {"title": "Anwesenheit in Programmen", "entries": _presences(own, dossier_id)},
        {"title": "Merkmale für Projekte", "entries": _attributes(dossier_id, person_id)},
        {"title": "Was ansteht", "entries": _due(own, dossier_id)},
    ]
    return [section for section in found if section["entries"]]


def _participations(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = list(Participation.objects.filter(own, dossier_id=dossier_id).select_related("run").order_by("started_on"))
    programmes = documents({row.run.definition_id for row in rows})
    found = []
    for row in rows:
        programme = programmes[row.run.definition_id]
        sites = {site.code: site.label for site in programme.sites}
        found.append(
            {
                "Programm": f"{programme.title}, {row.run.label}",
                "Standort": sites.get(row.site, row.site),
                "Beginn": german_date(row.started_on),
                "Letzter Tag": german_date(row.ended_on) if row.ended_on else "",
                "Grund": exit_reason(programme, row.exit_code).label if row.exit_code else "",
            }
        )
    return found


def _stated(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    found = []
    rows = StatedFact.objects.filter(own, dossier_id=dossier_id).select_related("recorded_by")
    for row in rows.order_by("code", "valid_from", "pk"):
        known = vocabulary().fact(row.code)
        found.append(
            {
                "Frage": known.label if known else row.code,
                "Antwort": words(known, value_of(row)) if known else "",
                "Gilt ab": german_date(row.valid_from),
                "Gilt bis": german_date(row.valid_until - _ONE_DAY) if row.valid_until else "",
                "Festgehalten von": row.recorded_by.display_name if row.recorded_by else "",
            }
        )
    return found


def _answers(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    mine = Participation.objects.filter(own, dossier_id=dossier_id)
    rows = list(
        ChecklistAnswer.objects.filter(dossier_id=dossier_id, participation__in=mine)
        .select_related("participation__run")
        .order_by("answered_on", "participation_id", "weighing", "question")
    )
    programmes = documents({row.participation.run.definition_id for row in rows})
    found = []
    for row in rows:
        programme = programmes[row.participation.run.definition_id]
        weighing = programme.access.weighing
        asked = (weighing.questions if weighing else ()) if row.weighing else programme.target_group.checklist
        found.append(
            {
                "Programm": programme.title,
                "Frage": next((one.text for one in asked if one.code == row.question), row.question),
                "Antwort": "ja" if row.yes else "nein",
                "Beantwortet am": german_date(row.answered_on),
            }
        )
    return found


def _groups(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = CohortMember.objects.filter(own, dossier_id=dossier_id).select_related("cohort").order_by("valid_from", "pk")
    return [
        {
            "Gruppe": row.cohort.label,
            "Ab": german_date(row.valid_from),
            "Bis": german_date(row.valid_until - _ONE_DAY) if row.valid_until else "",
        }
        for row in rows
    ]


def _presences(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = Presence.objects.filter(own, dossier_id=dossier_id).select_related("session").order_by("on", "pk")
    return [
        {
            "Tag": german_date(row.on),
            "Anwesenheit": row.get_state_display(),
            "Umfang": german_number(row.units),
            "Thema": row.session.topic if row.session else "",
        }
        for row in rows
    ]


def _events(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = ProgrammeEvent.objects.filter(own, dossier_id=dossier_id).select_related("recorded_by")
    return [
        {
            "Tag": german_date(row.occurred_on),
            "Was": event_words(row),
            "Anmerkung": row.note or "",
            "Festgehalten von": row.recorded_by.display_name if row.recorded_by else "",
        }
        for row in rows.order_by("occurred_on", "pk")
    ]


def _attributes(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, str]]:
    rows = ProjectAttribute.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("recorded_on", "code")
    return [
        {"Merkmal": row.code, "Angabe": row.value, "Zweck": row.purpose, "Erhoben am": german_date(row.recorded_on)}
        for row in rows
    ]


def _due(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = DueItem.objects.filter(own, dossier_id=dossier_id).order_by("due_on", "rule", "key")
    return [{"Bis": german_date(row.due_on), "Was": row.label, "Warum": row.explanation} for row in rows]
