"""Employers, their sites, whom to ask, and the log of contacts."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.employers.codes import Branch, Kind, Network, Offer, Size, Way
from rundblick.employers.models.base import AUTHOR, CONTACT, WRITTEN, Kept, codes, said
from rundblick.employers.models.doors import ALL, behind, own


@tracked
class Employer(models.Model):
    """An organisation that employs people (PRO AKTIV 3.8, rows 152 to 170). `offers`: what it said it is open to.

    `ended_on`: the day from which nobody works with it any more; its business contacts go a year later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    name = models.CharField("Name des Betriebs", max_length=200)
    branch = models.CharField("Branche", max_length=10, choices=Branch.choices)
    size = models.CharField("Wie viele arbeiten dort?", max_length=6, choices=Size.choices, blank=True)
    kinds = codes("Art des Betriebs", Kind)
    networks = codes("Netzwerke", Network)
    network_words = models.CharField("weitere Netzwerke", max_length=200, blank=True)
    website = models.URLField("Internetseite", max_length=300, blank=True)
    offers = codes("offen für", Offer)
    words = models.TextField("Was man wissen sollte", max_length=2000, blank=True)
    begun_at = models.DateTimeField("angelegt")
    ended_on = models.DateField("Zusammenarbeit beendet am", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = own
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "house",
            "name",
            "branch",
            "size",
            "kinds",
            "networks",
            "network_words",
            "website",
            "offers",
            "words",
            "begun_at",
            "ended_on",
            "version",
        }
    )

    class Meta:
        verbose_name = "Betrieb"
        indexes = [models.Index(fields=["house", "name"], name="employer_by_house")]

    @property
    def kinds_in_words(self) -> list[str]:
        """What kind of employer it is."""
        return said(self.kinds, Kind)

    @property
    def networks_in_words(self) -> list[str]:
        """The networks it belongs to, those typed last."""
        return said(self.networks, Network) + ([self.network_words] if self.network_words else [])

    @property
    def offers_in_words(self) -> list[str]:
        """What it is open to."""
        return said(self.offers, Offer)


@tracked
class Site(Kept):
    """Where work takes place. `latitude`, `longitude` (WGS 84) come from the directory's places, or not at all.

    `exact`: the position is that of the address; otherwise that of the district or municipality.
    """

    name = models.CharField("Name des Standorts", max_length=120, blank=True)
    address = models.CharField("Straße und Hausnummer", max_length=200, blank=True)
    postal_code = models.CharField("Postleitzahl", max_length=10, blank=True)
    city = models.CharField("Ort", max_length=100)
    latitude = models.FloatField("Breite", null=True, blank=True)
    longitude = models.FloatField("Länge", null=True, blank=True)
    exact = models.BooleanField("Lage der Adresse", default=False)
    transport = models.CharField("Bus, Bahn und Weg", max_length=300, blank=True)
    closed_on = models.DateField("geschlossen am", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "employer",
            "name",
            "address",
            "postal_code",
            "city",
            "latitude",
            "longitude",
            "exact",
            "transport",
            "closed_on",
            "version",
        }
    )

    class Meta:
        verbose_name = "Standort eines Betriebs"
        ordering = ["city", "address", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="site_has_both_or_none",
            )
        ]

    @property
    def title(self) -> str:
        """How lists call it."""
        return self.name or self.address or self.city

    @property
    def where(self) -> str:
        """The address in one line."""
        town = " ".join(part for part in (self.postal_code, self.city) if part)
        return ", ".join(part for part in (self.address, town) if part)


@tracked
class Counterpart(Kept):
    """Whom to ask at an employer: a function and how it is reached at work; a name is optional.

    `last_on`: the last day on which somebody spoke with them or the entry was confirmed; retention counts from it.
    """

    function = models.CharField("Funktion", max_length=120)
    name = models.CharField("Name", max_length=120, blank=True)
    phone = models.CharField("Telefon dienstlich", max_length=40, blank=True)
    email = models.EmailField("E-Mail dienstlich", blank=True)
    last_on = models.DateField("zuletzt gesprochen am")

    door = behind(app=ALL)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("function", "name", "phone", "email", "last_on"), CONTACT)
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "version"})

    class Meta:
        verbose_name = "Ansprechperson eines Betriebs"

    @property
    def label(self) -> str:
        """Name and function, or the function alone."""
        return f"{self.name}, {self.function}" if self.name else self.function


@tracked
class Talk(Kept):
    """One contact with an employer: day, way, one sentence, and what comes next, by whom it was promised (`author`)."""

    counterpart = models.ForeignKey(Counterpart, on_delete=models.SET_NULL, null=True, blank=True, related_name="talks")
    counterpart_id: uuid.UUID | None
    on = models.DateField("am")
    way = models.CharField("Wie?", max_length=5, choices=Way.choices)
    sentence = models.CharField("Worum ging es?", max_length=500)
    next_step = models.CharField("Nächster Schritt", max_length=300, blank=True)
    next_on = models.DateField("bis", null=True, blank=True)
    done_on = models.DateField("getan am", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    author_id: uuid.UUID
    written_at = models.DateTimeField("festgehalten")

    door = behind(app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {
        "counterpart": CONTACT,
        "sentence": WRITTEN,
        "next_step": WRITTEN,
        "author": AUTHOR,
        "written_at": AUTHOR,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "on", "way", "next_on", "done_on", "version"})

    class Meta:
        verbose_name = "Kontakt mit einem Betrieb"
        indexes = [
            models.Index(fields=["employer", "-on"], name="talk_by_employer"),
            models.Index(fields=["author", "next_on"], condition=Q(done_on__isnull=True), name="talk_next_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_step="", next_on__isnull=True) | (~Q(next_step="") & Q(next_on__isnull=False)),
                name="talk_next_has_both_or_none",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.next_on is not None and self.done_on is None

    def is_late(self, as_of: dt.date) -> bool:
        """Whether its day is over."""
        return self.is_open and self.next_on is not None and self.next_on < as_of
