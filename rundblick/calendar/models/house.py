"""What belongs to the house and its staff: places, working hours, absences. Nothing here is about a participant."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import staff
from rundblick.access.doors import Reference, System
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.access.models.organisations import Dated

_TIMES = staff("Freie Zeiten für Termine vorschlagen", "Ohne Arbeitszeiten und Wege keine Vorschläge")
_AWAY = staff("Termine und Vertretung planen", "Ohne die Tage keine Planung; ein Grund wird nicht gespeichert")


@tracked
class Place(models.Model):
    """A room or meeting place of an organisation. `exclusive`: one meeting at a time, a second one is refused."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("Name", max_length=80)
    address = models.CharField("Adresse oder Weg", max_length=160, blank=True)
    seats = models.PositiveSmallIntegerField("Plätze", null=True, blank=True)
    accessible = models.BooleanField("barrierefrei erreichbar", default=False)
    exclusive = models.BooleanField("nur ein Termin zur selben Zeit", default=True)
    notes = models.CharField("Hinweise", max_length=200, blank=True)
    in_use = models.BooleanField("kann gewählt werden", default=True)
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset(
        {"organisation", "name", "address", "seats", "accessible", "exclusive", "notes", "in_use", "version"}
    )

    class Meta:
        verbose_name = "Ort"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="place_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def where(self) -> str:
        """Name and address in one phrase."""
        return ", ".join(part for part in (self.name, self.address) if part)


@tracked
class WorkingWeek(models.Model):
    """When a coach takes appointments. Without a row the usual hours of `slots.USUAL` hold.

    `hours`: ISO weekday -> [from, until] as "HH:MM", days off left out. `buffers`: setting -> [before, after] in
    minutes. All times stand on Berlin's wall clock.
    """

    coach = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    hours = models.JSONField("Arbeitszeiten")
    lunch_from = models.TimeField("Mittagspause von", null=True, blank=True)
    lunch_until = models.TimeField("Mittagspause bis", null=True, blank=True)
    buffers = models.JSONField("Zeit davor und danach")
    version = models.PositiveIntegerField(default=1)

    door = System()
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("coach", "hours", "lunch_from", "lunch_until", "buffers"), _TIMES
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Arbeitszeit"
        constraints = [
            models.CheckConstraint(
                condition=Q(lunch_from__isnull=True, lunch_until__isnull=True) | Q(lunch_until__gt=F("lunch_from")),
                name="working_week_lunch",
            )
        ]


@tracked
class Absence(Dated):
    """Days on which a coach is away, half-open. There is no field for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="abwesend")

    door = System()
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("coach", "valid_from", "valid_until"), _AWAY)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Abwesenheit"
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("valid_from")), name="absence_period"),
            models.UniqueConstraint(fields=["coach", "valid_from", "valid_until"], name="absence_once"),
        ]
