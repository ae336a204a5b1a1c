"""Set-based reads of the room."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum, Value

from rundblick.access.context import Context
from rundblick.employers import rules
from rundblick.employers.access import employers
from rundblick.employers.codes import Offer, SpecialState
from rundblick.employers.models import (
    Employer,
    Site,
    SpecialJob,
    SpecialStep,
    Talk,
    Ticket,
    Workplace,
)

SORTS = {"name": "Name", "kontakt": "längste Zeit ohne Kontakt", "stellen": "offene Stellen"}
KEYS = {"name": ("name!", False), "kontakt": ("spoken_on", False), "stellen": ("open_positions", True)}
ASKS = {
    "familie": "familienfreundliche Zeiten",
    "erprobung": "offen für Praktikum oder Probearbeit",
    "besondere": "besondere Arbeitsplätze",
    "beendet": "Zusammenarbeit beendet",
}
"""What the list may be narrowed to, by the word in the address."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for. Every word occurs in what is said about the employer."""

    words: str = ""
    branch: str = ""
    city: str = ""
    asks: frozenset[str] = frozenset()


def found(context: Context, wanted: Wanted, *, as_of: dt.date) -> QuerySet[Employer]:
    """Employers with `towns`, `spoken_on`, `open_positions` (None: not asked), `family`, `special`. One query."""
    rows = _told(employers(context), as_of)
    rows = rows.filter(ended_on__isnull="beendet" not in wanted.asks)
    if wanted.branch:
        rows = rows.filter(branch=wanted.branch)
    if wanted.city:
        rows = rows.filter(towns__contains=[wanted.city])
    if "familie" in wanted.asks:
        rows = rows.filter(family=True)
    if "erprobung" in wanted.asks:
        rows = rows.filter(offers__contains=[Offer.TRIAL])
    if "besondere" in wanted.asks:
        rows = rows.filter(special=True)
    for word in wanted.words.split():
        titles = Workplace.objects.on(as_of).filter(employer=OuterRef("pk"), title__icontains=word)
        rows = rows.filter(
            Q(name__icontains=word) | Q(words__icontains=word) | Q(network_words__icontains=word) | Exists(titles)
        )
    return rows


def _told(rows: QuerySet[Employer], as_of: dt.date) -> QuerySet[Any]:
    here = {"employer": OuterRef("pk")}
    sites = Site.objects.filter(closed_on__isnull=True, **here).order_by("city").values("city").distinct()
    standing = Workplace.objects.on(as_of).filter(**here)
    positions = standing.order_by().values("employer").annotate(number=Sum("positions")).values("number")
    spoken = Talk.objects.filter(**here).order_by().values("employer").annotate(last=Max("on")).values("last")
    steps = SpecialStep.objects.filter(job=OuterRef("pk"), on__lte=as_of).order_by("-on", "-written_at", "-pk")
    special = SpecialJob.objects.filter(**here).annotate(state=Subquery(steps.values("state")[:1]))
    return rows.annotate(
        towns=ArraySubquery(sites),
        spoken_on=Subquery(spoken),
        open_positions=Subquery(positions, output_field=IntegerField()),
        family=Q(offers__contains=[Offer.FAMILY_HOURS]) | Exists(standing.filter(met__contains=[FAMILY])),
        special=Exists(special.filter(state__in=(SpecialState.FREE, SpecialState.FILLED))),
    )


FAMILY = rules.FAMILY_CONDITION


def cities(context: Context) -> list[str]:
    """Where employers of the house have a site. One query."""
    rows = Site.objects.filter(closed_on__isnull=True, employer__in=employers(context))
    return list(rows.order_by("city").values_list("city", flat=True).distinct())


def number(context: Context) -> int:
    """How many employers the house works with. One query."""
    return employers(context).filter(ended_on__isnull=True).count()


@dataclass(frozen=True, kw_only=True)
class Promised:
    """Something somebody promised an employer: a next step, or the answer to a question."""

    kind: str
    id: uuid.UUID
    employer_id: uuid.UUID
    employer: str
    text: str
    on: dt.date


def promised(context: Context, *, until: dt.date) -> list[Promised]:
    """What this user promised employers of the own house, due by that day, the earliest first. One query."""
    columns = ("id", "employer_id", "employer__name", "text", "day", "kind")
    mine = {"employer__house_id": context.organisation_id, "employer__ended_on__isnull": True}
    talks = Talk.objects.filter(author_id=context.user_id, done_on__isnull=True, next_on__lte=until, **mine)
    tickets = Ticket.objects.filter(answerer_id=context.user_id, answered_on__isnull=True, due_on__lte=until, **mine)
    rows = (
        talks.order_by()
        .annotate(text=F("next_step"), day=F("next_on"), kind=Value("talk", output_field=CharField()))
        .values_list(*columns)
        .union(
            tickets.order_by()
            .annotate(text=F("question"), day=F("due_on"), kind=Value("ticket", output_field=CharField()))
            .values_list(*columns),
            all=True,
        )
    )
    found_rows = [
        Promised(id=key, employer_id=employer_id, employer=name, text=text, on=day, kind=kind)
        for key, employer_id, name, text, day, kind in rows
    ]
    return sorted(found_rows, key=lambda one: (one.on, one.employer, one.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A workplace as it was described on a day, to be laid beside what somebody needs (`profiles.queries.needs`).

    Codes are those of `catalogue.working`; `days` and `daytimes` those of job profiles and biographies. `met` and
    `unmet`: conditions answered with yes and with no; a condition in neither was not asked. None, "" and empty mean
    that nobody asked, never that it does not matter. `position`: degrees of the site, None where it is unknown.
    `hours`: at least and at most in a week. `positions`: how many are open.
    """

    id: uuid.UUID
    thread: uuid.UUID
    employer_id: uuid.UUID
    employer: str
    site_id: uuid.UUID
    title: str
    city: str
    position: tuple[float, float] | None
    transport: str
    tasks: frozenset[str]
    met: frozenset[str]
    unmet: frozenset[str]
    hours: tuple[int | None, int | None]
    days: frozenset[str]
    daytimes: frozenset[str]
    remote: str
    posture: str
    heaviest: int | None
    noise: str
    pace: str
    german: str
    licences: frozenset[str]
    offers: frozenset[str]
    positions: int | None
    free_from: dt.date | None
    visited_on: dt.date | None


def workplaces(as_of: dt.date) -> list[Offered]:
    """Workplaces that stood at the end of that day at employers that still work with the house, by employer and title.

    As far as the reader's door opens them: those of the own Jobcenter. One query.
    """
    rows = Workplace.objects.on(as_of).filter(Q(employer__ended_on__isnull=True) | Q(employer__ended_on__gt=as_of))
    found_rows = rows.select_related("site", "employer").order_by("employer__name", "title", "pk")
    return [_offered(row) for row in found_rows]


def _offered(row: Workplace) -> Offered:
    site = row.site
    position = None
    if site.latitude is not None and site.longitude is not None:
        position = (site.latitude, site.longitude)
    same: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    sets: dict[str, Any] = {name: frozenset(getattr(row, name)) for name in _SETS}
    return Offered(
        id=row.pk,
        thread=row.thread,
        employer_id=row.employer_id,
        employer=row.employer.name,
        site_id=row.site_id,
        title=row.title,
        city=site.city,
        position=position,
        transport=site.transport,
        hours=(row.hours_from, row.hours_until),
        offers=frozenset(row.employer.offers),
        **same,
        **sets,
    )


_SETS = ("tasks", "met", "unmet", "days", "daytimes", "licences")
_SAME = ("remote", "posture", "heaviest", "noise", "pace", "german", "positions", "free_from", "visited_on")


def specials(context: Context, *, day: dt.date) -> list[tuple[SpecialJob, str]]:
    """Special jobs of the house with where they stood on that day; "" before their first step. Two queries."""
    rows = SpecialJob.objects.filter(employer__in=employers(context)).select_related("employer")
    return [
        (job, rules.state_on([(step.on, step.state) for step in job.steps.all()], day))
        for job in rows.prefetch_related("steps").order_by("employer__name", "title", "pk")
    ]


CLOSED_SHOWN = 40


def tickets(context: Context) -> tuple[list[Ticket], list[Ticket]]:
    """Questions of employers that are open, the earliest day first, and the latest that are answered. Two queries."""
    rows = Ticket.objects.filter(employer__in=employers(context)).select_related("employer", "answerer")
    waiting = rows.filter(answered_on__isnull=True).order_by("due_on", "pk")
    return list(waiting), list(rows.filter(answered_on__isnull=False).order_by("-answered_on", "pk")[:CLOSED_SHOWN])
