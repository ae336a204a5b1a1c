"""Codes of the Fahrplan, with the words on the screen."""

from django.db import models


class State(models.TextChoices):
    """How far a step is. Leaving one out needs no reason."""

    OPEN = "open", "noch offen"
    UNDER_WAY = "under_way", "unterwegs"
    DONE = "done", "erledigt"
    SKIPPED = "skipped", "ausgelassen"


class Choice(models.TextChoices):
    """What the person decides about going on."""

    GO = "go", "Ich gehe weiter"
    LATER = "later", "Ich warte noch"
    NO = "no", "Arbeit ist jetzt nicht mein Weg"


class Voice(models.TextChoices):
    """Whose view a ticket tells (PRO AKTIV 5.3). Everybody but the person writes in their own name."""

    PERSON = "person", "Eigene Sicht"
    COACH = "coach", "Begleitung"
    PLACEMENT = "placement", "Arbeitsvermittlung"
    SUBSIDISED = "subsidised", "Vermittlung in geförderte Arbeit"
    REHAB = "rehab", "Ansprechperson Reha im Jobcenter"
    INSURER = "insurer", "Teilhabeberatung"
    JOBCOACH = "jobcoach", "Jobcoaching"


COLLEAGUES = [(voice.value, voice.label) for voice in Voice if voice != Voice.PERSON]
"""Views in which somebody else than the person writes."""


class Moment(models.TextChoices):
    """When somebody says where they stand."""

    BEFORE = "before", "vor dem Coaching"
    AFTER = "after", "nach dem Coaching"
