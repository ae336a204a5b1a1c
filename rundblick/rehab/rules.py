"""Where an application stands, how long one may object, what to mind before a talk, and the figures. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from rundblick.rehab.catalogue import Check, Insurer, Objecting
from rundblick.rehab.codes import Format, Kind, Milestone

DORMANT_MONTHS = 6
"""An open application without a step for so long counts as dormant: our setting, no source names a number."""
DECISIONS = (Milestone.FORWARDED, Milestone.REFUSED, Milestone.APPROVED)
ENDS = frozenset({Milestone.FINISHED, Milestone.DROPPED})
ORDER = tuple(Milestone)

NO_CASE_TALK = "Bisher ist keine Fallbesprechung festgehalten. Sie geht einem Informationsgespräch meist voraus."
NO_APPROVAL = "Bisher ist keine Bewilligung festgehalten. Beratungsgespräche folgen meist auf eine Bewilligung."
NO_CONSENT = (
    "Es gibt gerade keine Einwilligung in den Austausch. Gesprochen wird dann nur, wenn die Person dabei ist und selbst"
    " erzählt."
)
DAYS_ONLY = (
    "Festgehalten wird nur, dass gesprochen wurde und was als Nächstes kommt. Diagnosen und Befunde bleiben in der"
    " Klinik."
)
PENSIONS = "Zu Alters- und Erwerbsminderungsrente berät die Teilhabeberatung nicht; sie verweist an die Rentenberatung."


@dataclass(frozen=True, slots=True)
class Objection:
    """Until which day one may object. `received`: the day the letter arrived is known, not assumed."""

    last_day: dt.date
    received: bool
    source: str

    @property
    def at_weekend(self) -> bool:
        """Whether it falls on a Saturday or Sunday, so that § 64 Abs. 3 SGG may give until the next working day."""
        return self.last_day.weekday() >= 5


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day where there is none (§ 64 Abs. 2 SGG)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    following = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), following - dt.timedelta(days=1))


def objection(*, refused_on: dt.date, received_on: dt.date | None, law: Objecting) -> Objection:
    """Until when one may object to a refusal dated `refused_on`.

    Where nobody knows when the letter arrived, it counts as received the days after its date that the law of that day
    names; that is to be checked, because it holds from the day of posting and for posted letters only.
    """
    if received_on is not None:
        return Objection(months_later(received_on, law.months), True, law.source)
    rule = law.delivery_of(refused_on)
    arrived = refused_on + dt.timedelta(days=rule.days)
    return Objection(months_later(arrived, law.months), False, f"{law.source}, {rule.source}")


def may_object(days: Mapping[Milestone, dt.date]) -> bool:
    """Whether a refusal stands against which nothing was done yet."""
    return Milestone.REFUSED in days and not (
        set(days) & {Milestone.OBJECTED, Milestone.APPROVED, Milestone.STARTED, *ENDS}
    )


def standing(days: Mapping[Milestone, dt.date]) -> Milestone | None:
    """The step an application stands at: the latest, of one day the further one; None before the first."""
    return max(days, key=lambda one: (days[one], ORDER.index(one))) if days else None


def is_over(days: Mapping[Milestone, dt.date]) -> bool:
    """Whether nothing more is expected."""
    return bool(ENDS & set(days))


def is_dormant(*, last_on: dt.date, over: bool, as_of: dt.date, months: int = DORMANT_MONTHS) -> bool:
    """Whether an open application has had no step for so many months."""
    return not over and last_on <= months_later(as_of, -months)


def waited(days: Mapping[Milestone, dt.date], as_of: dt.date) -> int | None:
    """Days from handing in until the first decision, or until `as_of`; None before it went in."""
    start = days.get(Milestone.SUBMITTED)
    if start is None:
        return None
    decided = [days[one] for one in DECISIONS if one in days and days[one] >= start]
    return max((min(decided, default=as_of) - start).days, 0)


def runs(days: Mapping[Milestone, dt.date]) -> bool:
    """Whether the benefit itself has begun and goes on."""
    return Milestone.STARTED in days and not is_over(days)


def plan_beside(applications: Iterable[tuple[str, Mapping[Milestone, dt.date]]]) -> bool:
    """Whether a medical rehabilitation runs and nobody has begun with an LTA (PRO AKTIV 130).

    `applications`: kind and days. Planned while somebody is in the clinic, the LTA needs less waiting afterwards.
    """
    rows = list(applications)
    medical = any(kind == Kind.MEDICAL and runs(days) for kind, days in rows)
    return medical and not any(kind == Kind.WORK and not is_over(days) for kind, days in rows)


def planned_beside(opened_on: dt.date, medical: Iterable[Mapping[Milestone, dt.date]]) -> bool:
    """Whether an LTA was begun on a day on which a medical rehabilitation ran, first and last day included."""
    for days in medical:
        start = days.get(Milestone.STARTED)
        end = min((days[one] for one in ENDS if one in days), default=dt.date.max)
        if start is not None and start <= opened_on <= end:
            return True
    return False


def missing(ready: Collection[str], checklist: Iterable[Check]) -> list[Check]:
    """What is not settled yet, what is indispensable first."""
    return sorted((one for one in checklist if one.code not in ready), key=lambda one: not one.needed)


def hints(format_: Format, *, insurer: Insurer, talks: Collection[str], approved: bool, agreed: bool) -> list[str]:
    """What to mind before a talk of this kind: sentences, never a block (PRO AKTIV 5.6, rows 113-116).

    `talks`: kinds of talks so far; `approved`: something was approved; `agreed`: the agency's door is open.
    """
    found = []
    if not agreed and format_ is not Format.CLINIC:
        found.append(NO_CONSENT)
    if format_ is Format.INFO:
        found.append(f"{insurer.label}: {insurer.talk} {insurer.route}")
        if Format.CASE not in talks:
            found.append(NO_CASE_TALK)
    if format_ is Format.ADVICE and not approved:
        found.append(NO_APPROVAL)
    if format_ is Format.CLINIC:
        found.append(DAYS_ONLY)
    return found


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of talks or applications and how many persons stand behind it, of all persons counted."""

    label: str
    number: int
    persons: int
    of: int


def figures(
    *,
    persons: Collection[UUID],
    talks: Iterable[tuple[UUID, str]],
    applications: Iterable[tuple[UUID, str, bool]],
) -> list[Figure]:
    """Talks by kind, applications by kind, and applications that had been lying: rows and persons.

    `persons`: everybody about whom the two houses work, the denominator; rows of anybody else are not counted.
    `talks`: (person, format); `applications`: (person, kind, whether it was an old case). PRO AKTIV 4.9 counts talks
    and can therefore say nothing about coverage; here both stand side by side.
    """
    known = set(persons)
    spoken = [one for one in talks if one[0] in known]
    applied = [one for one in applications if one[0] in known]
    counted: list[tuple[str, list[UUID]]] = [
        *((str(one.label), [who for who, kind in spoken if kind == one]) for one in Format),
        *((f"Anträge: {one.label}", [who for who, kind, _ in applied if kind == one]) for one in Kind),
        ("Aufgedeckte Altfälle", [who for who, _, old in applied if old]),
    ]
    return [Figure(label, len(rows), len(Counter(rows)), len(known)) for label, rows in counted]
