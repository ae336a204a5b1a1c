"""Codes of the room, with the words on the screen."""

from django.db import models


class Kind(models.TextChoices):
    """What an entry says."""

    ATTEMPT = "attempt", "Versuch"
    STOPPED = "stopped", "möchte keine weiteren Versuche"
    BACK = "back", "wieder da"


class Channel(models.TextChoices):
    """The way somebody was approached. No word says how often."""

    PHONE = "phone", "Anruf"
    MESSAGE = "message", "Nachricht"
    LETTER = "letter", "Brief"
    CARD = "card", "Karte von Hand"
    NEIGHBOURHOOD = "neighbourhood", "Treffpunkt im Wohnumfeld"
    COLLEAGUE = "colleague", "Kollegin oder Kollege"
    TRUSTED = "trusted", "vertraute Person"
    HOME = "home", "zu Hause"


NEEDS_CONSENT = frozenset({Channel.TRUSTED, Channel.HOME})
"""Ways nobody goes without the person's consent (Handreichung section 4.3.2; only consent and law block, rule 9)."""

IN_PROGRAMMES = {
    Channel.PHONE: "attempt.phone",
    Channel.MESSAGE: "attempt.message",
    Channel.LETTER: "attempt.letter",
    Channel.CARD: "attempt.letter",
    Channel.HOME: "attempt.visit",
}
"""Under which word of the vocabulary a way counts in a programme's own ladder. The others count in none."""


class Result(models.TextChoices):
    """What came of an attempt. None of the words says who is to blame."""

    NO_ANSWER = "no_answer", "keine Antwort"
    MESSAGE_LEFT = "message_left", "Nachricht hinterlassen"
    RETURNED = "returned", "Post kam zurück"
    REACHED = "reached", "erreicht"
