"""Codes of the room with their German words."""

from django.db import models


class Respondent(models.TextChoices):
    """Whose view it is."""

    SELF = "self", "eigene Sicht"
    COACH = "coach", "Sicht der Begleitung"


class Mode(models.TextChoices):
    """How the answers came in."""

    TOGETHER = "together", "im Gespräch, jemand liest vor"
    ALONE = "alone", "die Person tippt selbst"
    PAPER = "paper", "vom Papier abgetippt"


class Spoken(models.TextChoices):
    """Languages a questionnaire may have besides German. Plain German (`plain`) is one of them here."""

    GERMAN = "de", "Deutsch"
    PLAIN = "plain", "Einfaches Deutsch"
    ENGLISH = "en", "English"
    UKRAINIAN = "uk", "Українська"
    ARABIC = "ar", "العربية"
    TURKISH = "tr", "Türkçe"


RIGHT_TO_LEFT = frozenset({Spoken.ARABIC})

UNKNOWN, UNWILLING = "unknown", "unwilling"
"""Answers that are none: "weiß nicht" and "möchte ich nicht sagen"."""

ORDINARY, PROTECTED = "situation", "protected"
"""Topics of the answers: questions about health are behind the door that only a consent opens."""
