"""What figures about many may be made of: who was asked in a run how often, and first and last values of a score.

Only of people who agreed to research with their answers (`survey_research`), on the day and today; the others are a
number. Answers about health besides only while the person's protected area is open to somebody (decision 49). Runs as
worker: no door is asked, and the caller hides small cells.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rundblick.surveys import queries
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.queries import Given
from rundblick.surveys.research import agreed, health_open
from rundblick.surveys.rules import Asking, Scored, scores
from rundblick.surveys.variables import may_leave

Person = tuple[uuid.UUID, uuid.UUID]
Values = tuple[Fraction, Fraction]


class Without(StrEnum):
    """Why a pair has no two values, in the words of a report."""

    VERSION = "mit zwei Fassungen des Fragebogens"
    SCALE = "mit einer anderen Skala"
    ANSWER = "ohne Antwort oder ohne Einwilligung zu Fragen der Gesundheit"


@dataclass(frozen=True, slots=True)
class Asked:
    """One person of a run: the completed surveys in the own view, one per wave in the order of the questionnaire.

    `pair`: the first wave, and the last later one that was completed on or after it.
    """

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    surveys: tuple[Survey, ...]
    pair: tuple[Survey, Survey] | None
    willing: bool

    @property
    def pattern(self) -> tuple[str, ...]:
        """In which waves somebody was asked."""
        return tuple(one.wave for one in self.surveys)


@dataclass(frozen=True, slots=True)
class Panel:
    """Everybody who was asked in a run, by person. `waves`: code -> label, in the order of the newest questionnaire."""

    people: Mapping[uuid.UUID, Asked]
    waves: Mapping[str, str]
    books: Mapping[uuid.UUID, Questionnaire]
    given: Mapping[uuid.UUID, Given]
    health: Collection[Person]

    @property
    def evaluated(self) -> list[Asked]:
        """Those whose answers may be counted."""
        return [one for one in self.people.values() if one.willing]

    def values(self, score: str, *, lowest: int, highest: int) -> dict[uuid.UUID, Values | Without]:
        """First and last value of a score per person with a pair, or why there are none.

        `lowest`, `highest`: the ends of the scale that is counted; answers on another scale are not mixed with it.
        """
        return {
            one.person_id: self._values(one.pair, score, (lowest, highest))
            for one in self.evaluated
            if one.pair is not None
        }

    def _values(self, pair: tuple[Survey, Survey], score: str, ends: tuple[int, int]) -> Values | Without:
        first, last = pair
        if first.questionnaire_id != last.questionnaire_id:
            return Without.VERSION
        document = self.books[first.questionnaire_id]
        if not any(rule.code == score and may_leave(document, rule) for rule in document.scores):
            return Without.ANSWER
        before, after = (self._scored(document, survey)[score] for survey in pair)
        if (before.lowest, before.highest) != ends:
            return Without.SCALE
        if before.value is None or after.value is None:
            return Without.ANSWER
        return before.value, after.value

    def _scored(self, document: Questionnaire, survey: Survey) -> dict[str, Scored]:
        given = self.given[survey.pk]
        protected = given.protected and (survey.dossier_id, survey.person_id) in self.health
        asking = Asking(wave=survey.wave, view=survey.respondent, protected=protected)
        return scores(document, asking, given.answers)


def panel(run_id: uuid.UUID, code: str, as_of: dt.date) -> Panel:
    """Who was asked with a questionnaire in a run, up to that day (inclusive). At most six queries.

    Of several surveys of one wave (a person in two households) the earliest counts.
    """
    rows = list(
        Survey.objects.filter(
            participation__run_id=run_id,
            participation__started_on__lte=as_of,
            code=code,
            respondent=Respondent.SELF,
            completed_on__isnull=False,
            completed_on__lte=as_of,
        ).order_by("completed_on", "pk")
    )
    books = documents({row.questionnaire_id for row in rows})
    newest = max(books.values(), key=lambda one: one.version, default=None)
    by_person: dict[uuid.UUID, dict[str, Survey]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, {}).setdefault(row.wave, row)
    willing = agreed({(row.dossier_id, row.person_id) for row in rows}, as_of)
    people = {
        person_id: asked(person_id, own, books, willing) for person_id, own in sorted(by_person.items(), key=_by_id)
    }
    paired = [survey for one in people.values() if one.willing and one.pair for survey in one.pair]
    return Panel(
        people=people,
        waves={wave.code: wave.label for wave in newest.waves} if newest else {},
        books=books,
        given=queries.answers_of(paired),
        health=health_open(paired),
    )


def _by_id(pair: tuple[uuid.UUID, object]) -> str:
    return str(pair[0])


def asked(
    person_id: uuid.UUID,
    own: Mapping[str, Survey],
    books: Mapping[uuid.UUID, Questionnaire],
    willing: Collection[Person],
) -> Asked:
    first_of_all = next(iter(own.values()))
    order = [wave.code for wave in books[first_of_all.questionnaire_id].waves]
    surveys = sorted(own.values(), key=lambda one: (order.index(one.wave) if one.wave in order else 99, one.wave))
    # In two households somebody may agree in one and not in the other: then nothing of either is counted.
    says_yes = all((one.dossier_id, person_id) in willing for one in surveys)
    return Asked(first_of_all.dossier_id, person_id, tuple(surveys), _pair(surveys, order), says_yes)


def _pair(surveys: list[Survey], order: list[str]) -> tuple[Survey, Survey] | None:
    first = surveys[0]
    if not order or first.wave != order[0] or first.completed_on is None:
        return None
    later = [one for one in surveys[1:] if one.completed_on and one.completed_on >= first.completed_on]
    return (first, later[-1]) if later else None
