"""Neutral mails that something new stands on a sheet. Written by a job, as worker; at most one a day for each reader.

Nothing about anybody stands in them. Whether there still is something behind an open door is asked right before the
mail leaves.
"""

import datetime as dt
import uuid
from collections import defaultdict

from django.db.models import Q

from rundblick.access.context import reason
from rundblick.access.models import Grant, TeamMembership, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.cases import calling
from rundblick.cases.agencies import guest_doors, houses_behind
from rundblick.cooperation.models import Call, Entry
from rundblick.post.registries import Cause, Ticket
from rundblick.web.clock import now, today

CAUSE = "cooperation"
PLACE = "Absprachen"
AFTER = dt.timedelta(minutes=10)
"""So long somebody may take back what they wrote before a mail tells of it."""


def call(at: dt.datetime | None = None) -> int:
    """Write the mails for what nobody has read yet; how many. Running twice calls nobody twice."""
    moment = at or now()
    rows = Entry.objects.filter(seen_at__isnull=True, called_at__isnull=True, written_at__lte=moment - AFTER)
    fresh = list(rows.filter(Q(from_agency=False) | Q(for_house=True)))
    readers = readers_of(fresh)
    wanted = {user_id for users in readers.values() for user_id in users}
    with reason("cooperation.call"):
        told = calling.tell(calls=Call, cause=CAUSE, place=PLACE, users=wanted, at=moment)
        Entry.objects.filter(pk__in=[row.pk for row in fresh]).update(called_at=moment)
    return told


def readers_of(rows: list[Entry]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """By entry, the users of the other side who may read it now. Up to five queries."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {row.pk: set() for row in rows}
    ids = {row.dossier_id for row in rows}
    if not ids:
        return found
    inside = Grant.objects.filter(
        open_now(),
        dossier_id__in=ids,
        principal_kind=PrincipalKind.USER,
        basis__in=(Basis.RESPONSIBLE, Basis.DEPUTY),
    )
    house: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for dossier_id, user_id in inside.values_list("dossier_id", "principal_id"):
        house[dossier_id].add(user_id)
    grants = list(guest_doors().filter(dossier_id__in=ids))
    agencies = houses_behind(grants)
    people = _people_behind(grants)
    for row in rows:
        if row.from_agency:
            found[row.pk] = house[row.dossier_id]
            continue
        for grant in grants:
            fits = grant.dossier_id == row.dossier_id and grant.subject_id in (None, row.person_id)
            if fits and agencies.get(grant.principal_id) == row.agency_id:
                found[row.pk] |= people[grant.principal_id]
    return found


def _people_behind(grants: list[Grant]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """By principal, the active users who go through its doors today."""
    ids = {grant.principal_id for grant in grants}
    found: dict[uuid.UUID, set[uuid.UUID]] = {key: set() for key in ids}
    users = User.objects.filter(Q(pk__in=ids) | Q(organisation_id__in=ids), is_active=True)
    for pk, organisation_id in users.values_list("pk", "organisation_id"):
        for key in (pk, organisation_id):
            if key in found:
                found[key].add(pk)
    members = TeamMembership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=today()),
        team_id__in=ids,
        valid_from__lte=today(),
        user__is_active=True,
    )
    for team_id, user_id in members.values_list("team_id", "user_id"):
        found[team_id].add(user_id)
    return found


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: is there still something new for this reader behind an open door?"""
    return calling.ticket(calls=Call, message_id=message_id, still_new=_still_new)


def _still_new(called: Call) -> bool:
    rows = Entry.objects.filter(Q(from_agency=False) | Q(for_house=True), seen_at__isnull=True)
    waiting = list(rows.filter(called_at__isnull=False, written_at__gt=called.at - calling.KEEP))
    return any(called.user_id in users for users in readers_of(waiting).values())


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of the mail."""
    calling.settle(calls=Call, message_id=message_id, state=state)


def tidy(at: dt.datetime | None = None) -> int:
    """Let go of what is older than thirty days; how many."""
    return calling.tidy(calls=Call, at=at)


CAUSED = Cause(allow, settled)
