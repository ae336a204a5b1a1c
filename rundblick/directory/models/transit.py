"""The timetable of the region as it was read from a GTFS feed: written as a whole, never edited (decision 39).

Trips that stop at the same places with the same minutes between them share a pattern, so that two million stop times
become a tenth of that. Numbers of rows are those of one import; integrity is the importer's, which saves millions of
checks in the database.
"""

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.doors import Reference

FAR = models.DO_NOTHING


class Imported(models.Model):
    """A row of the timetable. Everybody reads it; it says nothing about persons."""

    id = models.IntegerField(primary_key=True)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}

    class Meta:
        abstract = True


class Timetable(Imported):
    """The feed that was read. `valid_from`, `valid_until`: first and last day with a trip, both inclusive."""

    publisher = models.CharField("von", max_length=200, blank=True)
    feed_version = models.CharField("Fassung", max_length=100, blank=True)
    valid_from = models.DateField("gilt von")
    valid_until = models.DateField("gilt bis")
    imported_at = models.DateTimeField("eingelesen am")

    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"publisher", "feed_version", "valid_from", "valid_until", "imported_at"}
    )

    class Meta:
        verbose_name = "Fahrplan"


class TransitStop(Imported):
    """A place where a vehicle stops (GTFS `stops`), each direction by itself."""

    code = models.CharField("Kennung", max_length=200)
    name = models.CharField("Haltestelle", max_length=200)
    latitude = models.FloatField("Breite")
    longitude = models.FloatField("Länge")

    impersonal: ClassVar[frozenset[str]] = frozenset({"code", "name", "latitude", "longitude"})

    class Meta:
        verbose_name = "Haltestelle"
        indexes = [models.Index(fields=["latitude", "longitude"], name="transit_stop_by_position")]


class TransitLine(Imported):
    """A line (GTFS `routes`). `mode`: `route_type` as in the feed."""

    name = models.CharField("Linie", max_length=200)
    long_name = models.CharField("Weg", max_length=300, blank=True)
    mode = models.PositiveIntegerField("Art", default=3)

    impersonal: ClassVar[frozenset[str]] = frozenset({"name", "long_name", "mode"})

    class Meta:
        verbose_name = "Linie"


class TransitCalendar(Imported):
    """On which days trips run: `calendar` with the exceptions of `calendar_dates`, day by day."""

    days: "ArrayField[list[dt.date], list[dt.date]]" = ArrayField(models.DateField(), verbose_name="Tage")

    impersonal: ClassVar[frozenset[str]] = frozenset({"days"})

    class Meta:
        verbose_name = "Betriebstage"


class TransitPattern(Imported):
    """Trips of a line with the same stops and the same times between them. `headsign`: where it says it goes."""

    line = models.ForeignKey(TransitLine, on_delete=FAR, related_name="+", db_constraint=False)
    headsign = models.CharField("Richtung", max_length=200, blank=True)

    impersonal: ClassVar[frozenset[str]] = frozenset({"line", "headsign"})

    class Meta:
        verbose_name = "Fahrtverlauf"


class TransitCall(Imported):
    """A stop of a pattern. `arrives`, `departs`: seconds since the trip's first departure."""

    pattern = models.ForeignKey(TransitPattern, on_delete=FAR, related_name="+", db_constraint=False)
    position = models.PositiveIntegerField("Stelle im Verlauf")
    stop = models.ForeignKey(TransitStop, on_delete=FAR, related_name="+", db_constraint=False)
    arrives = models.IntegerField("an")
    departs = models.IntegerField("ab")
    boards = models.BooleanField("Einstieg", default=True)
    alights = models.BooleanField("Ausstieg", default=True)

    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"pattern", "position", "stop", "arrives", "departs", "boards", "alights"}
    )

    class Meta:
        verbose_name = "Halt"


class TransitTrip(Imported):
    """One run of a pattern. `begins`: first departure in seconds since noon minus twelve hours; beyond 86,400 it is
    after midnight and still belongs to the day before.
    """

    pattern = models.ForeignKey(TransitPattern, on_delete=FAR, related_name="+", db_constraint=False)
    calendar = models.ForeignKey(TransitCalendar, on_delete=FAR, related_name="+", db_constraint=False)
    begins = models.IntegerField("beginnt")

    impersonal: ClassVar[frozenset[str]] = frozenset({"pattern", "calendar", "begins"})

    class Meta:
        verbose_name = "Fahrt"
