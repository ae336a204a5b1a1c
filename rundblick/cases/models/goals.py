"""Tables of goals: the tree, how confident somebody is, how far they came, and what succeeded."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.codes import FieldOfAction, GoalKind, GoalStatus, Rater
from rundblick.people.models import Person

_GOAL = casework("Ziele der Person verfolgen", "Handreichung Ganzheitliche Beratung 3.3")
_WAY = casework("Mit der Person sehen, was sich bewegt", "Handreichung Ganzheitliche Beratung 3.3.3; PRO AKTIV 4.1.2")


@tracked
class Goal(DossierScoped):
    """What one member wants to reach; hidden from the other members unless that member shares it.

    `parent` is a goal of the same person on a higher level (services keep to it, so there are no cycles). Goals that
    members carry together are one row each with the same `together`, like the notes of one talk. `instead_of`: the
    goal this one is another way to, after the first did not work out. `rank`: place among the goals under the same
    parent, small first. `motive`, `commitment` (own words), `strengths` and `side_effects` (who else is affected)
    stay with the person even where the goal is shared.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # A goal is never deleted alone, and erasing removes all at once: the database checks at the end.
    parent = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, blank=True, related_name="children")
    instead_of = models.ForeignKey("self", on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+")
    together = models.UUIDField("gemeinsam mit", null=True, blank=True, editable=False)
    text = EncryptedTextField("Ziel")
    kind = models.CharField("Art", max_length=20, choices=GoalKind.choices, default=GoalKind.ACTION)
    field = models.PositiveSmallIntegerField("Handlungsfeld", choices=FieldOfAction.choices, null=True, blank=True)
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=0)
    motive = EncryptedTextField("Warum ist das wichtig?", null=True, blank=True)
    commitment = EncryptedTextField("Was die Person sich vornimmt", null=True, blank=True)
    strengths = EncryptedTextField("Stärken, die helfen", null=True, blank=True)
    side_effects = EncryptedTextField("Wer ist noch betroffen?", null=True, blank=True)
    status = models.CharField("Stand", max_length=20, choices=GoalStatus.choices, default=GoalStatus.OPEN)
    since = models.DateField("seit")
    due_on = models.DateField("bis", null=True, blank=True)
    ended_on = models.DateField("nicht mehr verfolgt seit", null=True, blank=True)
    reached_on = models.DateField("erreicht am", null=True, blank=True)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _GOAL
        for name in (
            "person",
            "parent",
            "instead_of",
            "together",
            "text",
            "kind",
            "field",
            "motive",
            "commitment",
            "strengths",
            "side_effects",
            "status",
            "since",
            "due_on",
            "ended_on",
            "reached_on",
            "shared",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"rank", "version"})

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "status"], name="goal_by_dossier"),
            models.Index(fields=["together"], condition=Q(together__isnull=False), name="goal_carried_together"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=GoalStatus.REACHED, reached_on__isnull=False)
                | (~Q(status=GoalStatus.REACHED) & Q(reached_on__isnull=True)),
                name="goal_reached_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | (~Q(kind=GoalKind.LEAD) & ~Q(parent=F("id"))),
                name="goal_leads_have_no_parent",
            ),
            models.UniqueConstraint(
                fields=["together", "person"], condition=Q(together__isnull=False), name="goal_once_per_person_together"
            ),
        ]


@tracked
class Confidence(DossierScoped):
    """How confident a person is to reach a goal, 0 (not at all) to 10 (quite sure), on a day.

    One row per goal and day; saying it anew on that day changes the row. Belongs to the person alone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="confidences")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    on = models.DateField("Tag")
    value = models.PositiveSmallIntegerField("Zuversicht, 0 bis 10")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _WAY for name in ("person", "goal", "author", "on", "value")}
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "on"], name="confidence_once_a_day"),
            models.CheckConstraint(condition=Q(value__range=(0, 10)), name="confidence_from_0_to_10"),
        ]
        indexes = [models.Index(fields=["dossier", "person"], name="confidence_by_dossier")]


@tracked
class AttainmentScale(DossierScoped):
    """What the levels -2 to +2 mean for one goal, in the person's words; an empty level has the general words."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.OneToOneField(Goal, on_delete=models.PROTECT, related_name="scale")
    much_less = EncryptedTextField("viel weniger als erhofft (-2)", null=True, blank=True)
    less = EncryptedTextField("etwas weniger als erhofft (-1)", null=True, blank=True)
    expected = EncryptedTextField("wie erhofft (0)", null=True, blank=True)
    more = EncryptedTextField("etwas mehr als erhofft (+1)", null=True, blank=True)
    much_more = EncryptedTextField("viel mehr als erhofft (+2)", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _WAY for name in ("person", "goal", "much_less", "less", "expected", "more", "much_more")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})


@tracked
class Attainment(DossierScoped):
    """How far somebody came with a goal, -2 to +2, as seen by the person or by the coach on a day.

    One row per goal, day and view; saying it anew on that day changes the row (Goal Attainment Scaling).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="attainments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    on = models.DateField("Tag")
    rater = models.CharField("Wer schätzt ein?", max_length=20, choices=Rater.choices)
    level = models.SmallIntegerField("Stufe, -2 bis +2")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _WAY for name in ("person", "goal", "author", "on", "rater", "level")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["goal", "on", "rater"], name="attainment_once_a_day_and_view"),
            models.CheckConstraint(condition=Q(level__range=(-2, 2)), name="attainment_from_minus_2_to_2"),
        ]
        indexes = [models.Index(fields=["dossier", "person"], name="attainment_by_dossier")]


@tracked
class Success(DossierScoped):
    """Something that succeeded, however small, on a day; shown first next time (PRO AKTIV 4.1.2)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="successes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    on = models.DateField("Tag")
    text = EncryptedTextField("Was ist gelungen?")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="goals", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _WAY for name in ("person", "goal", "author", "on", "text", "shared")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "-on"], name="success_by_dossier")]
