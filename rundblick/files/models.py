"""A file that belongs to a case."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User

_FILE = casework("Unterlagen, die die Person mitbringt oder bekommt", "Nicht mehrfach anfordern müssen")


@tracked
class StoredFile(DossierScoped):
    """What is known about an uploaded file; its content lies sealed on disk under the object's id.

    `topic`: what a door must carry; "documents" for the file of the case. `agency`: the one agency besides the
    dossier's own house that reads it, where a file was put down for both.
    """

    agency_id: uuid.UUID | None

    person_id = models.UUIDField("Mitglied", null=True, blank=True)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    name = EncryptedTextField("Dateiname")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    scanned = models.BooleanField("auf Schadsoftware geprüft", default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    topic = models.CharField(max_length=20, default="documents")
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="auch für"
    )

    door = Door(
        topic_column="topic", subject="person_id", shared="shared", sides=Sides(agency="agency_id", unnamed=True)
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: _FILE
        for name in (
            "person_id",
            "shared",
            "name",
            "media_type",
            "size",
            "scanned",
            "uploaded_at",
            "uploaded_by",
            "topic",
            "agency",
        )
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "-uploaded_at"], name="file_by_dossier")]
