"""Codes of the room, with the words on the screen."""

from django.db import models


class Kind(models.TextChoices):
    """What stands on the common sheet."""

    MESSAGE = "message", "Nachricht"
    REQUEST = "request", "Bitte oder Frage"
    AGREEMENT = "agreement", "Absprache"
    DATE = "date", "Termin"
    STANDING = "standing", "Stand"
    DOCUMENT = "document", "Unterlage"
    MEETING = "meeting", "Vorschlag: Besprechung"


class Standing(models.TextChoices):
    """How far the agency's help is. Says nothing of why or what about."""

    ARRIVED = "arrived", "ist bei uns angekommen"
    WAITING = "waiting", "steht auf der Warteliste"
    RUNNING = "running", "läuft"
    PAUSED = "paused", "macht Pause"
    ENDED = "ended", "ist beendet"


class Doer(models.TextChoices):
    """Who does what was agreed."""

    HOUSE = "house", "die Beratung im Jobcenter"
    AGENCY = "agency", "die Stelle"
    PERSON = "person", "die Person selbst"
