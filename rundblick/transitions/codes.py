"""Codes of the room, with the words on the screen."""

from django.db import models


class Doer(models.TextChoices):
    """Whose turn a step is."""

    PERSON = "person", "die Person"
    COACH = "coach", "die Beratung"
    RECEIVER = "receiver", "die neue Stelle"
    TOGETHER = "together", "zusammen"


class Sort(models.TextChoices):
    """What kind of step it is: handing over and arriving ask for more than a day."""

    STEP = "step", "Schritt"
    HANDOVER = "handover", "Übergabe"
    ARRIVAL = "arrival", "Ankommen"


class Way(models.TextChoices):
    """How somebody was handed over. Warm is with the person present (PRO AKTIV 2.3)."""

    IN_PERSON = "in_person", "zu dritt an einem Ort"
    PHONE = "phone", "zu dritt am Telefon"
    WRITTEN = "written", "nur schriftlich"


class Present(models.TextChoices):
    """Who was there when somebody was handed over."""

    PERSON = "person", "die Person"
    COACH = "coach", "die Beratung"
    RECEIVER = "receiver", "die neue Stelle"
    OTHER = "other", "jemand, dem die Person vertraut"


class Outcome(models.TextChoices):
    """Whether somebody wants to go there, or has arrived. A no has no reason and is no lack of cooperation."""

    YES = "yes", "ja"
    NO = "no", "nein"
    UNDECIDED = "undecided", "noch nicht entschieden"


class Teller(models.TextChoices):
    """Who said that somebody arrived."""

    PERSON = "person", "die Person selbst"
    RECEIVER = "receiver", "die neue Stelle"
    COACH = "coach", "die Beratung war dabei"


class Ending(models.TextChoices):
    """How a transition ended."""

    ARRIVED = "arrived", "angekommen"
    OTHERWISE = "otherwise", "anders gekommen"


class State(models.TextChoices):
    """Where a step stands on a day. Computed (`rules.course`), stored nowhere."""

    DONE = "done", "erledigt"
    NOT_NEEDED = "not_needed", "nicht nötig"
    LATE = "late", "überfällig"
    DUE = "due", "jetzt dran"
    AHEAD = "ahead", "kommt noch"
    PASSED = "passed", "offen geblieben"


class Where(models.TextChoices):
    """Where somebody is now who did not arrive at the receiver. Out of reach is no end: then contact is sought."""

    ELSEWHERE = "elsewhere", "bei einer anderen Stelle angekommen"
    STAYED = "stayed", "der Wechsel kam nicht, es bleibt wie bisher"
    MOVED = "moved", "weggezogen, dort weiß jemand Bescheid"
    OWN_WAY = "own_way", "geht den eigenen Weg und möchte keine neue Stelle"
