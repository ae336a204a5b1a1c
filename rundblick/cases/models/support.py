"""Assisting services: what was done beside the talking, and how much of it the person did (Handreichung 3.5.3)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped
from rundblick.cases.codes import OwnAction
from rundblick.cases.models.file import ContactNote
from rundblick.people.models import Person

_HELP = casework("Hilfe so geben, dass sie weniger nötig wird", "Handreichung Ganzheitliche Beratung 3.5.3 (G24)")


@tracked
class AssistingService(DossierScoped):
    """One service in one note: a code of support.yaml, how long it took, and who acted.

    It belongs to the versions of its note from `since_version` until before `until_version` (null: the present one
    too), so that a corrected note can be read as it was. `person` and `shared` are those of the note.
    """

    note = models.ForeignKey(ContactNote, on_delete=models.PROTECT, related_name="services")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("Hilfe", max_length=40)
    minutes = models.PositiveSmallIntegerField("Dauer in Minuten", null=True, blank=True)
    own_action = models.CharField("Wer hat es getan?", max_length=10, choices=OwnAction.choices)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    since_version = models.PositiveIntegerField(default=1)
    until_version = models.PositiveIntegerField(null=True, blank=True)

    door = Door(topic="notes", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _HELP for name in ("note", "person", "kind", "minutes", "own_action", "shared")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"since_version", "until_version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="service_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(person__isnull=False) | Q(shared=True), name="service_of_all_is_shared"),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 1440)), name="service_minutes_of_a_day"
            ),
            models.CheckConstraint(
                condition=Q(until_version__isnull=True) | Q(until_version__gt=F("since_version")),
                name="service_versions",
            ),
        ]
