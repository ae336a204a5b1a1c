"""The table of the room: which version of a note was copied into the leading file."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.models import ContactNote
from rundblick.people.models import Person

_TRANSFER = casework("Nichts doppelt in die führende Akte übertragen und nichts vergessen", "Nur Tag, Fassung und wer")


@tracked
class Transfer(DossierScoped):
    """Somebody copied a note. Holds for that `version` alone: a corrected note has to be copied again."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.OneToOneField(ContactNote, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField("Fassung")
    on = models.DateField("übertragen am")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="übertragen von")

    person_id: uuid.UUID | None
    door = Door(topic="notes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("person", "note", "version", "on", "by"), _TRANSFER)

    class Meta:
        verbose_name = "Übertragung in die führende Akte"
        indexes = [models.Index(fields=["dossier"], name="transfer_by_dossier")]
