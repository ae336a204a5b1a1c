"""Whether a participation rests, and since when; pure."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import chronological

PAUSED = "participation.paused"
RESUMED = "participation.resumed"
EXTENDED = "participation.extended"


def resting_since(facts: Iterable[Fact], as_of: dt.date, *, subject: uuid.UUID | None = None) -> dt.date | None:
    """The first day of the pause that holds on `as_of` (inclusive), None while the participation runs."""
    heard = [
        fact
        for fact in facts
        if fact.code in (PAUSED, RESUMED)
        and fact.valid_from <= as_of
        and (subject is None or fact.subject in (None, subject))
    ]
    # On one day the pause comes first: "von heute bis heute" is no pause.
    since: dt.date | None = None
    for fact in sorted(heard, key=chronological):
        if fact.code == RESUMED:
            since = None
        elif since is None:
            since = fact.valid_from
    return since
