"""What is due: the next wave of a questionnaire that was begun. First waves are asked for by programmes themselves."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from rundblick.programmes.models import Participation
from rundblick.surveys import rules
from rundblick.surveys.codes import ORDINARY, Respondent
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.queries import Taking, takings_from
from rundblick.web.german import german_date

RULE = "surveys.wave"
AHEAD = dt.timedelta(days=14)
"""Shown from two weeks before a window opens, so that a talk can be agreed on."""


def waves_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Waves whose time has come or comes soon, until their window closes. A fixed number of queries.

    What the questions are about stays out of the item. A wave the programme's own deadlines ask for is left to them.
    """
    rows = Survey.objects.filter(dossier_id__in=dossier_ids, respondent=Respondent.SELF, begun_on__lte=as_of)
    runs: dict[tuple[Any, ...], list[Survey]] = {}
    for row in rows.order_by("begun_on", "pk"):
        runs.setdefault((row.dossier_id, row.person_id, row.code, row.participation_id), []).append(row)
    read = documents({row.questionnaire_id for surveys in runs.values() for row in surveys})
    wanted = {key[3] for key in runs if key[3]}
    parts = Participation.objects.filter(pk__in=wanted, started_on__isnull=False).select_related("run")
    known = {taking.row.pk: taking for taking in takings_from(parts.order_by("pk"))} if wanted else {}
    found: list[dict[str, Any]] = []
    for key, surveys in runs.items():
        found += _of_run(surveys, read[surveys[0].questionnaire_id], known.get(key[3]), as_of)
    return found


def _of_run(
    surveys: Iterable[Survey], document: Questionnaire, taking: Taking | None, as_of: dt.date
) -> Iterator[dict[str, Any]]:
    rows = list(surveys)
    begun = {row.wave for row in rows}
    done = {row.wave for row in rows if row.completed_on and row.completed_on <= as_of}
    start = taking.start if taking else rows[0].begun_on
    for wave in document.waves:
        asked_elsewhere = taking is not None and wave.event in taking.asks
        if wave.code in begun or wave.requires is None or wave.requires not in done or asked_elsewhere:
            continue
        window = rules.window(wave, start=start, end=taking.end if taking else None)
        if window is None or not window.opens - AHEAD <= as_of <= window.closes:
            continue
        row = rows[0]
        yield {
            "dossier_id": row.dossier_id,
            "topic_code": ORDINARY,
            "person_id": row.person_id,
            "rule": RULE,
            "key": f"{row.pk}:{wave.code}",
            "kind": "ask",
            "label": "Noch einmal befragen",
            "explanation": f"Vorgesehen {german_date(window.opens)} bis {german_date(window.closes)}.",
            "due_on": window.closes,
            "last_useful_day": window.closes,
        }
