"""Verbs of the room. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from rundblick.access.models import User
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.models import Case
from rundblick.cases.standing import end as end_statement
from rundblick.cases.standing import restate, state, version_seen
from rundblick.programmes.duebook import facts_changed
from rundblick.rhythm.models import LONGEST_DAYS, Pace, Why
from rundblick.rhythm.rules import latest_review
from rundblick.web.clock import today
from rundblick.web.german import german_date

NEEDS_WORDS = "Bitte schreiben Sie kurz, warum."
ONE_OF_BOTH = "Bitte geben Sie entweder einen Abstand oder einen Tag an, bis zu dem es ruht."
TOO_LONG = f"Höchstens alle {LONGEST_DAYS // 7} Wochen; sonst lassen Sie es besser ruhen."
REST_AHEAD = "Dieser Tag muss in der Zukunft liegen."


@dataclass(frozen=True, kw_only=True)
class PaceContent:
    """What is agreed: a contact every `every_days`, or none before `rests_until`; see `Pace`."""

    why: str
    review_on: dt.date
    every_days: int | None = None
    rests_until: dt.date | None = None
    words: str = ""


def agree(
    *,
    case: Case,
    members: Collection[uuid.UUID],
    person_id: uuid.UUID,
    author: User,
    content: PaceContent,
    standing: Pace | None = None,
    seen: str = "",
    token: uuid.UUID | None = None,
) -> Pace:
    """Agree on a rhythm for a person from today; what held before ends and stays on record.

    `members`: today's members, as the caller read them. `standing`: what holds, as the page showed it, with its state
    `seen` (`cases.standing.seen`). `token` becomes the id of the first one, so that a form sent twice makes one. Raises
    Refused for somebody outside of the household or values that do not fit, Stale when somebody agreed on something
    else meanwhile.
    """
    _check(content)
    if person_id not in members:
        raise Refused("Diese Person gehört nicht zum Haushalt.")
    values: dict[str, Any] = {
        "every_days": content.every_days,
        "rests_until": content.rests_until,
        "why": content.why,
        "words": content.words.strip() or None,
        "review_on": content.review_on,
    }
    if standing is not None and standing.pk != token:
        made = restate(standing, author=author, verb="rhythm.agree", version=version_seen(standing, seen), **values)
    else:
        row = Pace(dossier_id=case.pk, person_id=person_id, valid_from=today(), **values)
        try:
            made = state(row, author=author, verb="rhythm.agree", token=token)
        except IntegrityError:
            other = Pace.objects.filter(dossier_id=case.pk, person_id=person_id, valid_until__isnull=True).first()
            if other is None:
                raise
            raise Stale(other) from None
    facts_changed([case.pk])
    return made


def end(*, pace: Pace, version: int) -> None:
    """It no longer holds, from today; one agreed on this very day is taken back. Raises Refused and Stale."""
    end_statement(pace, verb="rhythm.end", version=version)
    facts_changed([pace.dossier_id])


def _check(content: PaceContent) -> None:
    if (content.every_days is None) == (content.rests_until is None):
        raise Refused(ONE_OF_BOTH)
    if content.every_days is not None and not 1 <= content.every_days <= LONGEST_DAYS:
        raise Refused(TOO_LONG)
    if content.rests_until is not None and content.rests_until <= today():
        raise Refused(REST_AHEAD)
    if content.why == Why.OTHER and not content.words.strip():
        raise Refused(NEEDS_WORDS)
    if not today() < content.review_on <= latest_review(today()):
        raise Refused(f"Überprüfen Sie es bitte spätestens am {german_date(latest_review(today()))}.")
