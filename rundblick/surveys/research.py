"""What research may have: rows under a random number, and how many said no. Pure data; whoever exports writes files.

Nothing in a row leads back: the number is drawn once per participation and project and kept where only the worker
reads it, rows are sorted by it, and they carry no day, no id, no place and no free word. Consent to research is another
row in another room and is not copied here; who gave none is a number and nothing else (PRO AKTIV, rows 188, 191-193).
"""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from rundblick.consent.models import Consent
from rundblick.surveys import queries, rules
from rundblick.surveys.codes import UNKNOWN, UNWILLING
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.models import ResearchKey, Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.rules import Answer, Asking, Missing
from rundblick.web.clock import now

PURPOSE = "survey_research"
"""The consent that answers may go to research; about health too, which the general consent to research does not say."""

Person = tuple[uuid.UUID, uuid.UUID]
"""Dossier and person: a consent holds in the household in which it was given."""

Cell = int | str
"""A point of the scale, or in words why there is none: unknown, unwilling, open, skipped, no_consent."""


@dataclass(frozen=True, order=True)
class ResearchRow:
    """One survey without anything that says whose it is."""

    key: str
    questionnaire: str
    version: int
    wave: str
    respondent: str
    values: Mapping[str, Cell] = field(compare=False)


@dataclass(frozen=True)
class Research:
    """What a project gets on a day. `not_consenting`: how many answered and did not agree to research."""

    project: str
    as_of: dt.date
    rows: tuple[ResearchRow, ...]
    not_consenting: int
    codebooks: tuple[Questionnaire, ...]


def research_rows(project: str, as_of: dt.date) -> Research:
    """The rows of all surveys completed by that day (inclusive) in a programme, of those who agreed on that day.

    `project`: code of the programme. Runs as worker: no door is asked, so the caller checks the right to export.
    Answers about health are in it only while the person's protected area is open to somebody. Draws numbers that are
    missing, so it writes; a fixed number of queries otherwise.
    """
    surveys = list(
        Survey.objects.filter(
            participation__run__definition__code=project, completed_on__isnull=False, completed_on__lte=as_of
        ).select_related("participation")
    )
    people = {(row.dossier_id, row.person_id) for row in surveys}
    willing = agreed(people, as_of)
    kept = [row for row in surveys if (row.dossier_id, row.person_id) in willing]
    numbers = _numbers(project, kept)
    read = documents({row.questionnaire_id for row in kept})
    given = queries.answers_of(kept)
    open_ = health_open(kept)
    rows = [
        ResearchRow(
            key=numbers[_place(row)],
            questionnaire=row.code,
            version=read[row.questionnaire_id].version,
            wave=row.wave,
            respondent=row.respondent,
            values=values(
                read[row.questionnaire_id],
                Asking(
                    wave=row.wave,
                    view=row.respondent,
                    protected=given[row.pk].protected and (row.dossier_id, row.person_id) in open_,
                ),
                given[row.pk].answers,
            ),
        )
        for row in kept
    ]
    books = sorted(read.values(), key=lambda one: (one.code, one.version))
    return Research(project, as_of, tuple(sorted(rows)), len(people - willing), tuple(books))


def values(document: Questionnaire, asking: Asking, answers: Mapping[str, Answer]) -> dict[str, Cell]:
    """The cells of one survey: every question marked for research, and nothing else. Pure."""
    there = {item.code for item in rules.asked(document, asking, answers)}
    found: dict[str, Cell] = {}
    for item in document.items:
        if not item.research or item.scale is None:
            continue
        why = rules.why_missing(item, asking, answers, there)
        found[item.code] = answers[item.code] if why is None else _CODES[why]
    return found


_CODES = {
    Missing.OPEN: "open",
    Missing.UNKNOWN: UNKNOWN,
    Missing.UNWILLING: UNWILLING,
    Missing.SKIPPED: "skipped",
    Missing.NO_CONSENT: "no_consent",
}


def agreed(people: set[Person], as_of: dt.date) -> set[Person]:
    """Those whose consent to research holds on that day and was not withdrawn since."""
    rows = Consent.objects.filter(
        Q(withdrawn_at__isnull=True) & (Q(superseded_at__isnull=True) | Q(superseded_at__date__gt=as_of)),
        purpose=PURPOSE,
        person_id__in={person for _, person in people},
        given_on__lte=as_of,
        valid_until__gt=as_of,
    )
    held = set(rows.values_list("dossier_id", "person_id"))
    return people & held


def health_open(surveys: list[Survey]) -> set[Person]:
    """Whose protected area is open to anybody now: a consent that ended takes these answers out at once."""
    rows = Consent.objects.filter(
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
        purpose="protected",
        person_id__in={row.person_id for row in surveys},
        grant__isnull=False,
    ).select_related("grant")
    return {
        (row.dossier_id, row.person_id)
        for row in rows
        if row.grant is not None and (row.grant.valid_until is None or row.grant.valid_until > now())
    }


def _place(row: Survey) -> tuple[uuid.UUID, uuid.UUID | None]:
    """What a number stands for: a participation, and the member where the household takes part as a whole."""
    assert row.participation is not None
    return row.participation.pk, row.person_id if row.participation.person_id is None else None


def _numbers(project: str, surveys: list[Survey]) -> dict[tuple[uuid.UUID, uuid.UUID | None], str]:
    """The number of each participation, drawn at random where there is none yet."""
    wanted = {_place(row) for row in surveys}
    rows = ResearchKey.objects.filter(project=project, participation_id__in={place for place, _ in wanted})
    found = {(row.participation_id, row.member): row.key for row in rows}
    fresh = [
        ResearchKey(project=project, participation_id=place, member=member, key=secrets.token_hex(8))
        for place, member in wanted - set(found)
    ]
    # In the order of the numbers, so that not even the order of the table says who came first.
    for row in ResearchKey.objects.bulk_create(sorted(fresh, key=lambda row: row.key)):
        found[row.participation_id, row.member] = row.key
    return found
