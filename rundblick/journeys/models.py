"""Journey sheets of a household with their dated cells, and the separate book-keeping of applications."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.people.models import Person
from rundblick.programmes.models import Participation

_JOURNEY = casework("Wo jemand auf dem Weg zu einer Hilfe steht", "Zugangshürden erkennen und abbauen (§ 28 SGB II)")


@tracked
class Sheet(DossierScoped):
    """A user journey of one household: head of the grid. `definition` is the id of a journey definition."""

    definition = models.CharField(max_length=60)
    definition_sha256 = models.CharField(max_length=64)
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sheets"
    )
    site = models.CharField(max_length=40, blank=True)
    coach = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_on = models.DateField("Erstelldatum")
    edited_on = models.DateField("letzte Bearbeitung")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="journeys")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY for name in ("participation", "site", "coach", "created_on", "edited_on", "definition")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"definition_sha256", "version"})


@tracked
class Cell(DossierScoped):
    """One dated answer: person, track (benefit), step. A later answer replaces an earlier one without erasing it."""

    class Answer(models.TextChoices):
        YES = "yes", "ja"
        NO = "no", "nein"
        OPEN = "open", "offen"

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="cells")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    point = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_on = models.DateField("am")
    sequence = models.PositiveIntegerField(default=0)
    reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    note = EncryptedTextField("Fußnote", blank=True, null=True)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY
        for name in (
            "sheet",
            "person",
            "track",
            "step",
            "answer",
            "point",
            "answered_on",
            "reasons",
            "kinds",
            "note",
            "recorded_by",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"sequence"})

    class Meta:
        indexes = [models.Index(fields=["sheet", "person"], name="cell_by_sheet")]


@tracked
class Application(DossierScoped):
    """An application counted in a programme's own book-keeping; differs from the journeys on purpose (anna.md)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    applied_on = models.DateField("gestellt am")

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _JOURNEY for name in ("sheet", "person", "track", "applied_on")}
