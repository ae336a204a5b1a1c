"""Mails that point to a table and tell nothing: who is meant, and why, stands behind the login.

As worker, right before a mail leaves, the doors are asked once more: whoever lost theirs gets none.
"""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.conferences.codes import MailState, SeatKind
from rundblick.conferences.models import Conference, Contribution, Invitation, Seat
from rundblick.conferences.rules import REMIND_BEFORE
from rundblick.post import services as post
from rundblick.post.models import OutgoingMail
from rundblick.post.registries import Cause, Ticket
from rundblick.web.clock import now, today

CAUSE = "conferences"
SUBJECT = "Einladung zu einer Besprechung"
REMINDER = "Erinnerung: eine Besprechung vorbereiten"
BODY = """Guten Tag,

Sie sind zu einer Besprechung eingeladen. Um wen und worum es geht, steht aus Gründen des Datenschutzes nicht in dieser
Mail. Bitte melden Sie sich in Rundblick an: Auf Ihrer Startseite finden Sie die Einladung und den Tag, bis zu dem Sie
sich vorbereiten können.

Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
"""
REMINDING = """Guten Tag,

eine Besprechung, zu der Sie eingeladen sind, wartet noch auf Ihre Vorbereitung. Bitte melden Sie sich in Rundblick an:
Auf Ihrer Startseite steht, bis wann. Ein paar Stichpunkte genügen.

Diese Mail wurde automatisch verschickt. Bitte antworten Sie nicht darauf.
"""


def tell(invitation: Invitation) -> None:
    """Put the mail of an invitation into the outbox, in the transaction that invites."""
    post.put_for(cause=CAUSE, message_id=invitation.pk, channel=OutgoingMail.Channel.MAIL, subject=SUBJECT, body=BODY)


def tell_colleague(seat: Seat) -> None:
    """The same mail to a colleague of the own house, in the transaction that seats them."""
    seat.told_at, seat.mail = now(), MailState.WAITING
    seat.save(update_fields=["told_at", "mail"])
    post.put_for(cause=CAUSE, message_id=seat.pk, channel=OutgoingMail.Channel.MAIL, subject=SUBJECT, body=BODY)


def remind(day: dt.date | None = None) -> int:
    """Remind each house and each colleague once that nothing was brought along, two days before the last day; how many.

    As worker. The own house counts as one: when one of its people has brought something, its colleagues hear nothing,
    as on their start pages.
    """
    on = day or today()
    brought = Contribution.objects.filter(conference=OuterRef("conference"))
    houses = Invitation.objects.filter(~Exists(brought.filter(agency=OuterRef("agency"))))
    own = brought.filter(agency=OuterRef("dossier__organisation"))
    people = Seat.objects.filter(~Exists(own), kind=SeatKind.HOUSE).exclude(user=F("conference__led_by"))
    rows: list[Any] = [*_near(houses, "invited_at", on), *_near(people, "told_at", on)]
    with reason("conferences.remind"):
        for row in rows:
            row.reminder = uuid.uuid4()
            row.save(update_fields=["reminder"])
            post.put_for(
                cause=CAUSE,
                message_id=row.reminder,
                channel=OutgoingMail.Channel.MAIL,
                subject=REMINDER,
                body=REMINDING,
            )
    return len(rows)


def _near(rows: QuerySet[Any], told: str, on: dt.date) -> QuerySet[Any]:
    """Those whose preparation ends within two days, told yesterday or before and not reminded yet."""
    found = rows.filter(
        reminder__isnull=True,
        conference__closed_at__isnull=True,
        conference__cancelled_at__isnull=True,
        conference__prepare_until__gte=on,
        conference__prepare_until__lte=on + REMIND_BEFORE,
        **{f"{told}__lt": now() - dt.timedelta(days=1)},
    )
    return found.order_by("pk")


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: those of the house, or the colleague, whose doors still open the table while it is ahead."""
    row = _of(message_id)
    if row is None or not row.conference.open or row.conference.starts_at <= now():
        return Ticket()
    meant = Q(organisation_id=row.agency_id) if isinstance(row, Invitation) else Q(pk=row.user_id)
    people = User.objects.filter(meant, is_active=True).order_by("email")
    open_to = [
        user.email
        for user in people
        if Conference.objects.visible_to(user.access_context()).filter(pk=row.conference_id).exists()
    ]
    return Ticket(address=", ".join(open_to))


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note on the invitation or seat what became of its mail; a reminder leaves no trace there."""
    with reason("conferences.mail"):
        if not Invitation.objects.filter(pk=message_id).update(mail=state):
            Seat.objects.filter(pk=message_id).update(mail=state)


CAUSED = Cause(allow, settled)


def _of(message_id: uuid.UUID) -> Invitation | Seat | None:
    meant = Q(pk=message_id) | Q(reminder=message_id)
    invitation = Invitation.objects.filter(meant).select_related("conference").first()
    seats = Seat.objects.filter(meant, kind=SeatKind.HOUSE).select_related("conference")
    return invitation or seats.first()
