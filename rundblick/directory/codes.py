"""Closed lists of the directory, with the words of the screen."""

from django.db import models


class Status(models.TextChoices):
    """Whether an entry is shown. DRAFT: to its editors alone. RESTING: it will be back. ENDED: kept, never found."""

    DRAFT = "draft", "Entwurf"
    ACTIVE = "active", "im Verzeichnis"
    RESTING = "resting", "pausiert"
    ENDED = "ended", "gibt es nicht mehr"


PUBLIC = (Status.ACTIVE, Status.RESTING)
"""What everybody may open; only what is active is found."""


class Kind(models.TextChoices):
    """What kind of help a service is."""

    ADVICE = "advice", "Beratung"
    COURSE = "course", "Kurs"
    MEETING = "meeting", "Treffpunkt"
    GOODS = "goods", "Sachen und Essen"
    ACCOMPANIMENT = "accompaniment", "Begleitung"
    TREATMENT = "treatment", "Behandlung"
    AUTHORITY = "authority", "Amt"
    EMERGENCY = "emergency", "Hilfe in Not"
    CHILDCARE = "childcare", "Betreuung"
    LEISURE = "leisure", "Freizeit"


class Level(models.IntegerChoices):
    """Level of the resource map to which a service belongs; the first two are people, not offers (ANNA 3.1)."""

    AREA = 3, "Vereine, Gemeinden, Familienzentren"
    STATE = 4, "Ämter und professionelle Stellen"


class Cost(models.TextChoices):
    """What it costs the person."""

    FREE = "free", "kostenlos"
    REDUCED = "reduced", "ermäßigt"
    PAID = "paid", "kostet etwas"
    UNKNOWN = "unknown", "Kosten nicht bekannt"


class Capacity(models.TextChoices):
    """Whether somebody new can come. Holds for the day on which it was asked, which is shown beside it."""

    FREE = "free", "hat Platz"
    FEW = "few", "wenige Plätze"
    FULL = "full", "zurzeit voll"
    UNKNOWN = "unknown", "Plätze nicht bekannt"


class Referrer(models.TextChoices):
    """Who can bring somebody here."""

    SELF = "self", "die Person selbst"
    COACH = "coach", "Coach oder Jobcenter"
    DOCTOR = "doctor", "Praxis"
    SCHOOL = "school", "Schule oder Kita"
    AUTHORITY = "authority", "ein anderes Amt"


class Way(models.TextChoices):
    """How something was confirmed."""

    PHONE = "phone", "am Telefon"
    VISIT = "visit", "bei einem Besuch"
    MAIL = "mail", "per E-Mail"
    LINK = "link", "von der Stelle selbst"
    WEBSITE = "website", "auf der Internetseite"
    IMPORT = "import", "aus einem anderen Verzeichnis"


class Part(models.TextChoices):
    """What of an entry is known from somewhere: fields that one asks about together."""

    TEXTS = "texts", "Name und Beschreibung"
    ACCESS = "access", "Wie man hineinkommt"
    PLACES = "places", "Orte"
    HOURS = "hours", "Zeiten"
    CONTACTS = "contacts", "Ansprechstellen"
    COST = "cost", "Kosten"
    AUDIENCE = "audience", "Für wen"
    LANGUAGES = "languages", "Sprachen"
    CAPACITY = "capacity", "Plätze und Wartezeit"


PART_OF = {
    Part.TEXTS: ("name", "alternate_names", "description", "plain", "kind", "topics", "level", "basis", "website"),
    Part.ACCESS: ("access", "referrers", "documents"),
    Part.COST: ("cost", "fees"),
    Part.AUDIENCE: ("audiences", "minimum_age", "maximum_age", "area"),
    Part.LANGUAGES: ("languages",),
    Part.CAPACITY: ("capacity", "waiting_days", "capacity_on"),
}
"""Columns of a service by part; places, hours and contacts have tables of their own."""


class Day(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MO = 0, "Montag"
    DI = 1, "Dienstag"
    MI = 2, "Mittwoch"
    DO = 3, "Donnerstag"
    FR = 4, "Freitag"
    SA = 5, "Samstag"
    SO = 6, "Sonntag"


SHORT_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")

LONGEST_LINE = 100
"""Letters of one short text in a list of them."""
