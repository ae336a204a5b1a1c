"""Scores as variables for research files: of people who agreed to this as well, and nothing else of them."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping

from rundblick.programmes.models import Participation
from rundblick.programmes.registries import ResearchColumn
from rundblick.statistics.rounding import round_half_up
from rundblick.surveys import queries
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Questionnaire, Score
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.research import agreed, health_open
from rundblick.surveys.rules import Asking, scores
from rundblick.surveys.shelf import shelf

GROUP = "Befragungen"
MISSING = "nicht befragt, zu wenige Antworten oder ohne Einwilligung in die Weitergabe der Antworten"


def columns() -> list[ResearchColumn]:
    """A variable per score and wave of the shipped questionnaires, in the person's own view."""
    return [
        ResearchColumn(
            code=_code(document, rule, wave.code),
            label=f"{document.title}: {rule.title.de}, {wave.label}",
            group=GROUP,
            source=f"Befragung {document.code}, eigene Sicht; {_ends(document, rule)}",
            missing=MISSING,
            sensitive=any(item.sensitive for item in document.items if item.code in rule.items),
            version=str(document.version),
            measure=_measure(document, rule),
            occasion=place,
        )
        for document in shelf().values()
        for rule in document.scores
        if may_leave(document, rule)
        for place, wave in enumerate(document.waves, start=1)
    ]


def values(participations: Collection[Participation], as_of: dt.date) -> dict[uuid.UUID, dict[str, str | int | None]]:
    """The scores of surveys completed by that day (inclusive); a fixed number of queries. As worker.

    The consent to research about programmes does not say that answers may go along; this asks for the one that does.
    Answers about health are there only while the person's protected area is open to somebody.
    """
    rows = list(
        Survey.objects.filter(
            participation_id__in=[one.pk for one in participations],
            respondent=Respondent.SELF,
            completed_on__isnull=False,
            completed_on__lte=as_of,
        )
    )
    allowed = agreed({(row.dossier_id, row.person_id) for row in rows}, as_of)
    rows = [row for row in rows if (row.dossier_id, row.person_id) in allowed]
    read, given, open_ = documents({row.questionnaire_id for row in rows}), queries.answers_of(rows), health_open(rows)
    found: dict[uuid.UUID, dict[str, str | int | None]] = {}
    for row in rows:
        document = read[row.questionnaire_id]
        protected = given[row.pk].protected and (row.dossier_id, row.person_id) in open_
        asking = Asking(wave=row.wave, view=row.respondent, protected=protected)
        scored = scores(document, asking, given[row.pk].answers)
        assert row.participation_id is not None
        own = found.setdefault(row.participation_id, {})
        for rule in document.scores:
            value = scored[rule.code].value
            if value is not None and may_leave(document, rule):
                own[_code(document, rule, row.wave)] = str(round_half_up(value, 2))
    return found


def evaluable() -> dict[str, tuple[str, ...]]:
    """Questionnaire -> its scores that figures about many may be made of: all their answers are marked for research."""
    return {
        code: tuple(rule.code for rule in document.scores if may_leave(document, rule))
        for code, document in shelf().items()
    }


def _code(document: Questionnaire, rule: Score, wave: str) -> str:
    return f"{_measure(document, rule)}_{wave}"


def _measure(document: Questionnaire, rule: Score) -> str:
    return f"survey_{document.code}_{rule.code}"


def may_leave(document: Questionnaire, rule: Score) -> bool:
    """Whether every answer that goes into the score is marked for research."""
    return all(item.research for item in document.items if item.code in rule.items)


def _ends(document: Questionnaire, rule: Score) -> str:
    found: Mapping[str, str] = {"mean": "Mittel", "sum": "Summe"}
    return f"{found[rule.rule]} aus {len(rule.items)} Antworten, mindestens {rule.at_least}"
