"""Codes of plans, with the words on the screen."""

from django.db import models

from rundblick.cases.codes import Responsible


class State(models.TextChoices):
    """Where a version stands. `ENDED`: a later version took its place, or the plan ended without one."""

    DRAFT = "draft", "Entwurf"
    PUBLISHED = "published", "gilt"
    ENDED = "ended", "frühere Fassung"


class LineKind(models.TextChoices):
    """What a line is."""

    GOAL = "goal", "Ziel"
    STEP = "step", "Schritt"
    WORDS = "words", "Satz"


class Confirmed(models.TextChoices):
    """How somebody said that the plan fits. It holds without; nothing depends on it."""

    PAPER = "paper", "auf Papier"
    SCREEN = "screen", "am Bildschirm"
    SPOKEN = "spoken", "mündlich im Gespräch"


class By(models.TextChoices):
    """Who said that the plan fits."""

    PERSON = "person", "die Person selbst"
    GUARDIAN = "guardian", "ihre gesetzliche Vertretung"


PLAIN_WHO = {
    Responsible.PERSON: "Das machen Sie selbst",
    Responsible.JOBCENTER: "Das macht das Jobcenter",
    Responsible.PROVIDER: "Das macht der Träger",
    Responsible.THIRD: "Das macht eine andere Stelle",
}
"""Who does it, said to the person in plain language."""
