"""Set-based reads of the room."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import Dossier, Grant, TeamMembership, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services.trust import still_open
from rundblick.crisis.models import Card, Done, Protocol
from rundblick.web.clock import today


def cards(organisation_id: uuid.UUID | None) -> list[Card]:
    """The cards of a house, that of the whole house first."""
    if organisation_id is None:
        return []
    return list(Card.objects.filter(organisation_id=organisation_id).order_by("place"))


def protocols(context: Context, dossier_id: uuid.UUID) -> QuerySet[Protocol]:
    """What the reader may open of a case, open ones first, then the latest."""
    rows: QuerySet[Protocol] = Protocol.objects.visible_to(context).filter(dossier_id=dossier_id)
    return rows.select_related("author", "person").order_by("-ended_at", "-begun_at", "pk")


def asked(context: Context) -> QuerySet[Protocol]:
    """Where the reader was asked to stand beside somebody and it is not ended."""
    rows: QuerySet[Protocol] = Protocol.objects.visible_to(context).filter(
        second_id=context.user_id, ended_at__isnull=True
    )
    stood = Done.objects.filter(protocol=OuterRef("pk"), by_id=context.user_id)
    return rows.filter(~Exists(stood)).select_related("author").order_by("asked_at", "pk")


def done(protocol: Protocol) -> list[Done]:
    """What was done, in its order."""
    return list(protocol.done.select_related("by"))


def colleagues(protocol: Protocol) -> QuerySet[User]:
    """Who of the house could stand beside the author: the case's team, and who holds an own door to it by office."""
    day = today()
    team = TeamMembership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        team_id__in=Dossier.objects.filter(pk=protocol.dossier_id).values("team_id"),
        valid_from__lte=day,
    )
    office: Any = still_open(Grant.objects.filter(dossier_id=protocol.dossier_id)).filter(
        basis__in=(Basis.RESPONSIBLE, Basis.DEPUTY)
    )
    rows = User.objects.filter(
        Q(pk__in=team.values("user_id")) | Q(pk__in=office.values("principal_id")), is_active=True
    )
    return rows.exclude(pk=protocol.author_id).order_by("display_name")
