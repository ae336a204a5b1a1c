"""Verbs of the room. They run in the caller's transaction and name their reason."""

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry, User
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.surveys import publishing, rules
from rundblick.surveys.codes import ORDINARY, PROTECTED, Mode, Respondent
from rundblick.surveys.definition import Questionnaire as Document
from rundblick.surveys.models import Answers, Questionnaire, Survey
from rundblick.surveys.queries import opened, out_of_reach
from rundblick.surveys.rules import Answer
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

DONE = "survey_done"

TWICE = "Diese Befragung gibt es schon. Sie finden sie in der Liste."
NOTHING = "Noch ist nichts beantwortet. Ein „möchte ich nicht sagen“ zählt auch als Antwort."
AHEAD = "Dieser Tag liegt in der Zukunft."
OVER = "Diese Befragung ist abgeschlossen. Zum Berichtigen öffnen Sie sie wieder."
LOCKED = (
    "Hier liegen Antworten zur Gesundheit, die ohne Einwilligung niemand öffnen kann. "
    "Löschen Sie diese zuerst, oder bitten Sie um eine neue Einwilligung."
)


@dataclass(frozen=True, kw_only=True)
class Beginning:
    """What a new survey is: questionnaire, wave, view, how it is answered, and from which participation it counts."""

    code: str
    wave: str
    respondent: str
    mode: str = Mode.TOGETHER
    language: str = "de"
    participation_id: uuid.UUID | None = None
    on: dt.date | None = None


def begin(*, case: Case, person_id: uuid.UUID, author: User, what: Beginning, token: uuid.UUID | None = None) -> Survey:
    """Begin a survey of one member in one wave. `token` becomes its id, so that a form sent twice makes one.

    Later waves stay on the version the first one was asked with, so that they can be compared. Being early or late only
    warns, on the page. Raises Refused for an unknown questionnaire, wave or view, for a wave before the one it
    requires, a second survey of the same wave, somebody outside of the household, or a day that cannot be.
    """
    day = what.on or today()
    if day > today():
        raise Refused(AHEAD)
    members_only(case.pk, [person_id], on=day)
    rows: Any = Survey.objects.filter(dossier_id=case.pk, person_id=person_id, code=what.code)
    before = list(rows.filter(participation_id=what.participation_id).order_by("begun_on", "pk"))
    if token is not None and (twin := next((row for row in before if row.pk == token), None)) is not None:
        return twin
    row, document = _version(what.code, before)
    wave = document.wave(what.wave)
    if wave is None or what.respondent not in document.respondents:
        raise Refused("Diesen Zeitpunkt oder diese Sicht hat der Fragebogen nicht.")
    _check_order(document, what, before, day)
    survey = Survey(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        participation_id=what.participation_id,
        questionnaire=row,
        code=document.code,
        wave=wave.code,
        respondent=what.respondent,
        mode=what.mode,
        language=what.language if what.language in ("de", *document.languages) else "de",
        begun_on=day,
        author=author,
    )
    with reason("surveys.begin"):
        try:
            with transaction.atomic():
                survey.save(force_insert=True)
        except IntegrityError as twice:
            raise Refused(TWICE) from twice
    facts_changed([case.pk])
    return survey


def _version(code: str, before: list[Survey]) -> tuple[Questionnaire, Document]:
    """The version the run began with, else the newest one, published now if nobody has begun it yet."""
    if before:
        row = Questionnaire.objects.defer("document").get(pk=before[0].questionnaire_id)
        return row, publishing.document(row)
    newest = publishing.offered().get(code)
    if newest is None:
        raise Refused("Diesen Fragebogen gibt es hier nicht.")
    return newest.row or publishing.publish(newest.document), newest.document


def _check_order(document: Document, what: Beginning, before: list[Survey], day: dt.date) -> None:
    mine = [row for row in before if row.respondent == what.respondent]
    if any(row.wave == what.wave for row in mine):
        raise Refused(TWICE)
    wave = document.wave(what.wave)
    assert wave is not None
    done = {row.wave: row.completed_on for row in mine if row.completed_on}
    if refused := rules.refusal(document, wave, completed=done):
        raise Refused(refused)
    first = done.get(wave.requires or "")
    if first is not None and day < first:
        raise Refused(f"Davor wurde am {german_date(first)} gefragt. Dieser Tag liegt noch früher.")


def save(
    *, survey: Survey, author: User, version: int, said: Mapping[str, Answer | None], protected: bool = False
) -> Survey:
    """Keep some answers; the others stay as they are, and None takes an answer back. Nothing has to be complete.

    `protected`: the author's door to answers about health is open for writing; without it they are refused. Raises
    Refused once the survey is complete, Stale when somebody saved other answers to these questions meanwhile.
    """
    document = publishing.document(survey.questionnaire)
    known = {item.code: item for item in document.items}
    parts: dict[str, dict[str, Answer | None]] = {}
    for code, answer in said.items():
        item = known.get(code)
        if item is None:
            raise Refused("Diese Frage hat der Fragebogen nicht.")
        parts.setdefault(PROTECTED if item.sensitive else ORDINARY, {})[code] = answer
    if PROTECTED in parts and not protected:
        raise Refused("Fragen zur Gesundheit brauchen eine Einwilligung.")
    with reason("surveys.save"):
        held = _held(survey)
        rows = {row.topic: row for row in Answers.objects.filter(survey=held, topic__in=list(parts))}
        if held.version != version:
            _check_meanwhile(held, rows, said)
        changed = [_write(held, rows.get(topic), topic, part) for topic, part in parts.items()]
        if any(changed):
            held.version += 1
            held.author = author
            held.save(update_fields=["version", "author"])
    return held


def _check_meanwhile(held: Survey, rows: Mapping[str, Answers], said: Mapping[str, Answer | None]) -> None:
    """Raise Stale when a question on this page was answered otherwise meanwhile."""
    stored: dict[str, Answer] = {}
    for row in rows.values():
        stored.update(opened(row.content))
    if any(code in stored and stored[code] != answer for code, answer in said.items()):
        raise Stale(held)


def _write(survey: Survey, row: Answers | None, topic: str, part: Mapping[str, Answer | None]) -> bool:
    """Put answers into the sealed object of a topic; whether anything changed. An empty object is not kept."""
    before = opened(row.content) if row else {}
    after = {code: answer for code, answer in (before | dict(part)).items() if answer is not None}
    if after == before:
        return False
    if row is None:
        row = Answers(dossier_id=survey.dossier_id, person_id=survey.person_id, survey=survey, topic=topic)
    if not after:
        row.delete()
        return True
    row.content = json.dumps(after, sort_keys=True, ensure_ascii=False)
    row.written_at = now()
    row.save()
    return True


def complete(*, survey: Survey, author: User, on: dt.date | None = None) -> Survey:
    """Nothing more is asked; questions left open stay open. Twice is once.

    The programme learns that this wave is done. Raises Refused when nothing at all was answered, or for a day before
    the survey began or ahead.
    """
    day = on or today()
    if day > today():
        raise Refused(AHEAD)
    with reason("surveys.complete"):
        held = _held(survey, also_done=True)
        if held.completed_on is not None:
            return held
        if day < held.begun_on:
            raise Refused(f"Begonnen wurde am {german_date(held.begun_on)}. Dieser Tag liegt davor.")
        if not Answers.objects.filter(survey=held).exists():
            raise Refused(NOTHING)
        held.completed_on = day
        held.author = author
        held.version += 1
        held.save(update_fields=["completed_on", "author", "version"])
        timeline.record(
            dossier_id=held.dossier_id,
            at=at_noon(day),
            kind=DONE,
            topic=ORDINARY,
            object_id=held.pk,
            author_id=author.pk,
            subject_id=held.person_id,
        )
    facts_changed([held.dossier_id])
    return held


def reopen(*, survey: Survey) -> Survey:
    """Open a completed survey to correct an answer. Raises Refused while a later wave rests on it."""
    document = publishing.document(survey.questionnaire)
    later = [wave.code for wave in document.waves if wave.requires == survey.wave]
    with reason("surveys.reopen"):
        held = _held(survey, also_done=True)
        if held.completed_on is None:
            return held
        every: Any = Survey.objects
        rests = every.filter(
            dossier_id=held.dossier_id,
            person_id=held.person_id,
            code=held.code,
            participation_id=held.participation_id,
            respondent=held.respondent,
            wave__in=later,
        )
        held.completed_on = None
        held.version += 1
        if rests.exists():
            raise Refused("Es gibt schon eine spätere Befragung, die darauf aufbaut.")
        held.save(update_fields=["completed_on", "version"])
        TimelineEntry.objects.filter(dossier_id=held.dossier_id, kind=DONE, object_id=held.pk).delete()
    facts_changed([held.dossier_id])
    return held


def discard(*, survey: Survey) -> None:
    """Take a survey back that was begun by mistake; its history remains. Raises Refused once it is complete."""
    with reason("surveys.discard"):
        held = _held(survey)
        if out_of_reach(held.dossier_id, held.person_id):
            raise Refused(LOCKED)
        dossier_id = held.dossier_id
        held.delete()
    facts_changed([dossier_id])


def erase_health(*, dossier_id: uuid.UUID, person_id: uuid.UUID) -> int:
    """After the consent has ended: erase a member's answers about health with their history and drafts, for good.

    Answers of how many surveys went. Raises Refused when there are none out of reach, as when a door is open again.
    """
    with reason("surveys.erase_health"), connection.cursor() as cursor:
        cursor.execute("SELECT surveys_erase_protected(%s, %s)", [dossier_id, person_id])
        removed = int(cursor.fetchone()[0])
    if not removed:
        raise Refused("Hier gibt es nichts mehr zu löschen.")
    return removed


def _held(survey: Survey, *, also_done: bool = False) -> Survey:
    """The survey under lock. Raises Refused when it is gone or complete."""
    rows = Survey.objects.select_for_update(of=("self",)).select_related("questionnaire")
    held = rows.defer("questionnaire__document").filter(pk=survey.pk).first()
    if held is None:
        raise Refused("Diese Befragung gibt es nicht mehr.")
    if held.completed_on is not None and not also_done:
        raise Refused(OVER)
    return held


def views_of(document: Document) -> list[tuple[str, str]]:
    """The views a questionnaire has, with their words."""
    return [(code, str(Respondent(code).label)) for code in document.respondents]
