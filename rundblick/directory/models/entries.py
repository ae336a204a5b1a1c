"""Organisations, their places, their services, and which service is found where and when. Names as in HSDS 3."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.history import tracked
from rundblick.access.models import Organisation
from rundblick.directory.codes import Capacity, Cost, Day, Kind, Level, Status
from rundblick.directory.models.doors import listed, partly_public, public, shown

_CONTACT = Personal(
    "Wen man bei einer Stelle anspricht",
    "Art. 6 Abs. 1 Buchst. e DSGVO",
    "Funktion und dienstliche Erreichbarkeit genügen; ein Name ist freiwillig",
    "bis die Stelle ihn ändert oder nicht mehr im Verzeichnis steht",
)


class Listed(models.Model):
    """What every table of the directory has: an own key that survives export and import."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    personal_data: ClassVar[dict[str, Any]] = {}

    class Meta:
        abstract = True


def _codes(words: str) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), verbose_name=words, default=list, blank=True)


@tracked
class Organization(Listed):
    """Who offers help (HSDS `organization`; an `access.Organisation` is a house that works in this installation).

    `member`: that house, when it is one; its staff keep the entry. `rhythm`: days after which the entry is to be
    confirmed anew, chosen by the organisation. `key`: stable short name for files and addresses.
    """

    key = models.SlugField("Kurzname", max_length=60, unique=True)
    name = models.CharField("Name der Stelle", max_length=200)
    alternate_name = models.CharField("kurz", max_length=100, blank=True)
    description = models.TextField("Was ist das für eine Stelle?", blank=True, max_length=2000)
    website = models.URLField("Internetseite", blank=True, max_length=300)
    email = models.EmailField("E-Mail der Stelle", blank=True)
    phone = models.CharField("Telefon der Stelle", max_length=40, blank=True)
    member = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    member_id: uuid.UUID | None
    rhythm = models.PositiveSmallIntegerField("bestätigen alle … Tage", default=180)
    version = models.PositiveIntegerField(default=1)

    door = listed
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "key",
            "name",
            "alternate_name",
            "description",
            "website",
            "email",
            "phone",
            "member",
            "rhythm",
            "version",
        }
    )

    class Meta:
        verbose_name = "Stelle"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


@tracked
class Location(Listed):
    """A place of an organisation. `latitude` and `longitude` (WGS 84) come together or not at all."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="locations")
    organization_id: uuid.UUID
    name = models.CharField("Name des Ortes", max_length=200, blank=True)
    address = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=100)
    district = models.CharField("Ortsteil", max_length=100, blank=True)
    latitude = models.FloatField("Breite", null=True, blank=True)
    longitude = models.FloatField("Länge", null=True, blank=True)
    accessibility = _codes("Zugang")
    transportation = models.CharField("Weg und Eingang", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = public
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "organization",
            "name",
            "address",
            "postal_code",
            "city",
            "district",
            "latitude",
            "longitude",
            "accessibility",
            "transportation",
            "version",
        }
    )

    class Meta:
        verbose_name = "Ort"
        ordering = ["city", "address", "pk"]
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_by_position")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="location_has_both_or_none",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.address, self.city) if part)


@tracked
class Service(Listed):
    """One help (HSDS `service`), with what HSDS lacks: room for newcomers, waiting, who may refer, level, legal basis.

    `plain`: the same in plain German, for the person. `topics`, `audiences`: codes of the taxonomy, the main topic
    first. `area`: municipalities it is for; empty = everybody. `waiting_days` and `capacity` hold for `capacity_on`.
    `confirmed_on`, `confirmed_by`: when and how the entry as a whole was last confirmed (details in `Proof`).
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="services")
    organization_id: uuid.UUID
    key = models.SlugField("Kurzname", max_length=60)
    status = models.CharField("Stand", max_length=8, choices=Status.choices, default=Status.DRAFT)
    name = models.CharField("Name des Angebots", max_length=200)
    alternate_names = ArrayField(
        models.CharField(max_length=100), verbose_name="auch genannt", default=list, blank=True
    )
    description = models.TextField("Was wird angeboten?", blank=True, max_length=3000)
    plain = models.TextField("In einfachen Worten", blank=True, max_length=1000)
    kind = models.CharField("Art", max_length=14, choices=Kind.choices)
    level = models.PositiveSmallIntegerField("Ebene der Ressourcenkarte", choices=Level.choices, default=Level.STATE)
    topics = _codes("Themen")
    audiences = _codes("Für wen besonders")
    languages = _codes("Sprachen")
    referrers = _codes("Wer kann vermitteln?")
    area = ArrayField(models.CharField(max_length=100), verbose_name="nur für", default=list, blank=True)
    cost = models.CharField("Kosten", max_length=8, choices=Cost.choices, default=Cost.UNKNOWN)
    fees = models.CharField("Kosten genauer", max_length=300, blank=True)
    access = models.CharField("Wie kommt man hinein?", max_length=300, blank=True)
    documents = ArrayField(models.CharField(max_length=100), verbose_name="mitbringen", default=list, blank=True)
    basis = ArrayField(models.CharField(max_length=100), verbose_name="Rechtsgrundlage", default=list, blank=True)
    minimum_age = models.PositiveSmallIntegerField("ab Alter", null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField("bis Alter", null=True, blank=True)
    website = models.URLField("Internetseite", blank=True, max_length=300)
    capacity = models.CharField("Plätze", max_length=8, choices=Capacity.choices, default=Capacity.UNKNOWN)
    waiting_days = models.PositiveSmallIntegerField("Wartezeit in Tagen", null=True, blank=True)
    capacity_on = models.DateField("erfragt am", null=True, blank=True)
    confirmed_on = models.DateField("bestätigt am", null=True, blank=True)
    confirmed_by = models.CharField("bestätigt", max_length=8, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = shown
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "organization",
            "key",
            "status",
            "name",
            "alternate_names",
            "description",
            "plain",
            "kind",
            "level",
            "topics",
            "audiences",
            "languages",
            "referrers",
            "area",
            "cost",
            "fees",
            "access",
            "documents",
            "basis",
            "minimum_age",
            "maximum_age",
            "website",
            "capacity",
            "waiting_days",
            "capacity_on",
            "confirmed_on",
            "confirmed_by",
            "version",
        }
    )

    class Meta:
        verbose_name = "Angebot"
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["topics"], name="service_by_topic"),
            models.Index(fields=["organization", "status"], name="service_by_organization"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organization", "key"], name="service_key_once"),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=F("maximum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(capacity=Capacity.UNKNOWN, waiting_days__isnull=True) | Q(capacity_on__isnull=False),
                name="service_capacity_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def due_on(self) -> dt.date | None:
        """When the entry is to be confirmed anew; None = it never was."""
        return self.confirmed_on + dt.timedelta(days=self.organization.rhythm) if self.confirmed_on else None


@tracked
class ServiceAtLocation(Listed):
    """Where a service is found. `note`: what somebody who comes there must know."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="places")
    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="services")
    location_id: uuid.UUID
    note = models.CharField("Hinweis", max_length=300, blank=True)

    door = public
    impersonal: ClassVar[frozenset[str]] = frozenset({"organization", "service", "location", "note"})

    class Meta:
        verbose_name = "Angebot an einem Ort"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["service", "location"], name="service_once_at_location")]


@tracked
class Schedule(Listed):
    """Weekly hours of a service, at one of its places or anywhere (by telephone, online).

    `closes` before or at `opens`: until that time on the next day. `valid_from` and `valid_until` (exclusive) bound
    them, as for summer hours. On public holidays nobody is there, unless `on_holidays`.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="schedules")
    place = models.ForeignKey(
        ServiceAtLocation, on_delete=models.CASCADE, null=True, blank=True, related_name="schedules"
    )
    place_id: uuid.UUID | None
    days = ArrayField(models.PositiveSmallIntegerField(choices=Day.choices), verbose_name="an")
    opens = models.TimeField("von")
    closes = models.TimeField("bis")
    note = models.CharField("was dann ist", max_length=200, blank=True)
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    valid_until = models.DateField("gilt bis (ausschließlich)", null=True, blank=True)
    on_holidays = models.BooleanField("auch an Feiertagen", default=False)

    door = public
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "organization",
            "service",
            "place",
            "days",
            "opens",
            "closes",
            "note",
            "valid_from",
            "valid_until",
            "on_holidays",
        }
    )

    class Meta:
        verbose_name = "Zeiten"
        ordering = ["days", "opens", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(days=[]), name="schedule_has_days"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_from__lt=F("valid_until")),
                name="schedule_has_a_period",
            ),
        ]


@tracked
class Contact(Listed):
    """Whom to ask about a service. `public` = false: a direct line for colleagues only."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="contacts")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.CASCADE, null=True, blank=True, related_name="contacts")
    role = models.CharField("Funktion", max_length=100)
    name = models.CharField("Name (freiwillig)", max_length=100, blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    public = models.BooleanField("öffentlich zeigen", default=False)

    door = partly_public
    personal_data: ClassVar[dict[str, Any]] = {"name": _CONTACT, "phone": _CONTACT, "email": _CONTACT}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organization", "service", "role", "public"})

    class Meta:
        verbose_name = "Ansprechstelle"
        ordering = ["role", "pk"]
