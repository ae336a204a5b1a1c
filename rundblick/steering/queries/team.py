"""What a team lead steers: who stands in for whom, cases nobody looks after, doors opened for a purpose.

Nothing here is about what an employee did: no contacts, no times, no cases per coach (design rule 8).
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from rundblick.access.context import Context
from rundblick.access.models import Cover, Grant, Team, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis
from rundblick.cases.models import Case

UNATTENDED_SHOWN = 20
DOORS_SHOWN = 10
DOORS_BACK = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class TeamCases:
    """How many cases of a team are open."""

    team: str
    open_cases: int


def team_cases(context: Context) -> list[TeamCases]:
    """Open cases of each team of the lead, as far as the team's door shows them. One query."""
    cases = Case.objects.visible_to(context).filter(closed_on__isnull=True, dossier__team=OuterRef("pk"))
    per_team = cases.order_by().values("dossier__team").annotate(n=Count("pk")).values("n")
    teams = Team.objects.filter(pk__in=context.team_ids).annotate(open_cases=Subquery(per_team))
    return [TeamCases(team.name, team.open_cases or 0) for team in teams]


def unattended(context: Context, *, today: dt.date) -> list[Any]:
    """Open cases of the team that nobody looks after today; `absent` names who would be responsible.

    Either nobody with an open account is responsible, or the responsible person is absent (dated cover) and the
    deputy has no door, as with a case taken over after the cover was entered. One query.
    """
    own = Grant.objects.filter(open_now(), dossier_id=OuterRef("dossier_id"))
    working = User.objects.filter(pk=OuterRef("principal_id"), is_active=True)
    responsible = own.filter(Exists(working), basis=Basis.RESPONSIBLE)
    away = Cover.objects.filter(_holds(today), absent_id=OuterRef("principal_id"))
    absent = responsible.filter(Exists(away))
    name = User.objects.filter(pk=OuterRef("principal_id")).values("display_name")
    rows = (
        Case.objects.visible_to(context)
        .filter(closed_on__isnull=True, dossier__team__in=context.team_ids)
        .filter(~Exists(responsible) | (Exists(absent) & ~Exists(own.filter(basis=Basis.DEPUTY))))
        .annotate(absent=Subquery(absent.annotate(name=Subquery(name)).values("name")[:1]))
    )
    return list(rows.order_by("opened_on", "pk")[: UNATTENDED_SHOWN + 1])


def covers(context: Context, *, today: dt.date) -> list[Cover]:
    """Covers of today and to come in which somebody of the lead's teams is absent or stands in. One query."""
    mate = User.objects.filter(_in_teams(context, today)).values("pk")
    rows = Cover.objects.filter(Q(absent__in=mate) | Q(deputy__in=mate), valid_until__gt=today)
    return list(rows.select_related("absent", "deputy").order_by("valid_from", "valid_until", "pk")[:DOORS_SHOWN])


def purpose_doors(context: Context, *, since: dt.datetime) -> list[Any]:
    """Doors to the team's cases opened for supervision or in an emergency since that moment, the latest first.

    Each carries `who`. One query.
    """
    who = User.objects.filter(pk=OuterRef("principal_id")).values("display_name")
    rows = Grant.objects.filter(
        basis__in=(Basis.SUPERVISION, Basis.BREAK_GLASS),
        dossier__team__in=context.team_ids,
        valid_from__gte=since,
    ).annotate(who=Subquery(who))
    return list(rows.order_by("-valid_from", "pk")[:DOORS_SHOWN])


def _holds(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def _in_teams(context: Context, day: dt.date) -> Q:
    return Q(
        Q(team_memberships__valid_until__isnull=True) | Q(team_memberships__valid_until__gt=day),
        team_memberships__team__in=context.team_ids,
        team_memberships__valid_from__lte=day,
    )
