"""Verbs of the room. They run in the caller's transaction."""

import datetime as dt
import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, connection, transaction

from rundblick.access import crypto
from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.access.tokens import digest
from rundblick.calendar.errors import Refused
from rundblick.feedback.catalogue import Sheet
from rundblick.feedback.codes import Way
from rundblick.feedback.content import code_digest, counted_as, sealed, sealed_for_coach
from rundblick.feedback.models import KEPT_FOR, Ask, TalkFeedback
from rundblick.feedback.queries import Behind, OwnTalk
from rundblick.web.clock import now, today

VALID_FOR = dt.timedelta(days=14)
CODE_FOR = dt.timedelta(minutes=30)
ASKS_KEPT_FOR = dt.timedelta(days=30)
_TRIES = 5
TWICE = "Zu diesem Gespräch gibt es schon eine Rückmeldung."


@dataclass(frozen=True)
class Content:
    """What somebody said with one form: numbers by statement, without those left out, and words."""

    sheet: Sheet
    answers: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""

    @property
    def numbers(self) -> str:
        """The numbers as the database takes them."""
        return json.dumps(dict(self.answers))


@dataclass(frozen=True)
class Asked:
    """An invitation with what is shown this once: the secret of its link, and the code for the tablet."""

    ask: Ask
    secret: str = ""
    code: str = ""


def ask(
    *, dossier_id: uuid.UUID, person_id: uuid.UUID, coach: User, on: dt.date, token: uuid.UUID | None = None
) -> Asked:
    """Ask somebody once how this talk was; what was open about the same talk ends.

    Secret and code are "" where the same form made it before. Raises Refused for a day ahead, one that is long past,
    or a talk that has its answer.
    """
    if not today() - VALID_FOR <= on <= today():
        raise Refused("Fragen Sie nach einem Gespräch der letzten zwei Wochen.")
    if _answered(dossier_id, person_id, coach.pk, on):
        raise Refused(TWICE)
    for _ in range(_TRIES):
        made = _asked(dossier_id, person_id, coach, on, token)
        if made is not None:
            return made
    raise Refused("Gerade ist keine Zahl frei. Bitte versuchen Sie es noch einmal.")


def _asked(
    dossier_id: uuid.UUID, person_id: uuid.UUID, coach: User, on: dt.date, token: uuid.UUID | None
) -> Asked | None:
    """The invitation; None when its code is taken."""
    secret, code = secrets.token_urlsafe(32), f"{secrets.randbelow(1_000_000):06d}"
    row = Ask(
        pk=token or uuid.uuid4(),
        dossier_id=dossier_id,
        person_id=person_id,
        coach=coach,
        on=on,
        token_hash=digest(secret),
        code_hash=code_digest(code),
        code_until=now() + CODE_FOR,
        valid_until=now() + VALID_FOR,
    )
    with reason("feedback.ask"):
        try:
            saved = insert_once(row)
        except IntegrityError:
            return None
        if saved is not row:
            return Asked(saved)
        former = Ask.objects.filter(
            dossier_id=dossier_id, person_id=person_id, coach=coach, on=on, used_at__isnull=True
        )
        former.exclude(pk=row.pk).update(revoked_at=now(), code_hash=None)
    return Asked(row, secret, code)


def revoke(*, ask: Ask) -> None:
    """Link and code are worthless in this second. Twice is harmless."""
    with reason("feedback.revoke"):
        rows = Ask.objects.filter(pk=ask.pk, used_at__isnull=True, revoked_at__isnull=True)
        rows.update(revoked_at=now(), code_hash=None)


def answer(*, hashed: str, behind: Behind, content: Content) -> bool:
    """Somebody answers by link or code, with their name; False when it is over meanwhile."""
    row_id = uuid.uuid4()
    key = crypto.unwrap_key(behind.dossier_id, behind.master_id, behind.key)
    words = sealed_for_coach(content.comment, key=key, dossier_id=behind.dossier_id, row_id=row_id)
    return _ask(
        "SELECT feedback_answer(%s, %s, %s, %s, %s, %s)",
        [hashed, row_id, content.sheet.code, content.sheet.version, content.numbers, words],
    )


def say_on_own_page(*, talk: OwnTalk, content: Content) -> bool:
    """Somebody answers on the own page; False when the talk has its answer or the access ended."""
    row_id = uuid.uuid4()
    key = crypto.dossier_key(talk.dossier_id)
    words = sealed_for_coach(content.comment, key=key, dossier_id=talk.dossier_id, row_id=row_id)
    sheet = content.sheet
    said = [row_id, sheet.code, sheet.version, content.numbers, words]
    return _ask(
        "SELECT feedback_say(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [talk.dossier_id, talk.person_id, talk.coach_id, talk.on, *said],
    )


def take_back(row_id: uuid.UUID) -> bool:
    """The person takes back what they said; nothing of it stays. False when it is not theirs."""
    return _ask("SELECT feedback_take_back(%s)", [row_id])


def enter(
    *, dossier_id: uuid.UUID, person_id: uuid.UUID, coach: User, on: dt.date, content: Content, token: uuid.UUID
) -> TalkFeedback:
    """The coach enters an open answer from paper; sending it twice makes one. Raises Refused for a second answer."""
    row = TalkFeedback(
        pk=token,
        dossier_id=dossier_id,
        person_id=person_id,
        coach=coach,
        on=on,
        form=content.sheet.code,
        form_version=content.sheet.version,
        answers=dict(content.answers),
        comment=content.comment or None,
        way=Way.PAPER,
    )
    with reason("feedback.enter"):
        former = TalkFeedback.objects.filter(pk=token, dossier_id=dossier_id).first()
        if former is not None:
            return former
        if _answered(dossier_id, person_id, coach.pk, on):
            raise Refused(TWICE)
        return insert_once(row)


def remove_entry(*, row: TalkFeedback) -> None:
    """The coach removes what they entered from paper. Raises Refused for what the person sent themselves."""
    if row.way != Way.PAPER:
        raise Refused("Was die Person selbst geschickt hat, kann nur sie zurücknehmen.")
    with reason("feedback.remove"):
        row.delete()


def say_unnamed(*, house_id: uuid.UUID, content: Content, word: str = "", letter: str = "") -> bool:
    """An answer without a name; False where there is no such house."""
    sheet = content.sheet
    return _ask(
        "SELECT feedback_unnamed(%s, %s, %s, %s, %s, %s, %s)",
        [
            house_id,
            letter,
            sheet.code,
            sheet.version,
            content.numbers,
            sealed(content.comment),
            counted_as(word, house_id),
        ],
    )


def strike(words_id: uuid.UUID) -> bool:
    """Words without a name that name somebody are removed; the numbers stay. False when there is nothing to remove."""
    return _ask("SELECT feedback_strike(%s)", [words_id])


def erase_old() -> tuple[int, int]:
    """Remove what is kept no longer: (invitations, open answers). Runs as worker."""
    asks = Ask.objects.filter(valid_until__lt=now() - ASKS_KEPT_FOR).delete()[0]
    return asks, TalkFeedback.objects.filter(on__lt=today() - KEPT_FOR).delete()[0]


def _answered(dossier_id: uuid.UUID, person_id: uuid.UUID, coach_id: uuid.UUID, on: dt.date) -> bool:
    rows = TalkFeedback.objects.filter(dossier_id=dossier_id, person_id=person_id, coach_id=coach_id, on=on)
    return rows.exists()


def _ask(statement: str, values: list[Any]) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.fetchone()[0])
