"""Set-based reads of the room. Row-level security holds underneath; the rest is asked of functions (`sql.py`)."""

import datetime as dt
import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from rundblick.access.context import Context
from rundblick.feedback.content import unsealed
from rundblick.feedback.models import Ask, TalkFeedback
from rundblick.feedback.rules import Said, Trend, trend

SHOWN = 40
"""Answers on a page; more than a coach and a person talk within the two years they are kept."""


@dataclass(frozen=True)
class Behind:
    """What an open link or code leads to. `coach`: whose name is shown; `key`: the dossier's key, still wrapped."""

    dossier_id: uuid.UUID
    house_id: uuid.UUID | None
    coach: str
    on: dt.date
    until: dt.datetime
    master_id: str
    key: bytes


def behind(hashed: str) -> Behind | None:
    """What waits behind the digest of a link or code; None where nothing does or it is over. One query."""
    rows = _call("SELECT * FROM feedback_behind(%s)", [hashed])
    if not rows:
        return None
    dossier, house, coach, happened, until, master, wrapped = rows[0]
    return Behind(dossier, house, coach, happened, until, master, bytes(wrapped))


def said_to(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[TalkFeedback]:
    """What this person said to the reader, the latest talk first. One query."""
    rows = TalkFeedback.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.order_by("-on", "-said_on", "pk")[:SHOWN])


def trends(context: Context, dossier_id: uuid.UUID) -> dict[uuid.UUID, tuple[int, Trend]]:
    """By person what they said to the reader comes to, with the number of answers. One query."""
    rows = TalkFeedback.objects.visible_to(context).filter(dossier_id=dossier_id)
    by_person: dict[uuid.UUID, list[Said]] = {}
    for row in rows.order_by("-on", "pk").only("person_id", "on", "answers")[: SHOWN * 4]:
        by_person.setdefault(row.person_id, []).append(Said(row.on, row.answers))
    return {person: (len(said), trend(said)) for person, said in by_person.items()}


def open_asks(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Ask]:
    """What this person was asked by the reader and has not answered. One query."""
    rows = Ask.objects.visible_to(context).filter(
        dossier_id=dossier_id, person_id=person_id, used_at__isnull=True, revoked_at__isnull=True
    )
    return [row for row in rows.order_by("-created_at", "pk")[:SHOWN] if row.open]


@dataclass(frozen=True)
class OwnTalk:
    """A talk about which the person may still say something on the own page."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    coach_id: uuid.UUID
    coach: str
    on: dt.date


def own_talks() -> list[OwnTalk]:
    """Talks of the caller's last weeks that wait for an answer, the latest first. One query."""
    return [OwnTalk(*row) for row in _call("SELECT * FROM feedback_talks()", [])]


def own_answers() -> list[TalkFeedback]:
    """What the caller said openly, to whichever coach, with `coach` loaded; the latest first. Two queries."""
    rows = TalkFeedback.objects.raw("SELECT * FROM feedback_told()").prefetch_related("coach")
    return sorted(rows, key=lambda row: (row.on, row.said_on), reverse=True)


def held_by_others(dossier_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether answers of this person are there that the caller does not read. One query."""
    return bool(_call("SELECT feedback_others(%s, %s)", [dossier_id, person_id])[0][0])


@dataclass(frozen=True)
class Words:
    """Something somebody wrote without a name."""

    pk: uuid.UUID
    text: str


@dataclass(frozen=True)
class Quarter:
    """What may be told of a closed quarter, one form and one kind of letter ("" = talks).

    `counts`: by statement how often each number was given; a statement with too few numbers is missing.
    """

    first: dt.date
    letter: str
    form: str
    version: int
    answers: int
    people: int
    counts: dict[str, dict[int, int]]
    words: list[Words]


def figures(house_id: uuid.UUID) -> list[Quarter]:
    """All that may be told of the caller's house, the latest quarter first. One query."""
    found = []
    for first, letter, form, version, answers, people, counts, words in _call(
        "SELECT * FROM feedback_figures(%s)", [house_id]
    ):
        numbers = {
            code: {int(number): times for number, times in times_of.items()} for code, times_of in _read(counts).items()
        }
        said = [Words(uuid.UUID(one["id"]), unsealed(one["sealed"])) for one in _read(words)]
        found.append(Quarter(first, letter, form, version, answers, people, numbers, said))
    return found


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _call(statement: str, values: Collection[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()
