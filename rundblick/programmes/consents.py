"""Which consents hold on a day; pure. A withdrawal ends a consent at once, on its own day."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rundblick.programmes.facts import Fact

GIVEN = "consent.given"
WITHDRAWN = "consent.withdrawn"


def holds(facts: Iterable[Fact], purpose: str, on: dt.date, *, subject: uuid.UUID | None = None) -> bool:
    """Whether somebody (this member, if `subject` is given) has consented, and not withdrawn it, on that day."""
    said = [
        fact
        for fact in facts
        if fact.code in (GIVEN, WITHDRAWN)
        and fact.value == purpose
        and fact.valid_from <= on
        and (subject is None or fact.subject in (None, subject))
    ]
    if not said:
        return False
    last = max(said, key=lambda fact: (fact.valid_from, fact.code))
    return last.code == GIVEN
