"""What all tables of the room have in common."""

import uuid

from django.db import models

from rundblick.access.models import DossierScoped, Organisation
from rundblick.people.models import Person


class OfPerson(DossierScoped):
    """A row about one person; `agency`: the Teilhabeberatung that reads and writes it too, None = nobody else."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )

    class Meta:
        abstract = True
