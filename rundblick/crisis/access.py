"""Fetching what belongs to the room, or 404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.access.roles import Role
from rundblick.calendar.access import is_staff
from rundblick.crisis.models import Card, Protocol

KEEPERS = (Role.ADMIN, Role.TEAM_LEAD)
"""Who looks after the card of their own house."""


def protocol_or_404(context: Context, protocol_id: uuid.UUID, *, writing: bool = False) -> Protocol:
    """A protocol the context may read, or change."""
    rows = Protocol.objects.visible_to(context, writing=writing).filter(pk=protocol_id)
    found: Protocol | None = rows.select_related("author", "second").first() if is_staff(context) else None
    if found is None:
        raise Http404
    return found


def may_change(context: Context, protocol: Protocol) -> bool:
    """Whether the reader may change it, not only read. One query."""
    return Protocol.objects.visible_to(context, writing=True).filter(pk=protocol.pk).exists()


def house_or_404(context: Context) -> Organisation:
    """The reader's own house, if they look after its card."""
    if context.organisation_id is None or not context.has_role(*KEEPERS):
        raise Http404
    return Organisation.objects.get(pk=context.organisation_id)


def card_or_404(house: Organisation, card_id: uuid.UUID) -> Card:
    """A card of that house."""
    found = Card.objects.filter(organisation=house, pk=card_id).first()
    if found is None:
        raise Http404
    return found
