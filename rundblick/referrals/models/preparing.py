"""What is talked over before somebody goes."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation
from rundblick.people.models import Person
from rundblick.referrals.codes import Point
from rundblick.referrals.models.beginning import Referral
from rundblick.referrals.models.common import BOTH, HELP


@tracked
class Preparation(DossierScoped):
    """One point before somebody goes, in their words. `agency`: the agency to which it was given along."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    get_point_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="points")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    point = models.CharField("Punkt", max_length=10, choices=Point.choices)
    text = EncryptedTextField("in eigenen Worten")
    given_along = models.BooleanField("der Stelle mitgeben", default=False)

    door = BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "referral", "agency", "point", "text", "given_along"), HELP
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_preparation_by_dossier")]
        constraints = [
            models.UniqueConstraint(fields=["referral", "point"], name="ref_preparation_once_per_point"),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(given_along=True), name="ref_preparation_given_only_on_purpose"
            ),
        ]
