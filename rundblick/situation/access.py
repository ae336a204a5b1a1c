"""Fetching what belongs to the situation: the row or 404, and whether the protected area is open to the reader."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.access import is_staff
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.clock import berlin_date


@dataclass(frozen=True)
class ProtectedDoor:
    """The reader's door to one member's protected entries. `until`: when it closes, None = open end."""

    writes: bool
    until: dt.datetime | None
    basis: str

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it is open, None = open end."""
        return None if self.until is None else berlin_date(self.until - dt.timedelta(microseconds=1))


def entry_or_404(context: Context, entry_id: uuid.UUID, *, writing: bool = False) -> Entry:
    """An entry the context may read, or change."""
    rows = Entry.objects.visible_to(context, writing=writing).filter(pk=entry_id).select_related("author")
    found = rows.first() if is_staff(context) else None
    if found is None or found.person_id is None:
        raise Http404
    return found


def protected_door(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> ProtectedDoor | None:
    """The door through which the context reads this member's protected entries now, None when it is closed.

    Only doors that name this member or nobody count: another member's consent opens nothing here.
    """
    if not is_staff(context):
        return None
    doors = list(
        open_grants(context)
        .filter(Q(subject_id=person_id) | Q(subject_id__isnull=True), dossier_id=dossier_id)
        .filter(topics__contains=["protected"])
        .values_list("writes", "valid_until", "basis")
    )
    if not doors:
        return None
    ends = [until for _writes, until, _basis in doors]
    return ProtectedDoor(
        writes=any(writes for writes, _until, _basis in doors),
        until=None if None in ends else max(end for end in ends if end is not None),
        basis=next((basis for _writes, _until, basis in doors if basis == Basis.CONSENT), doors[0][2]),
    )


def protected_or_none(context: Context, entry_id: uuid.UUID) -> ProtectedEntry | None:
    """An entry of the protected area the context may change, or None when its door is closed by now."""
    return ProtectedEntry.objects.visible_to(context, writing=True).filter(pk=entry_id).first()
