"""Codes of the room, with the words on the screen."""

from django.db import models


class Outcome(models.TextChoices):
    """What the benefits department answers."""

    SETTLED = "settled", "Das klärt sich so"
    CHECKING = "checking", "Der Bescheid wird geprüft"
    MISSING = "missing", "Es fehlen Unterlagen"
    APPLY = "apply", "Ein Antrag ist nötig"
    ELSEWHERE = "elsewhere", "Dafür ist eine andere Stelle zuständig"
    ASKING_BACK = "asking_back", "Rückfrage an Sie"


class State(models.TextChoices):
    """Where a question stands; computed, never stored."""

    OPEN = "open", "wartet auf Antwort"
    ANSWERED = "answered", "beantwortet"
    ENDED = "ended", "abgeschlossen"
