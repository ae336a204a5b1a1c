"""The words of the room that are stored, with their German labels."""

from django.db import models

from rundblick.post.models import OutgoingMail

State = OutgoingMail.State


class Channel(models.TextChoices):
    """By which way somebody wants to hear of appointments; the codes are those of the outbox."""

    MAIL = "mail", "E-Mail"
    SMS = "sms", "SMS"


class Kind(models.TextChoices):
    """What a message tells."""

    INVITATION = "invitation", "Einladung"
    CHANGE = "change", "Änderung"
    CANCELLATION = "cancellation", "Absage"
    REMINDER = "reminder", "Erinnerung"
