"""Other houses that work together at a case: their open doors, and which house stands behind a door."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from rundblick.access.models import Grant, Organisation, Team, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import PrincipalKind

TOPIC = "cooperation"
"""What a door of another house carries when both sides work together."""


def guest_doors() -> QuerySet[Grant]:
    """Open doors of other houses to work together, as far as the reader's own doors show them."""
    return Grant.objects.filter(open_now(), guest=True, topics__contains=[TOPIC])


def houses_behind(grants: Iterable[Grant]) -> dict[uuid.UUID, uuid.UUID]:
    """By principal, the organisation behind it. At most two queries."""
    wanted: dict[str, set[uuid.UUID]] = defaultdict(set)
    for grant in grants:
        wanted[grant.principal_kind].add(grant.principal_id)
    found = {key: key for key in wanted[PrincipalKind.ORGANISATION]}
    for kind, model in ((PrincipalKind.USER, User), (PrincipalKind.TEAM, Team)):
        if wanted[kind]:
            rows: Any = model._default_manager.filter(pk__in=wanted[kind], organisation__isnull=False)
            found.update(rows.values_list("pk", "organisation_id"))
    return found


def doors_by_house(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[uuid.UUID, list[Grant]]:
    """By organisation, its open doors to this person or the whole household, the latest last. Up to three queries."""
    whom = Q(subject_id__isnull=True) | Q(subject_id=person_id)
    return by_house(guest_doors().filter(whom, dossier_id=dossier_id).order_by("valid_from", "pk"))


def by_house(grants: Iterable[Grant]) -> dict[uuid.UUID, list[Grant]]:
    """By organisation, those doors that are its own, in the given order. At most two queries."""
    grants = list(grants)
    houses = houses_behind(grants)
    found: dict[uuid.UUID, list[Grant]] = defaultdict(list)
    for grant in grants:
        if grant.principal_id in houses:
            found[houses[grant.principal_id]].append(grant)
    return dict(found)


def names_of(agency_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What houses are called, in the order of their names. One query."""
    rows = Organisation.objects.filter(pk__in=set(agency_ids)).order_by("name")
    return dict(rows.values_list("pk", "name"))
