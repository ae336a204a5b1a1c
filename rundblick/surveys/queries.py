"""Set-based reads for pages and other rooms."""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from rundblick.access import crypto
from rundblick.access.context import Context
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation
from rundblick.programmes.publishing import documents as programmes_of
from rundblick.surveys.codes import PROTECTED, Respondent
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.models import Answers, Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.rules import Answer, Asking, Scored, scores


def surveys_of(
    context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, until: dt.date | None = None
) -> list[Survey]:
    """All surveys of one member, the earliest first; with `until` as they stood on that day. One query."""
    rows = Survey.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    rows = rows.select_related("questionnaire", "participation__run__definition", "own_sheet")
    rows = rows.defer("questionnaire__document", "participation__run__definition__document")
    found = [row for row in rows.order_by("begun_on", "pk") if until is None or row.begun_on <= until]
    for row in found:
        if until is not None and row.completed_on is not None and row.completed_on > until:
            row.completed_on = None
    return found


@dataclass(frozen=True)
class Given:
    """The answers of a survey that are open to the reader. `protected`: whether those about health are."""

    answers: Mapping[str, Answer]
    protected: bool


def answers_of(surveys: Collection[Survey], context: Context | None = None) -> dict[uuid.UUID, Given]:
    """What was answered, by survey; without a context all that the database shows. One query, one for the keys."""
    rows: Any = Answers.objects.all() if context is None else Answers.objects.visible_to(context)
    ids = [survey.pk for survey in surveys]
    crypto.load_keys([survey.dossier_id for survey in surveys])
    found: dict[uuid.UUID, tuple[dict[str, Answer], bool]] = {pk: ({}, False) for pk in ids}
    for row in rows.filter(survey_id__in=ids).order_by("pk"):
        answers, protected = found[row.survey_id]
        answers.update(opened(row.content))
        found[row.survey_id] = answers, protected or row.topic == PROTECTED
    return {pk: Given(answers, protected) for pk, (answers, protected) in found.items()}


def opened(content: str | None) -> dict[str, Answer]:
    """Sealed content as answers; nothing once the key of the dossier is gone."""
    try:
        read = json.loads(content or "{}")
    except ValueError:
        return {}
    return dict(read) if isinstance(read, dict) else {}


def out_of_reach(dossier_id: uuid.UUID, person_id: uuid.UUID) -> int:
    """How many surveys hold answers about health that no door opens any more; 0 for who does not lead the case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT surveys_out_of_reach(%s, %s)", [dossier_id, person_id])
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Taking:
    """A participation as waves count from it, with the tools its definition works with.

    `end`: the real last day, else the planned one, None without either. `asks`: events its own deadlines wait for.
    """

    row: Participation
    title: str
    tools: frozenset[str]
    start: dt.date
    end: dt.date | None
    asks: frozenset[str]


def takings(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Taking]:
    """The member's participations that have begun, the latest first. At most two queries."""
    rows = Participation.objects.visible_to(context).filter(
        Q(person_id=person_id) | Q(person__isnull=True), dossier_id=dossier_id, started_on__isnull=False
    )
    rows = rows.select_related("run__definition").defer("run__definition__document")
    return takings_from(rows.order_by("-started_on", "pk"))


def _planned_end(programme: Programme, start: dt.date) -> dt.date | None:
    longest = programme.time.duration
    return longest.by.after(start, programme.state) if longest else None


def takings_from(rows: Iterable[Participation]) -> list[Taking]:
    """The same for participations that were read already. At most one query."""
    found = list(rows)
    programmes = programmes_of({row.run.definition_id for row in found})
    made = []
    for row in found:
        programme = programmes[row.run.definition_id]
        assert row.started_on
        made.append(
            Taking(
                row=row,
                title=programme.title,
                tools=frozenset(use.code for use in programme.instruments),
                start=row.started_on,
                end=row.ended_on or _planned_end(programme, row.started_on),
                asks=frozenset(event for rule in programme.time.deadlines for event in rule.done_by),
            )
        )
    return made


def scores_of(
    person_ids: Collection[uuid.UUID],
    *,
    code: str,
    wave: str,
    respondent: str = Respondent.SELF,
    as_of: dt.date | None = None,
) -> dict[uuid.UUID, dict[str, Scored]]:
    """The scores of many persons in one wave of a questionnaire, for tables of change: {person: {score: Scored}}.

    Of surveys completed by `as_of` (inclusive) alone; with several of one person (in two programmes) the earliest.
    A fixed number of queries. Runs with what the database shows: as worker for reports, whose caller hides small cells.
    """
    rows = Survey.objects.filter(
        person_id__in=list(person_ids), code=code, wave=wave, respondent=respondent, completed_on__isnull=False
    )
    if as_of is not None:
        rows = rows.filter(completed_on__lte=as_of)
    earliest: dict[uuid.UUID, Survey] = {}
    for row in rows.order_by("completed_on", "pk"):
        earliest.setdefault(row.person_id, row)
    read = documents({row.questionnaire_id for row in earliest.values()})
    given = answers_of(list(earliest.values()))
    return {person: scored(read[row.questionnaire_id], row, given[row.pk]) for person, row in earliest.items()}


def scored(document: Questionnaire, survey: Survey, given: Given) -> dict[str, Scored]:
    """All scores of a survey from the answers that are open."""
    asking = Asking(wave=survey.wave, view=survey.respondent, protected=given.protected)
    return scores(document, asking, given.answers)
