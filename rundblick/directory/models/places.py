"""Names of places with a position, to search near them."""

import uuid
from typing import ClassVar

from django.db import models

from rundblick.access.doors import Reference


class Place(models.Model):
    """A municipality, district, street or landmark of the region. `folded`: its name as it is looked up."""

    class Kind(models.TextChoices):
        """What the name stands for; the larger first."""

        MUNICIPALITY = "municipality", "Gemeinde"
        DISTRICT = "district", "Ortsteil"
        LANDMARK = "landmark", "bekannter Ort"
        STREET = "street", "Straße"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("Art", max_length=12, choices=Kind.choices)
    name = models.CharField("Name", max_length=120)
    folded = models.CharField("gesucht als", max_length=120)
    city = models.CharField("Gemeinde", max_length=100)
    district = models.CharField("Ortsteil", max_length=100, blank=True)
    latitude = models.FloatField("Breite")
    longitude = models.FloatField("Länge")

    door = Reference()
    personal_data: ClassVar[dict[str, object]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"kind", "name", "folded", "city", "district", "latitude", "longitude"}
    )

    class Meta:
        verbose_name = "Ortsname"
        ordering = ["name", "city", "pk"]
        indexes = [models.Index(fields=["folded"], name="place_by_folded")]
        constraints = [models.UniqueConstraint(fields=["kind", "name", "city"], name="place_once")]

    def __str__(self) -> str:
        return self.name if self.name == self.city else f"{self.name}, {self.city}"

    @property
    def wide(self) -> bool:
        """Whether it is an area rather than a point."""
        return self.kind in WIDE


WIDE = (Place.Kind.MUNICIPALITY, Place.Kind.DISTRICT)
"""Kinds that are areas; what people choose to be near."""
