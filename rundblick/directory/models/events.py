"""Offers with a date: Stammtische, courses, open hours, days on site."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.history import tracked
from rundblick.directory.codes import Cost
from rundblick.directory.models.doors import public
from rundblick.directory.models.entries import Listed, Location, Organization, Service


@tracked
class Event(Listed):
    """One meeting, or the same every week: `weeks` in all. `cancelled_at`: shown as cancelled until it is over."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="events")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, blank=True, related_name="events")
    location = models.ForeignKey(Location, on_delete=models.SET_NULL, null=True, blank=True, related_name="events")
    name = models.CharField("Was findet statt?", max_length=200)
    description = models.TextField("Worum geht es?", blank=True, max_length=2000)
    plain = models.TextField("In einfachen Worten", blank=True, max_length=600)
    starts_at = models.DateTimeField("beginnt")
    minutes = models.PositiveSmallIntegerField("Dauer in Minuten", default=60)
    weeks = models.PositiveSmallIntegerField("so viele Wochen", default=1)
    cost = models.CharField("Kosten", max_length=8, choices=Cost.choices, default=Cost.FREE)
    audiences = ArrayField(models.CharField(max_length=40), verbose_name="für wen", default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=40), verbose_name="Sprachen", default=list, blank=True)
    signup = models.CharField("Anmeldung", max_length=200, blank=True)
    cancelled_at = models.DateTimeField("abgesagt", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = public
    personal_data: ClassVar[dict[str, object]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "organization",
            "service",
            "location",
            "name",
            "description",
            "plain",
            "starts_at",
            "minutes",
            "weeks",
            "cost",
            "audiences",
            "languages",
            "signup",
            "cancelled_at",
            "version",
        }
    )

    class Meta:
        verbose_name = "Veranstaltung"
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="event_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks__range=(1, 104), minutes__range=(5, 1440)), name="event_has_an_end"
            )
        ]
