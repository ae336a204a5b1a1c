"""Areas with the streets they consist of, and who looks after them."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import staff
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, Team, User
from rundblick.access.models.organisations import Dated
from rundblick.agreements.models.doors import ALL, behind, house_door
from rundblick.areas.codes import Kind, Side
from rundblick.areas.rules import Reach
from rundblick.areas.spelling import house_number
from rundblick.web.german import german_date

_PERIOD = Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from"))
_CHARGE = staff("Wer für ein Gebiet zuständig ist", "Ein Ansprechpartner je Haushalt nach Wohnort")


@tracked
class Area(Dated):
    """A quarter or part of a region that somebody looks after as a whole (E20.1). `covers`: what it is, in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    name = models.CharField("Name", max_length=80)
    covers = models.CharField("Was es umfasst", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = house_door()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "name", "covers", "valid_from", "valid_until", "version"}
    )

    class Meta:
        verbose_name = "Gebiet"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["house", "name"], name="area_named_once"),
            models.CheckConstraint(condition=_PERIOD, name="area_period"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which it exists."""
        return self.valid_until - dt.timedelta(days=1) if self.valid_until else None


class Stretch(Dated):
    """One line of an area: a street, all of it or some house numbers, a district, a postal code or a municipality.

    `first` and `last` are included. Words as people wrote them stand beside the keys they are compared by
    (`spelling`). A line is never changed: it ends, and another begins.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="stretches")
    area_id: uuid.UUID
    kind = models.CharField("Art", max_length=8, choices=Kind.choices)
    town = models.CharField("Gemeinde", max_length=100, blank=True)
    postcode = models.CharField("PLZ", max_length=5, blank=True)
    street = models.CharField("Straße", max_length=120, blank=True)
    district = models.CharField("Ortsteil", max_length=100, blank=True)
    first = models.CharField("von Hausnummer", max_length=8, blank=True)
    last = models.CharField("bis Hausnummer", max_length=8, blank=True)
    side = models.CharField("Seite", max_length=4, choices=Side.choices, default=Side.ALL)
    town_key = models.CharField(max_length=200, blank=True)
    street_key = models.CharField(max_length=240, blank=True)
    district_key = models.CharField(max_length=200, blank=True)

    door = behind("areas_area", "area_id", app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "area",
            "kind",
            "town",
            "postcode",
            "street",
            "district",
            "first",
            "last",
            "side",
            "town_key",
            "street_key",
            "district_key",
            "valid_from",
            "valid_until",
        }
    )

    class Meta:
        verbose_name = "Zeile eines Gebiets"
        indexes = [
            models.Index(fields=["area", "street_key"], name="area_line_by_area"),
            models.Index(fields=["street_key", "town_key"], name="area_line_by_street"),
        ]
        constraints = [models.CheckConstraint(condition=_PERIOD, name="area_line_period")]

    @property
    def reach(self) -> Reach:
        """The line as it is compared. Its `area` is the id of the area."""
        return Reach(
            area=self.area_id,
            kind=self.kind,
            town=self.town_key,
            postcode=self.postcode,
            street=self.street_key,
            district=self.district_key,
            first=house_number(self.first),
            last=house_number(self.last),
            side=self.side,
            since=self.valid_from,
            until=self.valid_until,
        )

    @property
    def name(self) -> str:
        """What it names, in words."""
        match self.kind:
            case Kind.STREET:
                return self.street
            case Kind.DISTRICT:
                return f"Ortsteil {self.district}"
            case Kind.POSTCODE:
                return f"Postleitzahl {self.postcode}"
        return f"ganz {self.town}"

    @property
    def numbers(self) -> str:
        """Which house numbers of a street, in words; "" for all."""
        words = f"{Side(self.side).label} Hausnummern" if self.side != Side.ALL else "Hausnummern"
        if self.first and self.last:
            return f"{words} {self.first} bis {self.last}"
        if self.first:
            return f"{words} ab {self.first}"
        if self.last:
            return f"{words} bis {self.last}"
        return words if self.side != Side.ALL else ""

    @property
    def said(self) -> str:
        """All of it in one line."""
        where = "" if self.kind in (Kind.TOWN, Kind.POSTCODE) else f"{self.postcode} {self.town}".strip()
        return ", ".join(part for part in (self.name, self.numbers, where) if part)


@tracked
class Charge(Dated):
    """A team, and where it is one person a coach of it, looks after an area for a period; one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="charges")
    area_id: uuid.UUID
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    team_id: uuid.UUID
    coach = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    coach_id: uuid.UUID | None

    door = behind("areas_area", "area_id", app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {"coach": _CHARGE}
    impersonal: ClassVar[frozenset[str]] = frozenset({"area", "team", "valid_from", "valid_until"})

    class Meta:
        verbose_name = "Zuständigkeit für ein Gebiet"
        indexes = [models.Index(fields=["area", "valid_from"], name="area_charge_by_area")]
        constraints = [models.CheckConstraint(condition=_PERIOD, name="area_charge_period")]

    @property
    def who(self) -> str:
        """Team and coach in words."""
        return f"{self.team.name} ({self.coach.display_name})" if self.coach else self.team.name

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def period(self) -> str:
        """Since when and until when, the last day included."""
        if self.valid_until is None:
            return f"seit {german_date(self.valid_from)}"
        return f"{german_date(self.valid_from)} bis {german_date(self.valid_until - dt.timedelta(days=1))}"
