"""The checklist of a conference as far as it was ticked."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.conferences.codes import KEPT_INSIDE
from rundblick.conferences.models.table import SEATED, Conference
from rundblick.people.models import Person

_TICKED = casework("An alles denken, was zu einer Besprechung gehört", "ANNA 6.3: Checkliste Fallkonferenzen")


@tracked
class Tick(DossierScoped):
    """Somebody ticked a line of the checklist; taking it back removes the row, and its history says so.

    `line`: code of the line (types.yaml). Read by those who work with the file. Closing the protocol does not freeze
    it: what is to be done afterwards is ticked afterwards.
    """

    conference_id: uuid.UUID
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="ticks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    line = models.CharField("Zeile", max_length=30)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="abgehakt von")
    at = models.DateTimeField("abgehakt")

    door = Door(topic=KEPT_INSIDE, subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("conference", "person", "line", "by", "at"), _TICKED)

    class Meta:
        verbose_name = "Haken der Checkliste"
        constraints = [models.UniqueConstraint(fields=["conference", "line"], name="line_ticked_once")]
