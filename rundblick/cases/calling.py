"""Neutral mails that something new waits in Rundblick: what the rooms that send them have in common.

Nothing about anybody stands in them. A room says who is to be told, at most one mail a day goes to each reader, and
right before it leaves the room is asked whether there still is something behind an open door. Runs as worker.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.doors import System
from rundblick.access.models import User
from rundblick.post.models import OutgoingMail
from rundblick.post.registries import Ticket
from rundblick.post.services import put_for
from rundblick.web.clock import now

SUBJECT = "Etwas Neues wartet in Rundblick auf Sie"
BODY = (
    "Guten Tag,\n\nin Rundblick steht etwas Neues für Sie. Bitte melden Sie sich an; Sie finden es unter"
    " „{place}“.\n\n"
    "Diese Nachricht nennt absichtlich keine Namen und keinen Inhalt. Sie kommt höchstens einmal am Tag.\n"
)
A_DAY = dt.timedelta(hours=20)
KEEP = dt.timedelta(days=30)


class CallState(models.TextChoices):
    """What became of such a mail."""

    WAITING = "waiting", "wartet"
    SENT = "sent", "versandt"
    BOUNCED = "bounced", "nicht zustellbar"
    WITHDRAWN = "withdrawn", "zurückgezogen"


class CallBase(models.Model):
    """A neutral mail to somebody; its id is that of the message."""

    user_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.WAITING)

    door: ClassVar[Any] = System(app="SELECT", read_policy="false")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("user", "at", "state"),
        staff("Jemandem sagen, dass etwas Neues wartet", "Höchstens eine Mail am Tag", "30 Tage"),
    )
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        abstract = True


def tell(*, calls: Any, cause: str, place: str, users: Collection[uuid.UUID], at: dt.datetime) -> int:
    """Write a mail to each of these users whom this room told nothing for a day; how many.

    `calls`: the room's model of mails. `place`: the words of the navigation under which the news stand.
    """
    lately = set(calls.objects.filter(at__gt=at - A_DAY).values_list("user_id", flat=True))
    wanted = sorted(set(users) - lately)
    for user_id in wanted:
        message = calls.objects.create(user_id=user_id, at=at)
        put_for(
            cause=cause,
            message_id=message.pk,
            channel=OutgoingMail.Channel.MAIL,
            subject=SUBJECT,
            body=BODY.format(place=place),
        )
    return len(wanted)


def ticket(*, calls: Any, message_id: uuid.UUID, still_new: Callable[[Any], bool]) -> Ticket:
    """The last look before a mail leaves. `still_new(call)`: is there still something for this reader?"""
    called = calls.objects.filter(pk=message_id).select_related("user").first()
    if called is None or not called.user.is_active or not still_new(called):
        return Ticket()
    return Ticket(address=called.user.email)


def settle(*, calls: Any, message_id: uuid.UUID, state: str) -> None:
    """Note what became of the mail."""
    calls.objects.filter(pk=message_id).update(state=CallState(state))


def tidy(*, calls: Any, at: dt.datetime | None = None) -> int:
    """Let go of what is older than thirty days; how many."""
    return int(calls.objects.filter(at__lt=(at or now()) - KEEP).delete()[0])
