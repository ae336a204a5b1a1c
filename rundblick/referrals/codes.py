"""Codes of the room, with the words on the screen."""

from django.db import models


class State(models.TextChoices):
    """How far a referral is. Computed from its steps (`rules.course`), stored nowhere."""

    BEGUN = "begun", "noch nicht vorbereitet"
    PREPARED = "prepared", "vorbereitet"
    CONTACTED = "contacted", "angefragt"
    WAITING = "waiting", "wartet"
    FIRST = "first", "erster Termin war"
    RUNNING = "running", "läuft"
    ENDED = "ended", "beendet"


class Mode(models.TextChoices):
    """Who makes the way: agreed with the person."""

    SELF = "self", "die Person selbst"
    TOGETHER = "together", "gemeinsam"
    FOR_THEM = "for_them", "für die Person"


class Way(models.TextChoices):
    """How somebody asked."""

    PHONE = "phone", "am Telefon"
    MAIL = "mail", "schriftlich"
    IN_PERSON = "in_person", "vor Ort"


class Company(models.TextChoices):
    """Whether somebody went along to the first appointment."""

    ALONE = "alone", "allein gegangen"
    COACH = "coach", "von der Fachkraft begleitet"
    OTHER = "other", "von jemand anderem begleitet"


class Result(models.TextChoices):
    """How a referral ended. That a person does not want it has no reason and is no lack of cooperation."""

    HELPED = "helped", "hat geholfen"
    PARTLY = "partly", "hat teilweise geholfen"
    NOT_FITTING = "not_fitting", "passte nicht"
    CLOSED = "closed", "von der Stelle abgeschlossen"
    DECLINED = "declined", "die Stelle hat abgelehnt"
    NOT_WANTED = "not_wanted", "die Person möchte das nicht"
    DROPPED = "dropped", "hat sich erledigt"


class Refusal(models.TextChoices):
    """Why an agency declined."""

    NO_PLACE = "no_place", "kein Platz frei"
    NOT_COMPETENT = "not_competent", "nicht zuständig"
    CONDITIONS = "conditions", "Voraussetzungen fehlen"
    UNREACHED = "unreached", "kein Kontakt zustande gekommen"
    OTHER = "other", "anderer Grund"


class Source(models.TextChoices):
    """Who said so."""

    HOUSE = "house", "hier notiert"
    AGENCY = "agency", "von der Stelle"
    LINK = "link", "von der Stelle über den Link"


class Point(models.TextChoices):
    """What is prepared before somebody goes (core task 3.4.1: chances, fears, wishes, time)."""

    HOPE = "hope", "Was erhoffe ich mir?"
    FEAR = "fear", "Was macht mir Sorgen?"
    PRACTICAL = "practical", "Was ist praktisch zu klären?"


class Side(models.TextChoices):
    """Whose view a look at a running help is."""

    PERSON = "person", "die Person"
    AGENCY = "agency", "die Stelle"


class Going(models.TextChoices):
    """How a running help goes, as faces in words."""

    WELL = "well", "gut"
    RATHER = "rather", "eher gut"
    MIXED = "mixed", "mal so, mal so"
    BADLY = "badly", "nicht gut"


class Verdict(models.TextChoices):
    """What was decided about the costs."""

    GRANTED = "granted", "bewilligt"
    REFUSED = "refused", "abgelehnt"
    DEFERRED = "deferred", "zurückgestellt"


RESULTS_OF_AGENCY = (Result.CLOSED, Result.DECLINED)
