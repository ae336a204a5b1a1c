"""Codes of the room, with the words on the screen."""

from django.db import models

from rundblick.calendar.codes import Setting


class Given(models.TextChoices):
    """What somebody was given in the talk."""

    SHEET = "sheet", "Infoblatt"
    ADDRESS = "address", "Adresse oder Anlaufstelle"
    APPOINTMENT = "appointment", "Termin angeboten"


SETTINGS = [
    (setting.value, setting.label)
    for setting in (Setting.DECENTRAL_OFFICE, Setting.MOBILE_OFFICE, Setting.NEIGHBOURHOOD, Setting.OFFICE)
]
"""Where people come by without an appointment; the same words as for every talk."""
