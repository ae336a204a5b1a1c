"""A file that belongs to a case."""

from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User

_FILE = casework("Unterlagen, die die Person mitbringt oder bekommt", "Nicht mehrfach anfordern müssen")


@tracked
class StoredFile(DossierScoped):
    """What is known about an uploaded file; its content lies sealed on disk under the object's id."""

    person_id = models.UUIDField("Mitglied", null=True, blank=True)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    name = EncryptedTextField("Dateiname")
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    scanned = models.BooleanField("auf Schadsoftware geprüft", default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Door(topic="documents", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _FILE
        for name in ("person_id", "shared", "name", "media_type", "size", "scanned", "uploaded_at", "uploaded_by")
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "-uploaded_at"], name="file_by_dossier")]
