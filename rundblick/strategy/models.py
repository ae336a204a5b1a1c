"""The tables of the room: the talk, each member's part with its ways, and the reviews with what they found."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.models import Goal, Task
from rundblick.people.models import Person
from rundblick.strategy.codes import Certified, PhaseCode, WayState
from rundblick.web.clock import now

_TALK = casework("Gemeinsam planen, was das Einkommen des Haushalts erhöht", "Praxisbeispiel E04, Strategiegespräch")
_EFFORT = casework("Zeit für Gespräche mit dem ganzen Haushalt einplanen", "Praxisbeispiel E04, Hinweise")
_REVIEW = casework(
    "Sehen, was sich für den Haushalt geändert hat", "Praxisbeispiel E04, Handlungs- und Beobachtungsphase"
)


class Written(models.Model):
    """Who wrote the present version and when. `version` counts changes, for forms that were open meanwhile."""

    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("festgehalten", default=now)
    version = models.PositiveIntegerField(default=1)

    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        abstract = True


@tracked
class Meeting(Written, DossierScoped):
    """A strategy talk of the household. Only doors to the whole household open it.

    `colleagues`: roles, never names. The minutes say how much time a household takes; nobody adds them up by staff.
    `entitlement`: euros a month for the household as in the notice. `completed_on`: each member has a way or needs
    none; from then on the phases count. They begin on `held_on`; the lengths may differ from the catalogue's.
    """

    held_on = models.DateField("Tag")
    colleagues = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    preparation_minutes = models.PositiveSmallIntegerField("Vorbereitung in Minuten", null=True, blank=True)
    talk_minutes = models.PositiveSmallIntegerField("Gespräch in Minuten", null=True, blank=True)
    entitlement = models.DecimalField("Anspruch im Monat", max_digits=8, decimal_places=2, null=True, blank=True)
    note = EncryptedTextField("Notiz", null=True, blank=True)
    action_months = models.PositiveSmallIntegerField("Handlungsphase in Monaten")
    observation_months = models.PositiveSmallIntegerField("Beobachtungsphase in Monaten")
    contact_days = models.PositiveSmallIntegerField("höchstens Tage zwischen zwei Kontakten")
    completed_on = models.DateField("abgeschlossen", null=True, blank=True)

    door = Door(topic="situation")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TALK
        for name in (
            "author",
            "written_at",
            "held_on",
            "colleagues",
            "entitlement",
            "note",
            "action_months",
            "observation_months",
            "contact_days",
            "completed_on",
        )
    } | {name: _EFFORT for name in ("preparation_minutes", "talk_minutes")}

    class Meta:
        indexes = [models.Index(fields=["dossier", "-held_on"], name="meeting_by_dossier")]


@tracked
class Part(Written, DossierScoped):
    """What the talk means for one member; it belongs to that member and is not shared by default.

    Hours are per week: `hours_possible` by circumstances, `hours_bearable` in the person's own view. `levers` are
    codes of the catalogue; `no_action`: nothing more can be done at present, with a reason in neutral words.
    `earnings`: gross euros a month.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    present = models.BooleanField("war dabei", default=True)
    hours_now = models.DecimalField("Stunden heute", max_digits=4, decimal_places=1, null=True, blank=True)
    earnings = models.DecimalField("Bruttolohn im Monat", max_digits=8, decimal_places=2, null=True, blank=True)
    hours_possible = models.DecimalField("mögliche Stunden", max_digits=4, decimal_places=1, null=True, blank=True)
    possible_reason = EncryptedTextField("Was begrenzt die möglichen Stunden?", null=True, blank=True)
    possible_help = models.CharField("Was würde mehr möglich machen?", max_length=60, blank=True)
    hours_bearable = models.DecimalField("tragbare Stunden", max_digits=4, decimal_places=1, null=True, blank=True)
    bearable_reason = EncryptedTextField("Was begrenzt die tragbaren Stunden?", null=True, blank=True)
    bearable_help = models.CharField("Was würde mehr tragbar machen?", max_length=60, blank=True)
    levers = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    no_action = models.BooleanField("kein weiterer Handlungsbedarf", default=False)
    no_action_reason = EncryptedTextField("Grund", null=True, blank=True)
    shared = models.BooleanField("für die Familie sichtbar", default=False)

    door = Door(topic="situation", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TALK
        for name in (
            "author",
            "written_at",
            "meeting",
            "person",
            "present",
            "hours_now",
            "earnings",
            "hours_possible",
            "possible_reason",
            "possible_help",
            "hours_bearable",
            "bearable_reason",
            "bearable_help",
            "levers",
            "no_action",
            "no_action_reason",
            "shared",
        )
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="part_by_dossier")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="part_once_per_talk"),
            models.CheckConstraint(
                condition=Q(no_action=False) | Q(levers=[], no_action_reason__isnull=False),
                name="part_without_action_has_a_reason",
            ),
        ]

    @property
    def decided(self) -> bool:
        """Whether the member has a lever, or needs nothing more."""
        return self.no_action or bool(self.levers)


@tracked
class Way(Written, DossierScoped):
    """A strategy of one member, gone or looked at. `goal` and `task` are what became of it. Shared with its part."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="ways")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    code = models.CharField("Weg", max_length=60)
    state = models.CharField("Stand", max_length=10, choices=WayState.choices, default=WayState.CHOSEN)
    words = EncryptedTextField("Was genau?", null=True, blank=True)
    format = models.CharField("Form der Weiterbildung", max_length=60, blank=True)
    certified = models.CharField("zertifiziert", max_length=10, choices=Certified.choices, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    door = Door(topic="situation", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TALK
        for name in (
            "author",
            "written_at",
            "part",
            "person",
            "shared",
            "code",
            "state",
            "words",
            "format",
            "certified",
            "goal",
            "task",
        )
    }

    class Meta:
        indexes = [models.Index(fields=["dossier", "part"], name="way_by_dossier")]


@tracked
class Review(Written, DossierScoped):
    """Looking back at the end of a phase. Only doors to the whole household open it. `entitlement` as in `Meeting`."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reviews")
    phase = models.CharField("Phase", max_length=20, choices=PhaseCode.choices)
    held_on = models.DateField("Tag")
    entitlement = models.DecimalField("Anspruch im Monat", max_digits=8, decimal_places=2, null=True, blank=True)
    note = EncryptedTextField("Notiz", null=True, blank=True)

    door = Door(topic="situation")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _REVIEW for name in ("author", "written_at", "meeting", "phase", "held_on", "entitlement", "note")
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "phase"], name="review_once_per_phase")]


@tracked
class Finding(DossierScoped):
    """How it is for one member at a review: hours a week, gross euros a month, and words. Shared with the part."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="findings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    hours = models.DecimalField("Stunden", max_digits=4, decimal_places=1, null=True, blank=True)
    earnings = models.DecimalField("Bruttolohn im Monat", max_digits=8, decimal_places=2, null=True, blank=True)
    words = EncryptedTextField("Was hat sich verändert?", null=True, blank=True)

    door = Door(topic="situation", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _REVIEW for name in ("review", "part", "person", "shared", "hours", "earnings", "words")
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "part"], name="finding_once_per_review")]
