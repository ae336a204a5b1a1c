"""Codes of the room that are stored, with their words. Conditions, tasks and licences stand in `catalogue.working`."""

from django.db import models


class Weekday(models.TextChoices):
    """A day of the week, in its order."""

    MONDAY = "mo", "Montag"
    TUESDAY = "tu", "Dienstag"
    WEDNESDAY = "we", "Mittwoch"
    THURSDAY = "th", "Donnerstag"
    FRIDAY = "fr", "Freitag"
    SATURDAY = "sa", "Samstag"
    SUNDAY = "su", "Sonntag"


class Rank(models.TextChoices):
    """How much somebody wants an occupation."""

    FIRST = "first", "Das möchte ich am liebsten"
    ALSO = "also", "Das kann ich mir auch vorstellen"


class Idea(models.TextChoices):
    """Whose idea a target occupation was (domain/blag.md E24.4)."""

    PERSON = "person", "meine eigene Idee"
    CLOSE = "close", "von Familie oder Freunden"
    PRACTICE = "practice", "aus einem Praktikum oder einer Arbeit"
    TOGETHER = "together", "im Gespräch entstanden"
    COACH = "coach", "Vorschlag der Beratung"


class Wanted(models.TextChoices):
    """How much a condition of work matters."""

    MUST = "must", "brauche ich"
    HELPS = "helps", "hilft mir"
