"""Doors to the protected area opened to somebody by name: they end with whom they name, not with the case."""

import uuid
from collections.abc import Collection

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest, Now

from rundblick.access.models import Grant, User
from rundblick.access.models.dossiers import Basis, PrincipalKind

WORKING = (Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT)
"""Doors of those who work with a case; only they can be somebody's person of trust for the protected area."""


def still_open(grants: QuerySet[Grant]) -> QuerySet[Grant]:
    """Those that have not ended at this second."""
    return grants.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=Now()))


def end_trust(user_ids: Collection[uuid.UUID], *, dossier_id: uuid.UUID) -> None:
    """What was confided to these users in this dossier closes, whatever other doors they hold."""
    _close(_trust([dossier_id]).filter(principal_id__in=user_ids))


def end_trust_without_work(leaving: uuid.UUID, dossier_ids: Collection[uuid.UUID]) -> None:
    """The same for whoever worked through a door of `leaving` (themself, their team, their house) and has none left."""
    for grant in _trust(dossier_ids):
        principals = User.objects.get(pk=grant.principal_id).access_context().principals
        work = Grant.objects.filter(dossier_id=grant.dossier_id, basis__in=WORKING, valid_from__lte=Now())
        if leaving in principals and not still_open(work).filter(principal_id__in=principals).exists():
            _close(Grant.objects.filter(pk=grant.pk))


def _trust(dossier_ids: Collection[uuid.UUID]) -> QuerySet[Grant]:
    return still_open(
        Grant.objects.filter(
            dossier_id__in=dossier_ids,
            principal_kind=PrincipalKind.USER,
            basis=Basis.CONSENT,
            topics__contains=["protected"],
        )
    )


def _close(grants: QuerySet[Grant]) -> None:
    grants.update(valid_until=Greatest(Now(), F("valid_from")))
