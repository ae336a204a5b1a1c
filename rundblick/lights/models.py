"""The table of the Ampeltorte: one row per card and period."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.models import Goal
from rundblick.cases.standing import Standing, declared
from rundblick.lights.codes import Field, Light

_CARD = casework(
    "Gemeinsam ansehen, was gut läuft, was in Klärung und was schwierig ist",
    "Handreichung Ganzheitliche Beratung 3.2.7, Ampeltorte",
)


@tracked
class Card(Standing):
    """A note in one of the three slices of a member's Ampeltorte.

    `rank` orders the cards of a slice, small first; between two there is room for a third, and numbers are given anew
    when it gets tight. `goal` is what became of the card.
    """

    goal_id: uuid.UUID | None
    text = EncryptedTextField("Karte")
    light = models.CharField("Stück", max_length=10, choices=Light.choices)
    field = models.PositiveSmallIntegerField("Handlungsfeld", choices=Field.choices, null=True, blank=True)
    rank = models.FloatField("Reihenfolge")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    personal_data: ClassVar[dict[str, Any]] = declared(_CARD, "text", "light", "field", "rank", "goal")

    class Meta(Standing.Meta):
        abstract = False
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False), name="card_of_one_member"),
        ]
