"""Answers people state about a person or a household (Angaben): each holds from a day until the next one.

Only what a target group may ask and no room computes; nothing about health, origin or anything presumed (design rules
5 and 11). Nothing is overwritten: a new answer ends the one before it, and what was wrong stays in the history.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from rundblick.access.context import current, reason
from rundblick.people import queries as people
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused
from rundblick.programmes.facts import FactValue
from rundblick.programmes.models import StatedFact
from rundblick.programmes.statements import COLUMNS, value_of
from rundblick.programmes.vocabulary import KnownFact, vocabulary
from rundblick.web.clock import today

_WRITTEN = (*COLUMNS.values(), "valid_until", "recorded_by")
_LARGEST = Decimal(10) ** 10
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: about a member, or about the household without a person. `value` None: asked, and nobody knows."""

    person_id: uuid.UUID | None
    code: str
    value: FactValue


def state(
    *, dossier_id: uuid.UUID, person_id: uuid.UUID | None, code: str, value: FactValue, valid_from: dt.date
) -> StatedFact:
    """Write down one answer that holds from that day (inclusive) until the next one that is known; see `state_all`."""
    (row,) = state_all(dossier_id=dossier_id, answers=[Said(person_id, code, value)], valid_from=valid_from)
    return row


def state_all(*, dossier_id: uuid.UUID, answers: Sequence[Said], valid_from: dt.date) -> list[StatedFact]:
    """Write down answers that hold from that day (inclusive), and answer their rows in the same order.

    The answer that held on that day ends there; on its own first day it is replaced. Saying the same again changes
    nothing. A fixed number of statements. Raises Refused for a word nobody states by hand, a day ahead, a value of
    the wrong kind, and a person who does not belong to the household.
    """
    if valid_from > today():
        raise Refused("Eine Angabe gilt höchstens ab heute. Dieser Tag liegt in der Zukunft.", "valid_from")
    checked = [_checked_answer(one) for one in answers]
    _members(dossier_id, checked)
    with reason("programmes.fact.state"):
        stored = _locked(dossier_id, {one.code for one in checked})
        written = [_placed(dossier_id, one, stored, valid_from) for one in checked]
        changed = [row for row, fresh, former in written if not fresh and former is row]
        ended = [former for row, _, former in written if former is not None and former is not row]
        StatedFact.objects.bulk_update([*ended, *changed], _WRITTEN)
        fresh = [row for row, new, _ in written if new]
        StatedFact.objects.bulk_create(fresh)
        if fresh or changed:
            facts_changed([dossier_id])
    return [row for row, _, _ in written]


def retract(*, fact: StatedFact) -> None:
    """Take back an answer that was wrong from the start; the one it had ended holds on. The history keeps both.

    Taking it back twice is harmless.
    """
    with reason("programmes.fact.retract"):
        rows = [row for row in _locked(fact.dossier_id, [fact.code]) if row.person_id == fact.person_id]
        wrong = next((row for row in rows if row.pk == fact.pk), None)
        if wrong is None:
            return
        former = next((row for row in rows if row.valid_until == wrong.valid_from), None)
        wrong.delete()
        if former is not None:
            former.valid_until = wrong.valid_until
            former.save(update_fields=["valid_until"])
        facts_changed([fact.dossier_id])


def _known(code: str) -> KnownFact:
    known = vocabulary().fact(code)
    if known is None or not known.stated:
        raise Refused("Diese Angabe wird nicht von Hand gemacht.")
    return known


def _checked_answer(one: Said) -> Said:
    known = _known(one.code)
    if known.about == "household" and one.person_id is not None:
        raise Refused("Diese Angabe gilt für den Haushalt, nicht für eine einzelne Person.")
    if known.about == "person" and one.person_id is None:
        raise Refused("Bitte wählen Sie die Person, um die es geht.")
    return Said(one.person_id, one.code, _checked(known, one.value))


def _members(dossier_id: uuid.UUID, answers: Sequence[Said]) -> None:
    about = {one.person_id for one in answers if one.person_id is not None}
    if about:
        members = people.memberships_of([dossier_id]).get(dossier_id, [])
        if not about <= {member.person.pk for member in members}:
            raise Refused("Diese Person gehört nicht zum Haushalt.")


def _checked(known: KnownFact, value: FactValue) -> FactValue:
    if value is None:
        return None
    match known.type:
        case "boolean":
            if not isinstance(value, bool):
                raise Refused("Bitte antworten Sie mit Ja oder Nein.")
        case "number":
            return _number(value)
        case "date":
            if not isinstance(value, dt.date):
                raise Refused("Bitte geben Sie einen Tag an.")
        case "text":
            return _text(known, value)
    return value


def _number(value: FactValue) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Refused("Bitte geben Sie eine Zahl an.")
    number = Decimal(value)
    if not number.is_finite() or not 0 <= number < _LARGEST:
        raise Refused("Bitte geben Sie eine Zahl ab 0 an.")
    if number != round(number, 2):
        raise Refused("Bitte geben Sie höchstens zwei Stellen nach dem Komma an.")
    return number


def _text(known: KnownFact, value: FactValue) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Refused("Bitte schreiben Sie ein Wort oder wählen Sie eines aus.")
    if known.choices and value not in known.choices:
        raise Refused("Bitte wählen Sie eine der Antworten aus.")
    if len(value.strip()) > _LONGEST:
        raise Refused(f"Höchstens {_LONGEST} Zeichen haben Platz.")
    return value.strip()


def _locked(dossier_id: uuid.UUID, codes: Collection[str]) -> list[StatedFact]:
    """All answers to these questions. Two savers wait in line, also where there is no row yet to be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"programmes.fact:{dossier_id}"])
    rows = StatedFact.objects.filter(dossier_id=dossier_id, code__in=codes)
    return list(rows.order_by("valid_from", "pk"))


def _placed(
    dossier_id: uuid.UUID, said: Said, stored: Sequence[StatedFact], valid_from: dt.date
) -> tuple[StatedFact, bool, StatedFact | None]:
    """The row of an answer, whether it is new, and the row it changed: the one it ended, or itself."""
    rows = [row for row in stored if (row.person_id, row.code) == (said.person_id, said.code)]
    held = next((row for row in rows if _holds(row, valid_from)), None)
    if held is not None and _same(value_of(held), said.value):
        return held, False, None
    if held is not None and held.valid_from == valid_from:
        _put(held, said)
        return held, False, held
    ends = min((row.valid_from for row in rows if row.valid_from > valid_from), default=None)
    if held is not None:
        ends, held.valid_until = held.valid_until, valid_from
    row = StatedFact(
        dossier_id=dossier_id,
        person_id=said.person_id,
        code=said.code,
        valid_from=valid_from,
        valid_until=ends,
    )
    _put(row, said)
    return row, True, held


def _holds(row: StatedFact, day: dt.date) -> bool:
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def _same(one: FactValue, other: FactValue) -> bool:
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _put(row: StatedFact, said: Said) -> None:
    for column in COLUMNS.values():
        setattr(row, column, None)
    setattr(row, COLUMNS[_known(said.code).type], said.value)
    row.recorded_by_id = current().user_id
