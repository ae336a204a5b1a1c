"""Pure rules of the strategy talk: phases, what is due, what changed, and what stays free. No database."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rundblick.people.rules import Role
from rundblick.programmes.days import add_months
from rundblick.strategy.catalogue import AllowanceTable, Way
from rundblick.strategy.codes import PhaseCode

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Phase:
    """A half-open stretch of days after the talk; empty when its length is none."""

    code: PhaseCode
    start: dt.date
    until: dt.date

    def holds(self, day: dt.date) -> bool:
        """Whether that day lies in it."""
        return self.start <= day < self.until


def phases(held_on: dt.date, action_months: int, observation_months: int) -> tuple[Phase, Phase]:
    """Action phase from the day of the talk, observation phase right after it (E04.4, E04.5)."""
    turn = add_months(held_on, action_months)
    end = add_months(held_on, action_months + observation_months)
    return Phase(PhaseCode.ACTION, held_on, turn), Phase(PhaseCode.OBSERVATION, turn, end)


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: a review of the household (no person) or a contact with a member; useful until `until`."""

    code: str
    on: dt.date
    person: uuid.UUID | None = None
    until: dt.date | None = None


def due(
    both: tuple[Phase, Phase],
    *,
    contact_days: int,
    on_their_way: Iterable[uuid.UUID],
    contacts: Mapping[uuid.UUID, Collection[dt.date]],
    reviewed: Collection[str],
    as_of: dt.date,
) -> list[Due]:
    """What is due after a completed talk; nothing when nobody has a way.

    A review at the end of each phase that has any length. In the observation phase a contact with each member who has
    a way, `contact_days` after the latest one (the talk counts as one); it cannot be due before that phase begins.
    """
    members = list(on_their_way)
    if not members:
        return []
    found = [
        Due(phase.code, phase.until)
        for phase in both
        if phase.code not in reviewed and phase.start <= as_of and phase.start < phase.until
    ]
    action, observation = both
    if observation.holds(as_of):
        for person in members:
            latest = max([action.start, *(day for day in contacts.get(person, ()) if day <= as_of)])
            on = max(latest + contact_days * DAY, observation.start)
            if on < observation.until:
                found.append(Due("contact", on, person, observation.until - DAY))
    return found


def capable(role: Role, age: int | None, *, from_age: int) -> bool:
    """Whether a member may be offered for a strategy: by age where it is known, else everybody who is no child."""
    return role != Role.CHILD if age is None else age >= from_age


def not_looked_at(way: Way, known: Collection[str]) -> list[str]:
    """Codes of ways that come before a last resort and were neither gone nor looked at (E04.9)."""
    return [code for code in way.after if code not in known]


@dataclass(frozen=True, slots=True)
class Then:
    """A figure then and now, either of which may be unknown."""

    then: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """How much more it is now."""
        return None if self.then is None or self.now is None else self.now - self.then


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of `of` figures are known then and now, and which way they went."""

    of: int
    known: int
    more: int
    same: int
    fewer: int


def counted(figures: Sequence[Then]) -> Counted:
    """Count changes with their denominator; unknown ones are counted nowhere else."""
    differences = [one.difference for one in figures if one.difference is not None]
    return Counted(
        of=len(figures),
        known=len(differences),
        more=sum(one > 0 for one in differences),
        same=sum(one == 0 for one in differences),
        fewer=sum(one < 0 for one in differences),
    )


def allowance(gross: Decimal, table: AllowanceTable, *, with_minor: bool) -> Decimal:
    """Euros a month that stay free of gross earnings (§ 11b Abs. 2 and 3 SGB II), by the steps of the table.

    `with_minor`: somebody under 18 lives in the household. Negative earnings count as none.
    """
    free = min(max(gross, Decimal(0)), Decimal(table.base))
    for step in table.steps:
        end = step.up_to_with_minor if with_minor and step.up_to_with_minor else step.up_to
        inside = min(gross, Decimal(end)) - step.above
        free += max(inside, Decimal(0)) * step.percent / 100
    return free.quantize(Decimal("0.01"))


def table_for(tables: Iterable[AllowanceTable], day: dt.date) -> AllowanceTable | None:
    """The table checked for that day, or None: then nothing is estimated."""
    return next((table for table in tables if table.valid_from <= day <= table.checked_until), None)
