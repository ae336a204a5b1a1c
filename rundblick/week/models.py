"""Tables of the Wochenplan."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.models import Goal
from rundblick.cases.standing import Standing, declared
from rundblick.people.models import Person
from rundblick.week.codes import Backup, Kind, Occasion, Provider, Span, Stage, State, Weekday, Weeks

_WEEK = casework(
    "Arbeit, Wege und Betreuung in einer Woche aufeinander abstimmen",
    "BLAG-Broschüre E13 „Kinder stark machen“ und E04; Dritte nur mit Rolle oder Vornamen",
)
LONGEST_WAY = 240


@tracked
class Block(Standing):
    """Something that recurs in the week of one member; of a child also the care by somebody (`Kind.CARE`).

    `weekdays`: Monday 0; the block begins on these days. `ends` not after `starts`: it ends on the next day. Ways in
    minutes. `goal`: of the same member, only where the block is planned. `label` is a place or a role in a word or two.
    """

    kind = models.CharField("Was ist es?", max_length=10, choices=Kind.choices)
    provider = models.CharField("Wer betreut?", max_length=10, choices=Provider.choices, blank=True)
    label = EncryptedTextField("Kurz benannt", null=True, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(choices=Weekday.choices), verbose_name="An welchen Tagen?")
    starts = models.TimeField("Von")
    ends = models.TimeField("Bis")
    way_before = models.PositiveSmallIntegerField("Weg davor in Minuten", default=0)
    way_after = models.PositiveSmallIntegerField("Weg danach in Minuten", default=0)
    weeks = models.CharField("In welchen Wochen?", max_length=10, choices=Weeks.choices, default=Weeks.EVERY)
    stage = models.CharField("Heute oder geplant?", max_length=10, choices=Stage.choices, default=Stage.STAYS)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal_data: ClassVar[dict[str, Any]] = declared(
        _WEEK,
        "kind",
        "provider",
        "label",
        "weekdays",
        "starts",
        "ends",
        "way_before",
        "way_after",
        "weeks",
        "stage",
        "goal",
    )

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="block_belongs_to_a_member"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.CARE) & ~Q(provider="")) | (~Q(kind=Kind.CARE) & Q(provider="")),
                name="block_of_care_names_who",
            ),
            models.CheckConstraint(
                condition=Q(weekdays__len__gt=0, weekdays__contained_by=Weekday.values), name="block_has_days"
            ),
            models.CheckConstraint(condition=~Q(starts=F("ends")), name="block_has_a_length"),
            models.CheckConstraint(
                condition=Q(way_before__lte=LONGEST_WAY, way_after__lte=LONGEST_WAY), name="block_ways_are_short"
            ),
            models.CheckConstraint(
                condition=Q(goal__isnull=True) | Q(stage=Stage.PLANNED), name="block_with_goal_is_planned"
            ),
        ]


@tracked
class Need(Standing):
    """The family's word that this child needs somebody around the clock: no age decides it.

    `carers`: members who look after the child at home, as the family chose; empty = all adults of the household.
    """

    carers = ArrayField(models.UUIDField(), default=list, blank=True, verbose_name="Wer passt zu Hause auf?")

    personal_data: ClassVar[dict[str, Any]] = declared(_WEEK, "carers")

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="need_is_about_a_child"),
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(valid_until__isnull=True), name="need_stands_once_per_child"
            ),
        ]


@tracked
class Fallback(Standing):
    """A line of the Notfallplan: who could step in, or what is agreed with an employer. `rank`: small first."""

    kind = models.CharField("Worum geht es?", max_length=10, choices=Backup.choices)
    label = EncryptedTextField("Wer?")
    details = EncryptedTextField("Wann möglich, was ist abgesprochen?", null=True, blank=True)
    occasions = ArrayField(models.CharField(max_length=10, choices=Occasion.choices), verbose_name="Wann hilft das?")
    rank = models.PositiveSmallIntegerField("Reihenfolge", default=0)

    personal_data: ClassVar[dict[str, Any]] = declared(_WEEK, "kind", "label", "details", "occasions")
    impersonal: ClassVar[frozenset[str]] = Standing.impersonal | {"rank"}

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(occasions__len__gt=0, occasions__contained_by=Occasion.values),
                name="fallback_helps_on_occasion",
            ),
        ]


@tracked
class CareSpan(Standing):
    """A parental leave of a member for `child`, or (without `child`) the place of the member who is that child.

    `first_day` and `last_day` may lie ahead and are both included; they are what was planned, while the period of the
    statement says from when on it was known. `state_since`: from when on a place has been so far.
    """

    kind = models.CharField("Art", max_length=10, choices=Span.choices)
    child = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("Stand", max_length=10, choices=State.choices, blank=True)
    state_since = models.DateField("so seit", null=True, blank=True)
    label = EncryptedTextField("Kurz benannt", null=True, blank=True)
    first_day = models.DateField("erster Tag", null=True, blank=True)
    last_day = models.DateField("letzter Tag", null=True, blank=True)
    hours = models.PositiveSmallIntegerField("Stunden in der Woche", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(
        _WEEK, "kind", "child", "state", "state_since", "label", "first_day", "last_day", "hours"
    )

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="carespan_belongs_to_a_member"),
            models.CheckConstraint(
                condition=Q(kind=Span.LEAVE, child__isnull=False, state="", state_since__isnull=True)
                | (~Q(kind=Span.LEAVE) & Q(child__isnull=True, state_since__isnull=False) & ~Q(state="")),
                name="carespan_is_leave_or_place",
            ),
            models.CheckConstraint(
                condition=Q(first_day__isnull=True) | Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="carespan_has_a_length",
            ),
        ]
