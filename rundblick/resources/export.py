"""The person's own copy of what the card holds about them (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from rundblick.cases.standing import Standing
from rundblick.resources.codes import HelpState, Level, Perspective, Section
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Resources from all perspectives, helps and looks of the person, and what other members share; all times."""
    own = Q(person_id=person_id) | Q(shared=True)
    resources = Resource.objects.filter(own, dossier_id=dossier_id).select_related("author")
    helps = PlannedHelp.objects.filter(own, dossier_id=dossier_id).select_related("author")
    looks = Look.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("author")
    found = [
        _section(
            "Ressourcenkarte",
            "Ressource | Feld | Ebene | Wer sagt das?",
            [
                (
                    row.text,
                    Section(row.section).label,
                    _level(row.level),
                    Perspective(row.perspective).label,
                    *_times(row),
                )
                for row in resources.order_by("valid_from", "written_at", "pk")
            ],
        ),
        _section(
            "Hilfen",
            "Hilfe | Ebene | Stand | seit",
            [
                (row.text, _level(row.level), HelpState(row.state).label, german_date(row.since), *_times(row))
                for row in helps.order_by("valid_from", "written_at", "pk")
            ],
        ),
        _section(
            "Geschaut und nichts gefunden",
            "Ebene",
            [(_level(row.level), *_times(row)) for row in looks.order_by("valid_from", "pk")],
        ),
    ]
    return [section for section in found if section["rows"]]


def _section(title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return {"title": title, "columns": [*columns.split(" | "), "ab", "bis vor dem", "Festgehalten von"], "rows": rows}


def _times(row: Standing) -> tuple[str, str, str]:
    return german_date(row.valid_from), german_date(row.valid_until), row.author.display_name


def _level(level: int) -> str:
    return f"{level} {Level(level).label}"
