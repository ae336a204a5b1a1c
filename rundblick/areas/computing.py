"""The job behind figures by area: count as worker, hide what is small, freeze."""

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from django.conf import settings
from django.db.models import Q

from rundblick.access import ordered
from rundblick.access.models import RoleAssignment, TeamMembership
from rundblick.access.roles import Role
from rundblick.areas import figures
from rundblick.areas.figures import OUTSIDE, Group
from rundblick.areas.models import Area, Charge, Comparison
from rundblick.areas.queries import holding, placed
from rundblick.cases.models import Case
from rundblick.people.models import Membership
from rundblick.people.queries import age_on
from rundblick.statistics.suppression import is_small
from rundblick.web.clock import now
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

AGES = range(15, 67)
"""Working age, § 7 Abs. 1 Nr. 1 and § 7a SGB II; the limit that rises month by month up to 67 is left at its end."""
GROUP = "integration"
"""Outcomes that count: work subject to social insurance, self-employment, training (taxonomy of `work`)."""


def carry_out(comparison_id: uuid.UUID) -> bool:
    """Compute what was ordered: every record is counted, whoever may see it."""
    return ordered.carry_out(Comparison.objects, comparison_id, _freeze, why="areas.compute", started="")


def _freeze(comparison_id: uuid.UUID) -> bool:
    row = Comparison.objects.get(pk=comparison_id)
    row.figures = counted(row.house_id, since=row.since, as_of=row.as_of)
    row.status, row.computed_at = Comparison.Status.DONE, now()
    row.save(update_fields=["figures", "status", "computed_at"])
    return True


def counted(house_id: uuid.UUID, *, since: dt.date, as_of: dt.date) -> dict[str, object]:
    """Figures of a house for a period, both days included, as they may be shown. A fixed number of queries.

    Households whose case was open on a day of the period, by where they live on the Stichtag; protected addresses are
    "without area". Shares only with the agreement of the works council, which the switch stands for.
    """
    dossiers = _dossiers(house_id, since, as_of)
    found = placed(dossiers, as_of)
    where = {one: place.area for one, place in found.items() if place.area is not None}
    labels = {one: where[one].name if one in where else OUTSIDE for one in dossiers}
    shown: dict[str, object] = {"households": figures.households(Counter(labels.values()))}
    if not settings.RUNDBLICK.team_figures:
        return shown | {"allowed": False}
    people, missing = _people(dossiers, since, as_of)
    integrated = _integrated(people, since, as_of)
    staff = _staff({area.pk: area for area in where.values()}, since, as_of)
    groups = figures.pooled(_groups(people, labels, integrated, staff))
    rows = figures.comparison(groups) if groups else []
    return shown | {"allowed": True, "rows": rows, "missing": None if is_small(missing) else missing}


def _dossiers(house_id: uuid.UUID, since: dt.date, as_of: dt.date) -> list[uuid.UUID]:
    """Households of the house whose case was open on a day of the period."""
    cases = Case.objects.filter(dossier__organisation_id=house_id, opened_on__lte=as_of)
    cases = cases.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=since))
    return list(cases.order_by("pk").values_list("dossier_id", flat=True))


def _people(dossiers: Collection[uuid.UUID], since: dt.date, as_of: dt.date) -> tuple[dict[uuid.UUID, uuid.UUID], int]:
    """Members of working age, each with the household they belonged to last; and how many have no known age."""
    rows = Membership.objects.filter(dossier_id__in=dossiers, valid_from__lte=as_of)
    rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=since)).exclude(role=Membership.Role.CHILD)
    people, missing = {}, set()
    told = rows.order_by("valid_from", "pk").values_list("person_id", "dossier_id", "person__birth_date")
    for person_id, dossier_id, born in told:
        age = age_on(born, as_of)
        if age is None:
            missing.add(person_id)
        elif age in AGES:
            people[person_id] = dossier_id
    return people, len(missing)


def _integrated(people: Collection[uuid.UUID], since: dt.date, as_of: dt.date) -> set[uuid.UUID]:
    """Who of them began work or training in the period."""
    kinds = [kind.code for kind in taxonomy().kinds if kind.group == GROUP]
    rows = Outcome.objects.filter(person_id__in=people, kind__in=kinds, achieved_on__range=(since, as_of))
    return set(rows.values_list("person_id", flat=True))


def _groups(
    people: Mapping[uuid.UUID, uuid.UUID],
    labels: Mapping[uuid.UUID, str],
    integrated: Collection[uuid.UUID],
    staff: Mapping[str, frozenset[uuid.UUID]],
) -> list[Group]:
    size: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for person_id, dossier_id in people.items():
        size[labels[dossier_id]] += 1
        reached[labels[dossier_id]] += person_id in integrated
    return [
        Group(label, size[label], reached[label], None if label == OUTSIDE else staff.get(label, frozenset()))
        for label in sorted(size)
    ]


def _staff(areas: Mapping[uuid.UUID, Area], since: dt.date, as_of: dt.date) -> dict[str, frozenset[uuid.UUID]]:
    """Who looked after each area; of several charges in the period the one with the fewest people."""
    charges = Charge.objects.filter(area_id__in=areas, valid_from__lte=as_of)
    charges = charges.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=since))
    rows = list(charges.order_by("valid_from", "pk"))
    coaches = RoleAssignment.objects.filter(holding(as_of), role=Role.COACH, user__is_active=True)
    members = TeamMembership.objects.filter(holding(as_of), user_id__in=coaches.values("user_id"))
    teams: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for team_id, user_id in members.filter(team_id__in={row.team_id for row in rows}).values_list("team_id", "user_id"):
        teams[team_id].add(user_id)
    found: dict[str, frozenset[uuid.UUID]] = {}
    for row in rows:
        label = areas[row.area_id].name
        there = frozenset([row.coach_id]) if row.coach_id else frozenset(teams[row.team_id])
        found[label] = min(found.get(label, there), there, key=len)
    return found
