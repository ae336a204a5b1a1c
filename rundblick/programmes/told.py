"""What the timeline of a file says about participations; one query per kind."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.programmes.definition import Programme
from rundblick.programmes.event_values import value_words
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.presences import shield
from rundblick.programmes.publishing import documents
from rundblick.programmes.rules import exit_reason
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date


def starts(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Participations that begin."""
    return {row.pk: _line(row, f"Beginn: {row.run.definition.title}", row.run.label) for row in _rows(ids)}


def ends(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Participations that end, with the reason in the words of the definition."""
    rows = _rows(ids)
    programmes = documents({row.run.definition_id for row in rows})
    found = {}
    for row in rows:
        why = exit_reason(programmes[row.run.definition_id], row.exit_code).label if row.exit_code else ""
        found[row.pk] = _line(row, f"Ende: {row.run.definition.title}", why)
    return found


def events(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Events of participations."""
    found = ProgrammeEvent.objects.filter(pk__in=ids).select_related("participation__run__definition")
    rows = list(found.defer("note", "participation__run__definition__document"))
    programmes = documents({row.participation.run.definition_id for row in rows})
    return {
        row.pk: _line(
            row.participation,
            _discreet(row, programmes[row.participation.run.definition_id]),
            row.participation.run.definition.title,
        )
        for row in rows
    }


def _discreet(row: ProgrammeEvent, programme: Programme) -> str:
    """Where absences stay in the house, the timeline, which others read too, does not tell of them."""
    if row.kind.startswith("attendance.") and shield(programme):
        return "Kontakt im Programm"
    return event_words(row, programme)


def event_words(row: ProgrammeEvent, programme: Programme | None = None) -> str:
    """An event in German; a plan with its day, and what it is about. `programme` knows its modules by name."""
    known = vocabulary().event(row.kind)
    label = known.label if known else row.kind
    about = value_words(row, programme)
    label = f"{label}: {about}" if about else label
    planned = f" für den {german_date(row.planned_on)}" if row.planned_on else ""
    off = f", abgesagt am {german_date(row.called_off_on)}" if row.called_off_on else ""
    return f"{label}{planned}{off}"


def _rows(ids: list[uuid.UUID]) -> list[Participation]:
    rows = Participation.objects.filter(pk__in=ids).select_related("run__definition")
    return list(rows.defer("run__definition__document"))


def _line(row: Participation, title: str, line: str) -> dict[str, Any]:
    return {"title": title, "line": line, "url": reverse("programmes:participation", args=[row.pk])}
