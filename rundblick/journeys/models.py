"""Journey sheets with their dated answers, where everybody stands, the separate book-keeping of applications, and the
journeys a house has made itself."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Reference
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person
from rundblick.programmes.models import Participation

_JOURNEY = casework("Wo jemand auf dem Weg zu einer Hilfe steht", "Zugangshürden erkennen und abbauen (§ 28 SGB II)")


class PublishedJourney(models.Model):
    """A version of a journey that a house has made itself: the checked document, for good, with its hash.

    `sha256` is the fingerprint sheets keep (shelf.py); `valid_from` the first day on which a sheet may be begun by it.
    `tells_events`: an answer at some step stands for an event that programmes wait for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    schema_version = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    tells_events = models.BooleanField(default=False)
    valid_from = models.DateField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "code",
            "title",
            "schema_version",
            "document",
            "sha256",
            "tells_events",
            "valid_from",
            "organisation",
            "published_at",
            "published_by",
        }
    )

    class Meta:
        ordering = ["code", "valid_from", "published_at"]
        constraints = [models.UniqueConstraint(fields=["code", "sha256", "valid_from"], name="published_journey_once")]
        triggers = [
            pgtrigger.ReadOnly(name="published_journey_stays", exclude=["published_by"]),
            pgtrigger.Protect(name="published_journey_is_kept", operation=pgtrigger.Delete),
        ]


class JourneyDraft(models.Model):
    """A journey being written, not published yet. `document` may contain mistakes; `based_on` is what it began as."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60)
    based_on = models.ForeignKey(PublishedJourney, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    document = models.JSONField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    edited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    edited_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"code", "based_on", "document", "organisation", "edited_by", "edited_at", "version"}
    )

    class Meta:
        ordering = ["-edited_at"]


class JourneyRetirement(models.Model):
    """A journey that is not offered any more. Sheets that were begun by it go on; taking this back offers it again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    retired_on = models.DateField()
    retired_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"code", "retired_on", "retired_by"})


@tracked
class Sheet(DossierScoped):
    """The head of a user journey: one per household and definition, or one per job or application with its `person`
    and `title`.

    `definition` is the id of a journey definition, `definition_sha256` the wording it is kept by. `attempt` numbers the
    applications of a person in one journey, from 1 on; None where a journey follows something else.
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
    attempt = models.PositiveSmallIntegerField(null=True, blank=True)
    site = models.CharField(max_length=40, blank=True)
    coach = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_on = models.DateField("Erstelldatum")
    shared = models.BooleanField(default=False)

    door = Door(topic="journeys", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY
        for name in ("participation", "person", "title", "attempt", "site", "coach", "created_on", "definition")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"definition_sha256", "shared"})

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "definition", "participation"],
                condition=Q(person__isnull=True),
                nulls_distinct=False,
                name="sheet_once_per_household",
            ),
            models.UniqueConstraint(
                fields=["dossier", "definition", "person", "attempt"],
                condition=Q(attempt__isnull=False),
                name="sheet_attempt_once",
            ),
        ]


@tracked
class Cell(DossierScoped):
    """One dated answer: person, track (benefit), step. A later answer replaces an earlier one without erasing it.

    `point` is the answer on a scale, `day` the answer of a step that asks for a day; it may lie ahead, while
    `answered_on` never does. `sequence` counts the rows of a sheet. A row with `undoes` is no answer but the mark that
    the row it names does not count any more.
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
    day = models.DateField("Tag", null=True, blank=True)
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
            "day",
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
    wrote here. `turns_on`: the next day named in an answer that still lies ahead; on it the row is computed again.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="standings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    track = models.CharField(max_length=60)
    furthest = models.CharField(max_length=60, blank=True)
    stop = models.CharField(max_length=60, blank=True)
    answer = models.CharField(max_length=10, choices=Cell.Answer.choices)
    reasons = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    changed_on = models.DateField()
    turns_on = models.DateField(null=True, blank=True)

    door = Door(topic="journeys", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _JOURNEY
        for name in ("sheet", "person", "track", "furthest", "stop", "answer", "reasons", "changed_on", "turns_on")
    }

    class Meta:
        indexes = [
            models.Index(fields=["track", "stop"], name="standing_by_stop"),
            models.Index(fields=["turns_on"], condition=Q(turns_on__isnull=False), name="standing_that_turns"),
        ]
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
