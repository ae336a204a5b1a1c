"""Codes of the room, with the words on the screen."""

from django.db import models


class Outcome(models.TextChoices):
    """How a wait ended. What was decided is not judged here."""

    CAME = "came", "ist gekommen"
    ANSWERED = "answered", "beantwortet"
    NOT_NEEDED = "not_needed", "nicht mehr nötig"
