"""The words of the room that are stored, with their German labels."""

from django.db import models


class Result(models.TextChoices):
    """What came out of the preparation."""

    VISIT = "visit", "Besuch, wie geplant"
    ELSEWHERE = "elsewhere", "lieber anders treffen"
    LATER = "later", "später"


class Company(models.TextChoices):
    """Who goes, by role; names are not needed."""

    ALONE = "alone", "ich allein"
    COLLEAGUE = "colleague", "zu zweit, aus dem Haus"
    PARTNER = "partner", "zu zweit, mit einer anderen Stelle"


class Act(models.TextChoices):
    """What a colleague did when somebody did not report back. Codes and no prose, so that nobody is described."""

    CALLED = "called", "angerufen"
    OFFICE = "office", "im Büro nachgefragt"
    LEAD = "lead", "Leitung informiert"
    DROVE = "drove", "hingefahren"
    POLICE = "police", "Notruf gewählt"


class Channel(models.TextChoices):
    """On which way a colleague was called; the codes of the outbox."""

    MAIL = "mail", "E-Mail"
    SMS = "sms", "SMS"
