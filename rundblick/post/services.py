"""Putting mail into the outbox and delivering it."""

import datetime as dt
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

from django.conf import settings
from django.db.models import Min

from rundblick.access import crypto
from rundblick.access.context import reason
from rundblick.config import Smtp
from rundblick.post.models import OutgoingMail
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


def deliver(limit: int = 50) -> Delivery:
    """Send what waits (as worker). At least once: the Message-ID stays the same, so a double can be recognised.

    A permanent refusal (5xx) bounces at once; anything else is tried again later, after the last try it bounces.
    Without a relay everything keeps waiting.
    """
    if not settings.RUNDBLICK.smtp.enabled:
        return Delivery(0, 0, OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING).count())
    due = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=OutgoingMail.State.WAITING, next_try_at__lte=now()
    )
    for mail in due.order_by("created_at")[:limit]:
        _try(mail)
        mail.save()
    counts = {
        s: OutgoingMail.objects.filter(state=s, next_try_at__gte=now() - KEEP_SENT).count() for s in OutgoingMail.State
    }
    return Delivery(
        counts[OutgoingMail.State.SENT], counts[OutgoingMail.State.BOUNCED], counts[OutgoingMail.State.WAITING]
    )


def _try(mail: OutgoingMail) -> None:
    mail.tries += 1
    try:
        _send(mail, settings.RUNDBLICK.smtp)
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        _failed(mail, f"Empfänger abgelehnt ({codes[0]})", permanent=all(code >= 500 for code in codes))
    except smtplib.SMTPResponseException as refused:
        _failed(mail, f"abgelehnt ({refused.smtp_code})", permanent=refused.smtp_code >= 500)
    except (OSError, smtplib.SMTPException) as error:
        _failed(mail, type(error).__name__, permanent=False)
    else:
        mail.state, mail.sent_at, mail.trouble = OutgoingMail.State.SENT, now(), ""


def _failed(mail: OutgoingMail, trouble: str, *, permanent: bool) -> None:
    mail.trouble = trouble[:200]
    if permanent or mail.tries > len(RETRY_MINUTES):
        mail.state = OutgoingMail.State.BOUNCED
        return
    mail.next_try_at = now() + dt.timedelta(minutes=RETRY_MINUTES[mail.tries - 1])


def _send(mail: OutgoingMail, relay: Smtp) -> None:
    message = EmailMessage()
    message["From"] = relay.sender
    message["To"] = ", ".join(mail.recipients)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.pk}@{relay.sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(crypto.unseal(crypto.user_key(mail.pk), bytes(mail.sealed_body), f"mail:{mail.pk}").decode())
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
