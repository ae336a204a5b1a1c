"""Codes of the room, with the words on the screen."""

from django.db import models

from rundblick.access.words import TOPIC_WORDS


class SeatKind(models.TextChoices):
    """Who sits on a seat."""

    MEMBER = "member", "Mitglied des Haushalts"
    HOUSE = "house", "Fachkraft des Hauses"
    AGENCY = "agency", "andere Stelle"
    OTHER = "other", "jemand anderes"


class Informed(models.TextChoices):
    """How somebody got their copy."""

    HANDED = "handed", "übergeben"
    POST = "post", "per Post"
    OWN = "own", "liest selbst in Rundblick"


class MailState(models.TextChoices):
    """What became of the mail that points to an invitation."""

    WAITING = "waiting", "Mail wird verschickt"
    SENT = "sent", "Mail verschickt"
    BOUNCED = "bounced", "Mail nicht zustellbar"
    WITHDRAWN = "withdrawn", "Mail nicht mehr verschickt"


OPEN_TO_TABLE, KEPT_INSIDE = "cooperation", "notes"
"""Topic of what is known at the table, and of what only those who work with the file read."""

TOPICS_AT_TABLE = ("cooperation", "goals", "tasks", "situation", "programmes", "benefits", "health")
"""What a point, a contribution or a decision may be about; nobody reads more of them than their door carries."""


def topic_choices(open_to: frozenset[str]) -> list[tuple[str, str]]:
    """Topics one may write about through doors that carry these."""
    return [(topic, TOPIC_WORDS[topic]) for topic in TOPICS_AT_TABLE if topic in open_to]
