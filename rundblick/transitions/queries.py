"""Set-based reads of the room."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rundblick.access.context import Context
from rundblick.cases.models import Case
from rundblick.cases.queries import doors_by_name
from rundblick.people.models import Membership, Person
from rundblick.people.rules import turns
from rundblick.transitions.chains import catalogue
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.rules import Course, Press, course, presses
from rundblick.web.clock import today

MOST = 500
"""Open transitions of one coach that the list sorts by what presses; nobody accompanies as many changes at once."""
AHEAD_DAYS = 180
DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Told:
    """A transition on a day: `steps` not taken back, the latest first; `presses` only while it is open."""

    row: Transition
    steps: tuple[StepDone, ...]
    course: Course
    presses: tuple[Press, ...]

    @property
    def press(self) -> Press | None:
        """What presses first."""
        return self.presses[0] if self.presses else None


def told(rows: Iterable[Transition], context: Context | None, *, day: dt.date | None = None) -> list[Told]:
    """Where these transitions stood on a day (today by default), in their order. One query beside theirs.

    Without a context a job reads by its database role.
    """
    day = day or today()
    found = list(rows)
    steps: dict[uuid.UUID, list[StepDone]] = defaultdict(list)
    if found:
        done: Any = StepDone.objects.all() if context is None else StepDone.objects.visible_to(context)
        done = done.filter(transition_id__in=[row.pk for row in found], undone_at__isnull=True, on__lte=day)
        for one in done.select_related("author").order_by("-on", "-recorded_at", "-pk"):
            steps[one.transition_id].append(one)
    return [_told(row, steps[row.pk], day) for row in found]


def _told(row: Transition, steps: list[StepDone], day: dt.date) -> Told:
    happened = [one.happened() for one in steps]
    now = course(row.turning, row.chain.steps, happened, begun_on=row.begun_on, as_of=day)
    open_ = row.ended_on is None or row.ended_on > day
    pressing = presses(now, turning=row.turning, named=row.named, begun_on=row.begun_on) if open_ else []
    return Told(row, tuple(steps), now, tuple(pressing))


def of_case(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date | None = None
) -> list[Told]:
    """Transitions of one member or of all that were begun by a day, the next turning day first. Two queries."""
    rows = Transition.objects.visible_to(context).filter(dossier_id=dossier_id, begun_on__lte=day or today())
    if member is not None:
        rows = rows.filter(person_id=member)
    return told(rows.select_related("organisation").order_by("turns_on", "begun_on", "pk"), context, day=day)


def of_persons(context: Context, rows_of: Q) -> list[Told]:
    """Open transitions among these rows, the next turning day first: for the own page. Two queries."""
    rows: Any = Transition.objects.visible_to(context).filter(rows_of, ended_on__isnull=True)
    return told(rows.select_related("organisation").order_by("turns_on", "pk"), context)


def _own(context: Context, user_id: uuid.UUID) -> QuerySet[Transition]:
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"))
    closed = Case.objects.filter(pk=OuterRef("dossier_id"), closed_on__isnull=False)
    rows: Any = Transition.objects.visible_to(context).filter(Exists(own))
    return rows.select_related("person", "organisation").annotate(of_closed_case=Exists(closed))


def of_my_cases(context: Context, user_id: uuid.UUID, *, kind: str = "", unnamed: bool = False) -> list[Told]:
    """Open transitions of the cases whose door names this user, what presses first at the top. Two queries.

    A case that was closed meanwhile keeps its transition in the list, since that is where people get lost.
    `unnamed`: only those without a receiver.
    """
    rows = _own(context, user_id).filter(ended_on__isnull=True)
    if kind:
        rows = rows.filter(kind=kind)
    if unnamed:
        rows = rows.filter(receiver__isnull=True, organisation__isnull=True)
    found = told(rows.order_by("turns_on", "pk")[:MOST], context)
    far = dt.date.max
    return sorted(found, key=lambda one: (one.press.on if one.press else far, one.row.turns_on, str(one.row.pk)))


def turned_in(context: Context, user_id: uuid.UUID, *, since: dt.date, until: dt.date) -> list[Told]:
    """Transitions of one's own cases, closed ones too, that turned in the period (both inclusive). Two queries."""
    rows = _own(context, user_id).filter(turns_on__gte=since, turns_on__lte=until, turns_surely=True)
    return told(rows.order_by("turns_on", "pk"), context, day=until)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A birthday that is a change, of somebody for whom no such transition was begun."""

    dossier_id: uuid.UUID
    person: Person
    kind: str
    on: dt.date


def ahead(context: Context, user_id: uuid.UUID, *, day: dt.date) -> list[Ahead]:
    """Changes that follow from birth dates in one's own open cases and were not begun yet, the next first. One query.

    School and programmes end on days that no room below keeps in one column, so they are left to people.
    """
    chains = [(chain, chain.birthday) for chain in catalogue().chains if chain.birthday is not None]
    until = day + dt.timedelta(days=AHEAD_DAYS)
    spans = Q(pk__in=[])
    for _chain, age in chains:
        spans |= Q(person__birth_date__gte=turns(day, -age) - DAY, person__birth_date__lte=turns(until, -age) + DAY)
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"), topics__contains=["notes"])
    running = Case.objects.filter(pk=OuterRef("dossier_id"), closed_on__isnull=True)
    begun = Transition.objects.visible_to(context).filter(
        person_id=OuterRef("person_id"), kind__in=[chain.code for chain, _age in chains]
    )
    here = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    rows: Any = Membership.objects.visible_to(context).filter(spans, here, Exists(own), Exists(running))
    found = []
    for row in rows.exclude(Exists(begun)).select_related("person").order_by("person__birth_date", "pk"):
        for chain, age in chains:
            on = turns(row.person.birth_date, age)
            if day <= on <= until:
                found.append(Ahead(row.dossier_id, row.person, chain.code, on))
    return sorted(found, key=lambda one: (one.on, str(one.person.pk)))
