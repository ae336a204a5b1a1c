"""Neutral mails to the benefits department that a question waits. Written by a job, as worker."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Now

from rundblick.access.context import reason
from rundblick.access.models import TeamMembership, User
from rundblick.cases import calling
from rundblick.inquiries import queries
from rundblick.inquiries.models import Call, Inquiry
from rundblick.post.registries import Cause, Ticket
from rundblick.web.clock import now, today

CAUSE = "inquiries"
PLACE = "Fragen an mich"


def call(at: dt.datetime | None = None) -> int:
    """Write the mails for questions of which nobody was told yet; how many. Running twice calls nobody twice."""
    moment = at or now()
    fresh = [row for row in _open() if row.called_at is None]
    with reason("inquiries.call"):
        told = calling.tell(calls=Call, cause=CAUSE, place=PLACE, users=asked_users(fresh), at=moment)
        Inquiry.objects.filter(pk__in=[row.pk for row in fresh]).update(called_at=moment)
    return told


def asked_users(rows: Iterable[Inquiry]) -> set[uuid.UUID]:
    """The active users who were asked, by name or in a team. Two queries."""
    ids = {row.asked_id for row in rows}
    if not ids:
        return set()
    day = today()
    members = TeamMembership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day), team_id__in=ids, valid_from__lte=day
    )
    users = User.objects.filter(Q(pk__in=ids) | Q(pk__in=members.values("user_id")), is_active=True)
    return set(users.values_list("pk", flat=True))


def _open() -> list[Inquiry]:
    """Questions without an answer behind an open door."""
    held = Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gt=Now())
    rows = queries.with_state(Inquiry.objects.filter(held, ended_at__isnull=True))
    return list(rows.filter(answered=False))


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: is there still a question open to this reader?"""
    return calling.ticket(calls=Call, message_id=message_id, still_new=lambda one: one.user_id in asked_users(_open()))


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of the mail."""
    calling.settle(calls=Call, message_id=message_id, state=state)


CAUSED = Cause(allow, settled)
