"""Putting messages into the outbox and delivering them."""

import datetime as dt
import smtplib
import ssl
import uuid
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Min

from rundblick.access import crypto
from rundblick.access.context import reason
from rundblick.config import Smtp
from rundblick.post import sms
from rundblick.post.models import OutgoingMail
from rundblick.post.registries import Ticket, causes
from rundblick.web.clock import now

RETRY_MINUTES = (1, 5, 15, 60, 240, 720)
KEEP_SENT = dt.timedelta(days=30)


class Delivery(NamedTuple):
    """What one round did."""

    sent: int
    bounced: int
    waiting: int


def put(*, recipients: list[str], subject: str, body: str) -> OutgoingMail:
    """Write a mail into the outbox, in the caller's transaction. The subject must not name a person or a case."""
    with reason("post.put"):
        mail = OutgoingMail(recipients=recipients, subject=" ".join(subject.split())[:200], created_at=now())
        mail.next_try_at = mail.created_at
        mail.sealed_body = crypto.seal(crypto.user_key(mail.pk), body, f"mail:{mail.pk}")
        mail.save(force_insert=True)
    return mail


def put_for(
    *, cause: str, message_id: uuid.UUID, channel: str, body: str, subject: str = "", calendar: str = ""
) -> OutgoingMail:
    """Write a message whose address its room names when it leaves (`registries`); it gets the id given.

    In the caller's transaction. `calendar`: an iCalendar to attach. Raises ValueError for a text message that is none.
    """
    if channel == OutgoingMail.Channel.SMS and not sms.fits(body):
        raise ValueError("not one text message")
    key = crypto.user_key(message_id)
    with reason("post.put"):
        at = now()
        mail = OutgoingMail(pk=message_id, cause=cause, channel=channel, recipients=[], subject=subject)
        mail.created_at = mail.next_try_at = at
        mail.sealed_body = crypto.seal(key, body, f"mail:{message_id}")
        if calendar:
            mail.sealed_calendar = crypto.seal(key, calendar, f"calendar:{message_id}")
        mail.save(force_insert=True)
    return mail


def channels() -> list[str]:
    """What this installation can send."""
    config = settings.RUNDBLICK
    able = {OutgoingMail.Channel.MAIL: config.smtp.enabled, OutgoingMail.Channel.SMS: config.sms.enabled}
    return [channel for channel, enabled in able.items() if enabled]


def deliver(limit: int = 50) -> Delivery:
    """Send what waits (as worker). At least once: the id stays the same, so a double can be recognised.

    A permanent refusal bounces at once; anything else is tried again later, after the last try it bounces. Without
    a relay or gateway everything keeps waiting. A message with a cause leaves only with its room's word.
    """
    due = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=OutgoingMail.State.WAITING, next_try_at__lte=now(), channel__in=channels()
    )
    for mail in due.order_by("created_at")[:limit]:
        refused = _try(mail)
        if mail.cause and mail.state != OutgoingMail.State.WAITING:
            _settle(mail, refused)
        mail.save()
    counts = {
        s: OutgoingMail.objects.filter(state=s, next_try_at__gte=now() - KEEP_SENT).count() for s in OutgoingMail.State
    }
    return Delivery(
        counts[OutgoingMail.State.SENT], counts[OutgoingMail.State.BOUNCED], counts[OutgoingMail.State.WAITING]
    )


def _try(mail: OutgoingMail) -> bool:
    """Send, or note why not; whether the far side does not know the address."""
    ticket = Ticket()
    if mail.cause:
        cause = causes.get(mail.cause)
        ticket = cause.allow(mail.pk) if cause else ticket
        if ticket.not_before is not None:
            mail.next_try_at = ticket.not_before
            return False
        if not ticket.address:
            mail.state = OutgoingMail.State.WITHDRAWN
            return False
    mail.tries += 1
    try:
        if mail.channel == OutgoingMail.Channel.SMS:
            sms.send(mail.pk, ticket.address, _opened(mail), settings.RUNDBLICK.sms)
        else:
            _send(mail, ticket, settings.RUNDBLICK.smtp)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        unknown = all(code >= 500 for code in codes)
        _failed(mail, f"Empfänger abgelehnt ({codes[0]})", permanent=unknown)
        return unknown
    except smtplib.SMTPResponseException as refused:
        _failed(mail, f"abgelehnt ({refused.smtp_code})", permanent=refused.smtp_code >= 500)
    except sms.NotSent as trouble:
        _failed(mail, str(trouble), permanent=trouble.refused)
        return trouble.refused
    except (OSError, smtplib.SMTPException) as error:
        _failed(mail, type(error).__name__, permanent=False)
    else:
        mail.state, mail.sent_at, mail.trouble = OutgoingMail.State.SENT, now(), ""
    return False


def _settle(mail: OutgoingMail, refused: bool) -> None:
    """Tell the room, which keeps what it needs of the message; nothing of its text stays here."""
    mail.sealed_body, mail.sealed_calendar = b"", None
    if cause := causes.get(mail.cause):
        cause.settled(mail.pk, mail.state, refused)


def _opened(mail: OutgoingMail) -> str:
    return crypto.unseal(crypto.user_key(mail.pk), bytes(mail.sealed_body), f"mail:{mail.pk}").decode()


def _failed(mail: OutgoingMail, trouble: str, *, permanent: bool) -> None:
    mail.trouble = trouble[:200]
    if permanent or mail.tries > len(RETRY_MINUTES):
        mail.state = OutgoingMail.State.BOUNCED
        return
    mail.next_try_at = now() + dt.timedelta(minutes=RETRY_MINUTES[mail.tries - 1])


def _send(mail: OutgoingMail, ticket: Ticket, relay: Smtp) -> None:
    message = EmailMessage()
    message["From"] = relay.sender
    message["To"] = ticket.address or ", ".join(mail.recipients)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.pk}@{relay.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_opened(mail))
    if mail.sealed_calendar is not None:
        calendar = crypto.unseal(crypto.user_key(mail.pk), bytes(mail.sealed_calendar), f"calendar:{mail.pk}")
        message.add_attachment(
            calendar.decode(), subtype="calendar", filename="termin.ics", params=dict(ticket.calendar), cte="base64"
        )
    connect = smtplib.SMTP_SSL if relay.tls == "tls" else smtplib.SMTP
    with connect(relay.host, relay.port, timeout=20) as connection:
        if relay.tls == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if relay.user:
            connection.login(relay.user, relay.password)
        connection.send_message(message)


def tidy() -> int:
    """Remove what was sent or bounced more than thirty days ago (as worker)."""
    done = OutgoingMail.objects.exclude(state=OutgoingMail.State.WAITING)
    return done.filter(created_at__lt=now() - KEEP_SENT).delete()[0]


def oldest_waiting() -> dt.datetime | None:
    """Since when the oldest mail waits (as worker)."""
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    oldest: dt.datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return oldest
