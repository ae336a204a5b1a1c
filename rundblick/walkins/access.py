"""Who may keep and read walk-ins: coaches, of their own and of their team's. The object, or 404."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.walkins.models import WalkIn
from rundblick.web.clock import today

READERS_OF_NUMBERS = (Role.COACH, Role.TEAM_LEAD, Role.COORDINATOR)


def coach(request: Request) -> Context:
    """The context of a coach of a house."""
    return _of_a_house(only(request, Role.COACH))


def reader_of_numbers(request: Request) -> Context:
    """The context of somebody who may see how many came."""
    return _of_a_house(only(request, *READERS_OF_NUMBERS))


def house_of(context: Context) -> uuid.UUID:
    """The house whose places and numbers these are."""
    assert context.organisation_id
    return context.organisation_id


def open_to(context: Context) -> QuerySet[WalkIn]:
    """Walk-ins the context may read and erase, as long as they are kept."""
    if not context.has_role(Role.COACH):
        return WalkIn.objects.none()
    mine = Q(author_id=context.user_id) | Q(team_id__in=context.team_ids)
    return WalkIn.objects.filter(mine, erase_on__gt=today()).select_related("author")


def walkin_or_404(request: Request, walkin_id: uuid.UUID) -> WalkIn:
    """A walk-in of the own team."""
    found = open_to(coach(request)).filter(pk=walkin_id).first()
    if found is None:
        raise Http404
    return found


def _of_a_house(context: Context) -> Context:
    if context.organisation_id is None:
        raise Http404
    return context
