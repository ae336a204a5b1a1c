"""What comes up about care: the end of a parental leave, a registration that stays open, the end of a place.

Months, words and provisions are data with source and status (hints.yaml). No database.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.days import add_months
from rundblick.programmes.vocabulary import Code, Label, Text, doubles
from rundblick.web.german import german_date
from rundblick.week.codes import SURE, Span, State

_DAY = dt.timedelta(days=1)


class Hint(Part):
    """One reason to talk about care. `sentence` names the day that gave rise to it as {day}."""

    code: Code
    label: Label
    months_before: int = Field(default=0, ge=0, le=24)
    months_after: int = Field(default=0, ge=0, le=24)
    sentence: Text
    law: Label
    source: Label
    valid_from: dt.date
    valid_until: dt.date | None = None
    status: Literal["belegt", "zu prüfen"]

    def holds(self, day: dt.date) -> bool:
        """Whether this is the rule on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class Hints(Document):
    """All hints."""

    schema_version: Literal[1]
    hints: tuple[Hint, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("hints",), (one.code for one in self.hints))


@cache
def hints() -> dict[str, Hint]:
    """The shipped hints by their code. Raises DocumentError when the file is wrong."""
    found = load_document(Path(__file__).with_name("hints.yaml"), Hints).hints
    return {hint.code: hint for hint in found}


@dataclass(frozen=True, slots=True)
class Dated:
    """A leave or a place, see `models.CareSpan`. `child` is whom it is about; both days are included."""

    key: uuid.UUID
    person: uuid.UUID
    child: uuid.UUID
    kind: str
    state: str = ""
    state_since: dt.date | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """Whether this is a place, promised at least, that is there on that day."""
        return (
            self.state in SURE
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
        )


@dataclass(frozen=True, slots=True)
class Coming:
    """Something to talk about from `on`, useful until `last` (inclusive; None = until it changes)."""

    hint: Hint
    key: uuid.UUID
    person: uuid.UUID
    on: dt.date
    last: dt.date | None
    sentence: str


def coming(rows: Sequence[Dated], as_of: dt.date) -> list[Coming]:
    """What comes up from the rows of one household, soonest first; nothing about an end that lies before `as_of`."""
    found = []
    for row in rows:
        if row.state in (State.WANTED, State.REGISTERED) and row.state_since:
            found.append(_said("registration_open", row, row.state_since, None))
        elif row.last_day and row.last_day >= as_of and row.state != State.PROMISED:
            following = (place for place in rows if place.child == row.child and place.key != row.key)
            if not any(place.covers(row.last_day + _DAY) for place in following):
                code = "leave_ends" if row.kind == Span.LEAVE else "place_ends"
                found.append(_said(code, row, row.last_day, row.last_day))
    return sorted((one for one in found if one.hint.holds(one.on)), key=lambda one: (one.on, one.key))


def _said(code: str, row: Dated, day: dt.date, last: dt.date | None) -> Coming:
    hint = hints()[code]
    on = add_months(day, hint.months_after - hint.months_before)
    return Coming(hint, row.key, row.person, on, last, hint.sentence.format(day=german_date(day)))
