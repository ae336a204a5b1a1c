"""The outbox."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import Personal
from rundblick.access.doors import System

_MAIL = Personal(
    "Zustellung einer Nachricht, die jemand ausgelöst hat",
    "§ 67b SGB X, Art. 6 Abs. 1 lit. e DSGVO",
    "Ohne Adresse und Text keine Zustellung",
    "30 Tage nach dem Versand",
)


class OutgoingMail(models.Model):
    """A message that commits with its cause. The text is sealed; the subject is neutral.

    With a `cause` (see `registries`) the row holds no address: the room that wrote it says where the message goes at
    the moment it leaves, or that it must not leave any more. A text message has neither subject nor calendar.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "wartet"
        SENT = "sent", "versandt"
        BOUNCED = "bounced", "nicht zustellbar"
        WITHDRAWN = "withdrawn", "zurückgezogen"

    class Channel(models.TextChoices):
        MAIL = "mail", "E-Mail"
        SMS = "sms", "SMS"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.MAIL)
    cause = models.CharField(max_length=40, blank=True, default="")
    recipients = ArrayField(models.EmailField())
    subject = models.CharField(max_length=200)
    sealed_body = models.BinaryField()
    sealed_calendar = models.BinaryField(null=True, blank=True)
    created_at = models.DateTimeField()
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)

    door = System(app="SELECT, INSERT", read_policy="false")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _MAIL
        for name in (
            "channel",
            "cause",
            "recipients",
            "subject",
            "sealed_body",
            "sealed_calendar",
            "created_at",
            "state",
            "tries",
            "next_try_at",
            "sent_at",
            "trouble",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_waiting")]
