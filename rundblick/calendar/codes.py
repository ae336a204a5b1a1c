"""Settings and states of appointments, with the words on the screen."""

from django.db import models


class Setting(models.TextChoices):
    """Where and how people talk, with or without an appointment (Handreichung section 4; domain/gbb.md G27)."""

    OFFICE = "office", "im Büro"
    SPECIAL_ROOM = "special_room", "in einem anderen Raum des Hauses"
    DECENTRAL_OFFICE = "decentral_office", "in einer dezentralen Anlaufstelle"
    MOBILE_OFFICE = "mobile_office", "im mobilen Büro"
    PHONE = "phone", "am Telefon"
    VIDEO = "video", "per Video"
    WALK_AND_TALK = "walk_and_talk", "Walk & Talk"
    NEIGHBOURHOOD = "neighbourhood", "im Wohnumfeld"
    COMPANY = "company", "im Betrieb"
    HOME_VISIT = "home_visit", "zu Hause (Hausbesuch)"
    GROUP = "group", "in der Gruppe"


NEEDS_CONSENT = frozenset({Setting.HOME_VISIT})
"""Settings that cannot be fixed without a written consent on file (Handreichung section 4.3.2; G28)."""

PURPOSE = "home_visit"
"""Which consent they need."""

WITHOUT_PLACE = frozenset({Setting.PHONE, Setting.VIDEO})
"""Settings in which nobody goes anywhere."""


class Status(models.TextChoices):
    """What became of an appointment. None of the words says who is to blame."""

    PLANNED = "planned", "geplant"
    HELD = "held", "hat stattgefunden"
    MISSED = "missed", "nicht zustande gekommen"
    CANCELLED = "cancelled", "abgesagt"


WEEKDAYS = [(1, "Montag"), (2, "Dienstag"), (3, "Mittwoch"), (4, "Donnerstag"), (5, "Freitag"), (6, "Samstag")]
"""Days on which coaches work, by their ISO number."""
