"""What the engine is told: dated facts about one household and one of its participations.

Rooms deliver facts; the rules here never read a database. A fact holds from `valid_from` (inclusive) until
`valid_until` (exclusive, None = open). An event is a fact of one day. A plan, such as an agreed conference,
is a fact whose value is the planned date and which holds from the day it was agreed until it is called off.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

FactValue = bool | int | Decimal | str | dt.date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated statement. `code` is a word of the vocabulary; a value of None says "asked, not known".

    `subject`: the member it is about, None for the household. `key`: which occurrence it belongs to (the id
    of a job, a conference), so that a later event can answer exactly this one.
    """

    code: str
    value: FactValue
    valid_from: dt.date
    valid_until: dt.date | None = None
    subject: uuid.UUID | None = None
    key: str = ""

    @classmethod
    def event(
        cls,
        code: str,
        on: dt.date,
        *,
        value: FactValue = True,
        subject: uuid.UUID | None = None,
        key: str = "",
    ) -> "Fact":
        """Something that happened on one day."""
        return cls(code, value, on, on + dt.timedelta(days=1), subject, key)

    def holds(self, on: dt.date) -> bool:
        """Whether the fact is true on that day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


def known(facts: Iterable[Fact], as_of: dt.date) -> frozenset[Fact]:
    """What had begun by that day, the day included. Everything later is not yet known to a rule."""
    return frozenset(fact for fact in facts if fact.valid_from <= as_of)


def facts_of_day(values: Mapping[str, FactValue], as_of: dt.date) -> list[Fact]:
    """Plain values of one day, as the fact hooks deliver them, as household facts of that day."""
    return [Fact.event(code, as_of, value=value) for code, value in values.items()]
