"""Where a field of an entry comes from (HSDS `metadata`)."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.history import tracked
from rundblick.access.models import User
from rundblick.directory.codes import Part, Way
from rundblick.directory.models.doors import kept
from rundblick.directory.models.entries import Listed, Organization, Service


@tracked
class Proof(Listed):
    """Somebody confirmed a part of a service, or with `field` empty all of it, on that day and in that way.

    `field`: a `Part`, `wrong` where an organisation said that something is not right, or a name from elsewhere.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="proofs")
    field = models.CharField("Feld", max_length=30, blank=True)
    way = models.CharField("bestätigt", max_length=8, choices=Way.choices)
    on = models.DateField("am")
    note = models.CharField("Notiz", max_length=200, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    door = kept
    personal_data: ClassVar[dict[str, Any]] = {
        "user": staff("Wer eine Angabe im Verzeichnis bestätigt hat", "Rückfragen, wenn sie nicht stimmt")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"organization", "service", "field", "way", "on", "note"})

    class Meta:
        verbose_name = "Bestätigung"
        ordering = ["-on", "pk"]
        indexes = [models.Index(fields=["service", "field", "-on"], name="proof_by_service")]

    @property
    def part(self) -> str:
        """The part in words; what another directory calls it where it is not one of ours."""
        return Part(self.field).label if self.field in Part.values else self.field
