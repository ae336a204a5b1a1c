"""Who has custody of a minor."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, Sides
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.consent.codes import CustodyKind
from rundblick.consent.rules import Holders
from rundblick.people.models import Person
from rundblick.web.clock import now

_CUSTODY = Personal(
    "Wissen, wer für ein Kind einwilligen muss",
    "§ 67b Abs. 2 SGB X, Art. 7 DSGVO, §§ 1626 bis 1629 BGB",
    "Ohne alle Sorgeberechtigten gilt die Einwilligung für ein Kind nicht; wer außerhalb lebt, wird nicht benannt",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Custody(DossierScoped):
    """Who has custody of a minor, from when until when (half-open). What changes is a new row from its first day on.

    `first` and `second`: members of the household; `outside`: somebody who does not live there, who is not named. With
    the kind "unknown" nobody is.
    """

    person_id: uuid.UUID
    first_id: uuid.UUID | None
    second_id: uuid.UUID | None
    get_kind_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Sorgerecht", max_length=10, choices=CustodyKind.choices)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    outside = models.BooleanField("auch oder nur jemand außerhalb des Haushalts", default=False)
    valid_from = models.DateField("gilt ab")
    valid_until = models.DateField("gilt bis vor dem", null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("eingetragen", default=now)

    door = Door(topic="master", subject="person_id", sides=Sides(agency="", contractors=True, reads_only=True))
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "kind",
            "first",
            "second",
            "outside",
            "valid_from",
            "valid_until",
            "recorded_by",
            "recorded_at",
        ),
        _CUSTODY,
    )

    class Meta:
        verbose_name = "Sorgerecht"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="custody_period"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(valid_until__isnull=True), name="custody_stands_once"
            ),
            models.CheckConstraint(
                condition=(Q(first__isnull=False) | Q(second__isnull=True))
                & (Q(second__isnull=True) | ~Q(second=F("first"))),
                name="custody_first_before_second",
            ),
        ]

    @property
    def holders(self) -> Holders:
        """Who has it, as the rules ask."""
        members = frozenset(key for key in (self.first_id, self.second_id) if key)
        return Holders(CustodyKind(self.kind), members, self.outside)
