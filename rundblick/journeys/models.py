"""Journey sheets with their dated answers, where everybody stands, and the separate book-keeping of applications."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

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
    """The head of a user journey: one per household and definition, or one per job with its `person` and `title`.

    `definition` is the id of a journey definition, `definition_sha256` its content when the sheet was begun.
    `shared`: the head belongs to the household and is seen by whoever may see one member; the answers stay each
    member's own.
    """

    definition = models.CharField(max_length=60)
    definition_sha256 = models.CharField(max_length=64)
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sheets"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    title = EncryptedTextField("Worum es geht", blank=True, null=True)
    site = models.CharField(max_length=40, blank=True)
    coach = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_on = models.DateField("Erstelldatum")
    shared = models.BooleanField(default=False)

    door = Door(topic="journeys", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY for name in ("participation", "person", "title", "site", "coach", "created_on", "definition")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"definition_sha256", "shared"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "definition", "participation"],
                condition=Q(person__isnull=True),
                nulls_distinct=False,
                name="sheet_once_per_household",
            )
        ]


@tracked
class Cell(DossierScoped):
    """One dated answer: person, track (benefit), step. A later answer replaces an earlier one without erasing it.

    `sequence` counts the rows of a sheet. A row with `undoes` is no answer but the mark that the row it names does
    not count any more.
    """

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
    sequence = models.PositiveIntegerField()
    reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    note = EncryptedTextField("Fußnote", blank=True, null=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField("erfasst")

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
            "recorded_at",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"sequence", "undoes"})

    class Meta:
        indexes = [models.Index(fields=["sheet", "person"], name="cell_by_sheet")]
        constraints = [models.UniqueConstraint(fields=["sheet", "sequence"], name="cell_sequence_once")]


class Standing(DossierScoped):
    """Where a person stands in a track by the answers so far. Computed from the cells with them, never edited.

    `furthest`: the last step reached, "" for none. `stop`: the next step of the funnel that was not reached, "" at
    the end. `answer`: what stands at the stop. `reasons`: why it goes no further. `changed_on`: the day somebody last
    wrote here.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="standings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    furthest = models.CharField(max_length=60, blank=True)
    stop = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=10, choices=Cell.Answer.choices)
    reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    changed_on = models.DateField()

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY for name in ("sheet", "person", "track", "furthest", "stop", "answer", "reasons", "changed_on")
    }

    class Meta:
        indexes = [models.Index(fields=["track", "stop"], name="standing_by_stop")]
        constraints = [models.UniqueConstraint(fields=["sheet", "person", "track"], name="standing_once")]


class SetAside(DossierScoped):
    """A hint that somebody has read and set aside. It comes back when the answer it was about changes."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    sequence = models.PositiveIntegerField()

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _JOURNEY for name in ("sheet", "person", "track", "step")}
    impersonal: ClassVar[frozenset[str]] = frozenset({"kind", "sequence"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "person", "track", "step", "kind"], name="set_aside_once")
        ]


@tracked
class Application(DossierScoped):
    """An application counted in a programme's own book-keeping; differs from the journeys on purpose (anna.md)."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    applied_on = models.DateField("gestellt am")

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _JOURNEY for name in ("sheet", "person", "track", "applied_on")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "person", "track", "applied_on"], name="application_once_a_day")
        ]
