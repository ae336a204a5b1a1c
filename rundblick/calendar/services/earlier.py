"""Verbs of the waiting list: who would like to come earlier, and giving away a time that became free."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.codes import NEEDS_CONSENT, Setting, Status
from rundblick.calendar.earlier import FreeSlot
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment, EarlierWish
from rundblick.calendar.services.appointments import arrange, members_only, move
from rundblick.web.clock import now, today


def wish_earlier(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    coach: User,
    settings: Sequence[str] = (),
    weekdays: Sequence[int] = (),
) -> EarlierWish:
    """A member would like to come earlier. An open wish is kept and takes the new settings and weekdays.

    Raises Refused for somebody who is no member.
    """
    members_only(dossier_id, [person_id], on=today())
    given = {"coach": coach, "wished_on": today(), "settings": list(settings), "weekdays": list(weekdays)}
    with reason("calendar.wish"):
        return EarlierWish.objects.update_or_create(
            dossier_id=dossier_id, person_id=person_id, ended_at=None, defaults=given
        )[0]


def end_wish(wish: EarlierWish) -> None:
    """The wish is fulfilled or no longer there. Twice is harmless."""
    with reason("calendar.wish.end"):
        EarlierWish.objects.filter(pk=wish.pk, ended_at=None).update(ended_at=now())


def take_slot(*, wish: EarlierWish, slot: FreeSlot, coach: User) -> Appointment:
    """Give a free time to the person who wished it, and end the wish.

    Their next single appointment with this coach after that time moves there; without one a new one is arranged. Twice
    makes one. Raises Refused when the time is over or taken meanwhile, the wish is fulfilled, or the setting needs a
    consent of its own.
    """
    # All or nothing: a view that shows a refusal commits what was written before it.
    with reason("calendar.earlier"), transaction.atomic():
        row = EarlierWish.objects.select_for_update().get(pk=wish.pk)
        if row.ended_at is not None:
            raise Refused("Dieser Wunsch ist schon erfüllt.")
        if slot.starts_at <= now():
            raise Refused("Dieser Zeitpunkt ist schon vorbei.")
        if slot.setting in NEEDS_CONSENT:
            raise Refused("Ein Hausbesuch braucht die Einwilligung der Person; bitte vereinbaren Sie ihn neu.")
        end_wish(row)
        later = next_single(row, coach, slot.starts_at)
        where: dict[str, Any] = {
            "starts_at": slot.starts_at,
            "ends_at": slot.ends_at,
            "setting": slot.setting,
            "room": slot.room,
        }
        if later is not None:
            kept: dict[str, Any] = {"purpose": later.purpose or "", "video_url": later.video_url or ""}
            return move(appointment=later, version=later.version, **kept, **where)[0]
        return arrange(
            dossier_id=row.dossier_id,
            persons=[row.person_id],
            coach=coach,
            meeting=uuid.uuid5(row.pk, slot.starts_at.astimezone(dt.UTC).isoformat()),
            **where,
        )[0]


def next_single(wish: EarlierWish, coach: User, after: dt.datetime) -> Appointment | None:
    """The person's next planned appointment with this coach after that time at which nobody else sits."""
    rows = Appointment.objects.filter(
        dossier_id=wish.dossier_id, coach=coach, status=Status.PLANNED, starts_at__gt=after, series__isnull=True
    )
    for row in rows.filter(person_id=wish.person_id).exclude(setting=Setting.HOME_VISIT).order_by("starts_at", "pk"):
        if not Appointment.objects.filter(dossier_id=row.dossier_id, meeting=row.meeting).exclude(pk=row.pk).exists():
            return row
    return None
