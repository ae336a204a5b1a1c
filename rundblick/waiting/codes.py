"""Codes of the room, with the words on the screen."""

from django.db import models


class Outcome(models.TextChoices):
    """How a wait ended. What was decided is not judged here. LEFT: it did not come, and nobody waits any longer."""

    CAME = "came", "ist gekommen"
    ANSWERED = "answered", "beantwortet"
    LEFT = "left", "nicht länger gewartet"
    NOT_NEEDED = "not_needed", "nicht mehr nötig"
