"""The table of the room: sheets with an address or a place to turn to, the same for everybody in the house."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.doors import Reference
from rundblick.access.history import tracked
from rundblick.access.models import Organisation


@tracked
class InfoSheet(models.Model):
    """One information sheet of a house, in plain words and without anything about a person.

    `address` and `phone` as they are read out; either may be missing. `version` counts changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id: uuid.UUID
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("Überschrift", max_length=120)
    text = models.TextField("Text")
    address = models.CharField("Adresse", max_length=300, blank=True)
    phone = models.CharField("Telefon", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "title", "text", "address", "phone", "version"})

    class Meta:
        verbose_name = "Infoblatt"
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="sheet_title_once")]

    def __str__(self) -> str:
        return self.title
