"""From a figure to the records in it, as far as the reader's doors lead."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rundblick.access import crypto, hooks
from rundblick.access.context import Context
from rundblick.evaluation.models import ReportRecord, ReportSnapshot
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Sheet
from rundblick.journeys.wordings import wording_of
from rundblick.people import queries as people
from rundblick.people.spelling import fold
from rundblick.programmes.models import Participation
from rundblick.surveys.models import Survey
from rundblick.web.german import NOTHING, german_date
from rundblick.web.parts import Cell, Column, Table
from rundblick.work.models import Outcome, Situation, Sponsorship
from rundblick.work.taxonomy import taxonomy

MOST = 200
"""How many records one page lists."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """The records of a figure this person may open. `number`: how many these are; the table lists at most MOST."""

    table: Table
    number: int
    dossiers: list[uuid.UUID]


def drill(context: Context, snapshot: ReportSnapshot, place: int) -> Drilled:
    """The visible records of the figure at a place; a handful of queries, however many there are."""
    rows = list(
        ReportRecord.objects.visible_to(context).filter(snapshot=snapshot, place=place).order_by("dossier_id", "pk")
    )
    shown = rows[:MOST]
    dossiers = list(dict.fromkeys(row.dossier_id for row in shown))
    labels = people.labels(dossiers, snapshot.as_of)
    members = people.memberships_of(dossiers)
    names = {member.person.pk: member.name for own in members.values() for member in own}
    details = _details(shown)

    def place_of(row: ReportRecord) -> tuple[str, str]:
        return fold(labels.get(row.dossier_id, "")), fold(names.get(row.person_id, "") if row.person_id else "")

    table = Table(
        caption="Fälle in dieser Zahl, auf die Sie Zugriff haben",
        columns=[Column(label="Fall"), Column(label="Person"), Column(label="Eintrag")],
        rows=[
            [
                Cell(text=labels.get(row.dossier_id) or "Fall", url=hooks.case_url(row.dossier_id)),
                names.get(row.person_id, NOTHING) if row.person_id else "Haushalt",
                details.get(row.object_id, ""),
            ]
            for row in sorted(shown, key=place_of)
        ],
    )
    return Drilled(table, len(rows), dossiers)


Details = Callable[[list[uuid.UUID]], dict[uuid.UUID, str]]


def _details(rows: Iterable[ReportRecord]) -> dict[uuid.UUID, str]:
    """What stands in the records, one query per kind; what was erased or closed since has no words."""
    by_kind: dict[str, list[ReportRecord]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    found: dict[uuid.UUID, str] = {}
    for kind, own in by_kind.items():
        if kind in DETAILS:
            crypto.load_keys([row.dossier_id for row in own])
            found |= DETAILS[kind]([row.object_id for row in own])
    return found


def _participations(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Participation.objects.filter(pk__in=ids)
    return {row.pk: f"nimmt teil seit {german_date(row.started_on)}" for row in rows}


def _sheets(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Sheet.objects.filter(pk__in=ids).defer("title")
    return {row.pk: journey.title for row in rows if (journey := wording_of(row))}


def _applications(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Application.objects.filter(pk__in=ids).select_related("sheet")
    return {
        row.pk: f"Antrag vom {german_date(row.applied_on)}: {_track(wording_of(row.sheet), row.track)}" for row in rows
    }


def _track(journey: Journey | None, code: str) -> str:
    return next((track.label for track in journey.tracks if track.code == code), code) if journey else code


def _outcomes(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    kinds = {kind.code: kind.label for kind in taxonomy().kinds}
    return {
        row.pk: f"{kinds.get(row.kind, row.kind)} ab {german_date(row.achieved_on)}: {row.title or 'ohne Bezeichnung'}"
        for row in Outcome.objects.filter(pk__in=ids)
    }


def _sponsorships(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Sponsorship.objects.filter(pk__in=ids).defer("note")
    return {row.pk: f"Patenschaft seit {german_date(row.began_on)}" for row in rows}


def _situations(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Situation.objects.filter(pk__in=ids)
    return {row.pk: f"{row.get_kind_display()} seit {german_date(row.valid_from)}" for row in rows}


def _surveys(ids: list[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Survey.objects.filter(pk__in=ids).select_related("questionnaire").defer("questionnaire__document")
    return {row.pk: f"{row.questionnaire.title}, abgeschlossen am {german_date(row.completed_on)}" for row in rows}


DETAILS: dict[str, Details] = {
    "participation": _participations,
    "journey": _sheets,
    "application": _applications,
    "outcome": _outcomes,
    "sponsorship": _sponsorships,
    "situation": _situations,
    "survey": _surveys,
}
