"""Codes of the strategy talk, with the words on the screen."""

from django.db import models


class PhaseCode(models.TextChoices):
    """The two phases after the talk; a review belongs to the end of one of them."""

    ACTION = "action", "Handlungsphase"
    OBSERVATION = "observation", "Beobachtungsphase"


class WayState(models.TextChoices):
    """Whether a way is gone, or was looked at and does not fit."""

    CHOSEN = "chosen", "gehen wir"
    LOOKED_AT = "looked_at", "angesehen, passt zurzeit nicht"


class Certified(models.TextChoices):
    """Whether an offer of training is certified; what is not cannot be funded (E04.16)."""

    YES = "yes", "ja"
    NO = "no", "nein"
    UNKNOWN = "unknown", "noch offen"
