"""The words of the Wochenplan as codes (blag.md E13.6, E04.8, E04.11, T3.3)."""

from django.db import models


class Kind(models.TextChoices):
    """What a block of the week is."""

    WORK = "work", "Arbeit"
    COURSE = "course", "Ausbildung, Kurs, Maßnahme"
    CARE = "care", "Betreuung eines Kindes"
    OWN = "own", "Pflege, eigene Fürsorge"
    OTHER = "other", "anderes"


SHORT: dict[str, str] = {
    Kind.WORK: "Arbeit",
    Kind.COURSE: "Kurs",
    Kind.CARE: "Betreuung",
    Kind.OWN: "Fürsorge",
    Kind.OTHER: "anderes",
}
"""One word for each kind, for the picture."""


class Provider(models.TextChoices):
    """Who looks after a child in a block of care. `ALONE` is what the family decided, whatever the child's age."""

    KITA = "kita", "Kita"
    DAY_CARE = "day_care", "Tagespflege"
    SCHOOL = "school", "Schule"
    OGS = "ogs", "OGS, Hort"
    FAMILY = "family", "Familie"
    FRIENDS = "friends", "Freunde, Nachbarn"
    CLUB = "club", "Verein, Gruppe"
    ALONE = "alone", "kommt allein zurecht"
    OTHER = "other", "andere"


class Weeks(models.TextChoices):
    """In which calendar weeks (ISO 8601) a block recurs."""

    EVERY = "every", "jede Woche"
    ODD = "odd", "ungerade Kalenderwochen"
    EVEN = "even", "gerade Kalenderwochen"


class Stage(models.TextChoices):
    """Whether a block is so today, or wanted, or ends once the plan has come true."""

    STAYS = "stays", "ist heute so und bleibt"
    TODAY = "today", "ist heute so und fällt mit dem Plan weg"
    PLANNED = "planned", "ist geplant"


class Weekday(models.IntegerChoices):
    """Days of the week, Monday 0."""

    MONDAY = 0, "Montag"
    TUESDAY = 1, "Dienstag"
    WEDNESDAY = 2, "Mittwoch"
    THURSDAY = 3, "Donnerstag"
    FRIDAY = 4, "Freitag"
    SATURDAY = 5, "Samstag"
    SUNDAY = 6, "Sonntag"


class Occasion(models.TextChoices):
    """When a line of the Notfallplan helps."""

    CLOSED = "closed", "Betreuung fällt aus"
    SICK = "sick", "Kind ist krank"


class Backup(models.TextChoices):
    """What a line of the Notfallplan is about."""

    HELPER = "helper", "Wer einspringen kann"
    EMPLOYER = "employer", "Absprache mit Betrieb, Kurs oder Schule"


class Span(models.TextChoices):
    """Dated rows about care: a parent's leave, or a child's place."""

    LEAVE = "leave", "Elternzeit"
    KITA = "kita", "Kita"
    DAY_CARE = "day_care", "Tagespflege"
    OGS = "ogs", "OGS, Hort"
    OTHER = "other", "andere Betreuung"


class State(models.TextChoices):
    """How far a place is."""

    WANTED = "wanted", "gesucht"
    REGISTERED = "registered", "angemeldet"
    PROMISED = "promised", "zugesagt"
    PLACE = "place", "Platz ist da"


PLACES = [(kind.value, kind.label) for kind in Span if kind != Span.LEAVE]
SURE = (State.PROMISED, State.PLACE)
