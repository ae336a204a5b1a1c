"""Codes of the room, with the words on the screen."""

from django.db import models


class Format(models.TextChoices):
    """The kinds of talks, called the same in the Jobcenter and in the Rentenversicherung (PRO AKTIV 5.6, row 137).

    CLINIC: with the clinic while a medical rehabilitation runs (PRO AKTIV 130).
    """

    CASE = "case", "Fallbesprechung"
    INFO = "info", "Informationsgespräch"
    ADVICE = "advice", "Beratungsgespräch"
    PHONE = "phone", "Telefonkonferenz"
    CLINIC = "clinic", "Gespräch mit der Reha-Klinik"


class Present(models.TextChoices):
    """Who took part in a talk, by role."""

    AGENCY = "agency", "Teilhabeberatung"
    COACH = "coach", "Coach"
    PERSON = "person", "die Person"
    WORK = "work", "Betriebliche Fachkraft (AGS, BAK)"
    CLINIC = "clinic", "Sozialdienst der Klinik"


class Result(models.TextChoices):
    """What a talk came to. Says nothing of why."""

    TALK = "talk", "ein weiteres Gespräch"
    PREPARE = "prepare", "erst Schritte vor einem Antrag"
    APPLY = "apply", "ein Antrag wird gestellt"
    CARRY_OUT = "carry_out", "Umsetzung der Leistung besprochen"
    BESIDE = "beside", "die LTA wird schon jetzt geplant"
    ELSEWHERE = "elsewhere", "eine andere Stelle ist zuständig"
    NOTHING = "nothing", "zurzeit kein Antrag"


class Kind(models.TextChoices):
    """What is applied for."""

    MEDICAL = "medical", "Medizinische Reha"
    WORK = "work", "Leistung zur Teilhabe am Arbeitsleben (LTA)"


class Contact(models.TextChoices):
    """As what somebody at the insurer accompanies one person (PRO AKTIV 118, 136)."""

    EXPERT = "expert", "Reha-Fachberatung"
    AGENCY = "agency", "Teilhabeberatung"
    OTHER = "other", "Ansprechperson beim Träger"


class Channel(models.TextChoices):
    """How an application went in."""

    AGENCY = "agency", "über die Teilhabeberatung"
    POST = "post", "mit der Post"
    ONLINE = "online", "online"


class Milestone(models.TextChoices):
    """Days in the life of an application, in the order in which they usually come."""

    DISCUSSED = "discussed", "besprochen"
    REPORTS = "reports", "Befunde liegen vor"
    SUBMITTED = "submitted", "eingereicht"
    CONFIRMED = "confirmed", "Eingang bestätigt"
    FORWARDED = "forwarded", "weitergeleitet"
    REFUSED = "refused", "abgelehnt"
    OBJECTED = "objected", "Widerspruch eingelegt"
    APPROVED = "approved", "bewilligt"
    STARTED = "started", "angetreten"
    FINISHED = "finished", "abgeschlossen"
    DROPPED = "dropped", "nicht weiter verfolgt"


class Provision(models.TextChoices):
    """Groups of benefits for participation (§ 5 SGB IX)."""

    MEDICAL = "medical", "Medizinische Rehabilitation"
    WORK = "work", "Teilhabe am Arbeitsleben"
    LIVING = "living", "Unterhaltssichernde und ergänzende Leistungen"
    EDUCATION = "education", "Teilhabe an Bildung"
    SOCIAL = "social", "Soziale Teilhabe"


class About(models.TextChoices):
    """What two houses assess differently."""

    NEED = "need", "Bedarf an Reha oder LTA"
    CAPACITY = "capacity", "Leistungsfähigkeit für Arbeit"
    READY = "ready", "Zeitpunkt: jetzt oder später"
    DUTY = "duty", "Zuständigkeit"


class Question(models.TextChoices):
    """The four questions of the Clearing (PRO AKTIV 5.5)."""

    FOUND = "found", "Sind Teilhabebedarfe bereits gutachterlich festgestellt?"
    EXPECTED = "expected", "Welche Teilhabebedarfe könnte es in der weiteren Begleitung geben?"
    HELP = "help", "Wie können Leistungen zur Teilhabe unterstützen?"
    CONTACT = "contact", "Wann sollte die Teilhabeberatung Kontakt aufnehmen?"
