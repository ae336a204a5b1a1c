"""Words of the room that are stored."""

from django.db import models


class Kind(models.TextChoices):
    """What left the house."""

    REPORT = "report", "Bericht"
    RESEARCH = "research", "Daten für die Forschung"
    FUNDER = "funder", "Tabelle für Fördergeber"
    CASELOAD = "caseload", "Eigene Kennzahlen"
    LOG = "log", "Ausgabenbuch"


class Making(models.TextChoices):
    """What a job makes."""

    RESEARCH = "research", "Daten für die Forschung"
    FUNDER = "funder", "Tabelle für Fördergeber"
    CASELOAD = "caseload", "Eigene Kennzahlen"


class Status(models.TextChoices):
    """How far a job is. `refused`: made, looked at, and not handed out, for a reason that people can change."""

    QUEUED = "queued", "wartet"
    RUNNING = "running", "wird erstellt"
    DONE = "done", "fertig"
    REFUSED = "refused", "nicht ausgegeben"
    FAILED = "failed", "fehlgeschlagen"
    GONE = "gone", "Datei gelöscht"


class Small(models.TextChoices):
    """What happens with people in groups that are too small."""

    REFUSE = "refuse", "Nichts ausgeben, bis die Merkmale gröber sind"
    LEAVE_OUT = "leave_out", "Diese Menschen weglassen und sagen, wie viele es sind"


class Mark(models.TextChoices):
    """What a row about one person in a file says."""

    SUBJECT = "subject", "steht in der Datei"
    FINDING = "finding", "in der Prüfung aufgefallen"
