"""Writes the people of the cohort into the tables of the rooms; a fixed number of statements."""

import datetime as dt
import json
import uuid
from collections.abc import Iterator, Mapping, Sequence

from rundblick.access import crypto
from rundblick.access.models import Team, User
from rundblick.consent.models import Consent
from rundblick.programmes.models import Participation, Run
from rundblick.referrals.models import Need, Referral
from rundblick.referrals.models import Step as WayStep
from rundblick.rehab.models import Application, Desk, Step, Talk
from rundblick.surveys.codes import ORDINARY, PROTECTED
from rundblick.surveys.models import Answers, Questionnaire, Survey
from tests.evaluation.bulk import Begun, door, outcome, store, take_part
from tests.evaluation.proaktiv_cohort.people import Somebody

TALKS_UNTIL = dt.date(2024, 10, 30)
"""Stichtag of what the pension insurance counted."""
HEALTH = frozenset({"koerper", "seele"})
FOREVER = dt.date(2035, 1, 1)
Pairs = list[tuple[Somebody, Participation]]
DAY = dt.timedelta(days=1)


def write(people: Sequence[Somebody], run: Run, coaches: Mapping[str, tuple[User, Team]], asked: Questionnaire) -> None:
    """Everything about everybody; `coaches`: by site, who leads all of its cases. As worker, with a reason."""
    for site, (coach, team) in coaches.items():
        own = [one for one in people if one.site == site]
        rows = take_part(run, coach, team, [_begun(one) for one in own])
        crypto.load_keys([row.dossier_id for row in rows])
        pairs = list(zip(own, rows, strict=True))
        _consents([pair for pair in pairs if pair[0].research], coach)
        _surveys(pairs, coach, asked)
        store([outcome(row, kind, *_days(one, kept)) for one, row in pairs for kind, kept in one.outcomes])
        _ways(pairs, coach)
        _rehabilitation(pairs, coach)


def _begun(one: Somebody) -> Begun:
    return Begun(
        name=f"PA-{one.number:04d}",
        started=one.started,
        ended=one.ended,
        exit_code=one.exit_code,
        site=one.site,
        born=one.born,
        role=one.role,
    )


def _days(one: Somebody, kept: bool) -> tuple[dt.date, dt.date | None]:
    """On the last day, or soon after the first one for who is still there; what did not last ended after 100 days."""
    on = one.ended or one.started + 60 * DAY
    return on, None if kept else on + 100 * DAY


def _consents(pairs: Pairs, coach: User) -> None:
    """To research, to passing answers on, and to keep what is said about health, with the door it opens."""
    doors = [door(row, coach, [PROTECTED]) for _, row in pairs]
    store(doors)
    made: list[Consent] = []
    for (one, row), opened in zip(pairs, doors, strict=True):
        common = {
            "dossier_id": row.dossier_id,
            "person_id": row.person_id,
            "text_version": 1,
            "text_language": "de",
            "text_kind": "normal",
            "text_hash": "0" * 64,
            "how": "paper",
            "own": True,
            "guardian_outside": False,
            "explained_by": coach,
            "given_on": one.started,
            "valid_until": FOREVER,
        }
        made += [Consent(purpose=purpose, **common) for purpose in ("research", "survey_research")]
        made.append(Consent(purpose=PROTECTED, recipient=coach, grant=opened, **common))
    store(made)


def _surveys(pairs: Pairs, coach: User, asked: Questionnaire) -> None:
    surveys: list[Survey] = []
    answers: list[Answers] = []
    for one, row in pairs:
        assert row.person_id
        for wave in one.waves:
            on = _asked_on(one, wave)
            survey = Survey(
                dossier_id=row.dossier_id,
                person_id=row.person_id,
                participation_id=row.pk,
                questionnaire=asked,
                code=asked.code,
                wave=wave,
                respondent="self",
                mode="together",
                begun_on=on,
                completed_on=on,
                author=coach,
            )
            surveys.append(survey)
            answers += _said(survey, one.answers.get(wave, {}))
    store(surveys)
    store(answers)


def _asked_on(one: Somebody, wave: str) -> dt.date:
    if wave == "t1":
        return one.started + 7 * DAY
    if wave == "t2":
        return one.started + 366 * DAY
    assert one.ended
    return one.ended


def _said(survey: Survey, given: Mapping[str, int]) -> Iterator[Answers]:
    for topic, codes in ((PROTECTED, HEALTH), (ORDINARY, frozenset(given) - HEALTH)):
        content = {code: value for code, value in sorted(given.items()) if code in codes}
        yield Answers(
            dossier_id=survey.dossier_id,
            survey=survey,
            person_id=survey.person_id,
            topic=topic,
            content=json.dumps(content),
        )


def _ways(pairs: Pairs, coach: User) -> None:
    """A need, a way and its first appointment for every connection."""
    needs, ways, steps = [], [], []
    for one, row in pairs:
        for place, kind in enumerate(one.helps):
            own = {"dossier_id": row.dossier_id, "person_id": row.person_id}
            on = one.started + (20 + place) * DAY
            need = Need(area="health", since=on, **own)
            way = Referral(need=need, kind=kind, mode="together", begun_on=on, author=coach, **own)
            needs.append(need)
            ways.append(way)
            steps.append(WayStep(referral=way, state="first", on=on + 10 * DAY, company="alone", author=coach, **own))
    for rows in (needs, ways, steps):
        store(rows)


def _rehabilitation(pairs: Pairs, coach: User) -> None:
    desks, talks, applications, steps = [], [], [], []
    for one, row in pairs:
        own = {"dossier_id": row.dossier_id, "person_id": row.person_id}
        if one.insurer:
            desks.append(Desk(since=one.started, insurer=one.insurer, **own))
        for place, kind in enumerate(one.talks):
            on = min(one.started + (30 + place) * DAY, TALKS_UNTIL)
            present = ["agency", "coach"] if kind == "case" else ["agency", "coach", "person"]
            talks.append(Talk(format=kind, on=on, present=present, result="talk", author=coach, **own))
        for kind, old in one.applications:
            on = one.started + 40 * DAY
            made = Application(kind=kind, opened_on=on, old_case=old, last_on=on, author=coach, **own)
            applications.append(made)
            steps.append(Step(application=made, milestone="submitted", on=on, author=coach, **own))
    for rows in (desks, talks, applications, steps):
        store(rows)


def ids_of_research(run: Run) -> set[uuid.UUID]:
    """Participations that are in the research: with at least one survey."""
    return set(Survey.objects.filter(participation__run=run).values_list("participation_id", flat=True))
