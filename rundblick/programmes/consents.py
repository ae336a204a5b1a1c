"""What somebody has consented to, and what does not happen without it. Pure; only consent and law block (rule 9)."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from typing import Literal

from rundblick.programmes.definition import ConsentNeed, Programme
from rundblick.programmes.facts import Fact, known

GIVEN = "consent.given"
WITHDRAWN = "consent.withdrawn"
HOME_VISIT = "home_visit"
"""Purpose of the consent without which nobody enters a home."""

Doing = Literal["start", "home_visit", "employer_contact", "follow_up"]


def holds(facts: Iterable[Fact], purpose: str, as_of: dt.date, subject: uuid.UUID | None = None) -> bool:
    """Whether a consent stands on that day (inclusive): given, and not withdrawn since.

    What was given and withdrawn on one day is withdrawn; a withdrawal that names no purpose is about all of them.
    `subject`: whose consent is asked; what was said for the household counts for everybody. Without a subject the
    household is asked: somebody has consented, and nobody's last word is a withdrawal.
    """
    said = [
        fact
        for fact in known(facts, as_of)
        if (fact.code == GIVEN and fact.value == purpose)
        or (fact.code == WITHDRAWN and (fact.value == purpose or fact.value is True))
    ]
    if subject is not None:
        return _stands([fact for fact in said if fact.subject in {None, subject}])
    voices = {fact.subject for fact in said if fact.code == GIVEN}
    return bool(voices) and all(_stands([f for f in said if f.subject in {None, voice}]) for voice in voices)


def blocked(
    definition: Programme,
    facts: Iterable[Fact],
    what: Doing,
    as_of: dt.date,
    subject: uuid.UUID | None = None,
) -> ConsentNeed | None:
    """The consent that is missing for this on that day (inclusive), None when nothing blocks."""
    heard = list(facts)
    needed = (need for need in needs(definition) if need.needed_for == what)
    return next((need for need in needed if not holds(heard, need.purpose, as_of, subject)), None)


def needs(definition: Programme) -> Iterator[ConsentNeed]:
    """All consents a definition asks for: at the way in, and those its follow-up is promised under."""
    yield from definition.access.consents
    for promise in definition.follow_up:
        if promise.consent is not None:
            yield ConsentNeed(purpose=promise.consent, needed_for="follow_up", origin=promise.origin)
        if promise.employer_consent is not None:
            yield ConsentNeed(purpose=promise.employer_consent, needed_for="employer_contact", origin=promise.origin)


def _stands(said: list[Fact]) -> bool:
    given = max((fact.valid_from for fact in said if fact.code == GIVEN), default=None)
    withdrawn = max((fact.valid_from for fact in said if fact.code == WITHDRAWN), default=None)
    return given is not None and (withdrawn is None or withdrawn < given)
