"""How a running help goes."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person
from rundblick.referrals.codes import Going, Side
from rundblick.referrals.models.beginning import Referral
from rundblick.referrals.models.common import BOTH, HELP


@tracked
class Look(DossierScoped):
    """How a running help goes, from one side. `agency`: given by its guest, else noted here. It rates nobody's work."""

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    get_side_display: Callable[[], str]
    get_going_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="looks")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField("aus Sicht von", max_length=8, choices=Side.choices)
    on = models.DateField("am")
    going = models.CharField("Wie läuft es?", max_length=8, choices=Going.choices)
    words = EncryptedTextField("in eigenen Worten", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "referral", "agency", "side", "on", "going", "words", "author"), HELP
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_look_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(side=Side.AGENCY) | Q(agency__isnull=True), name="ref_look_of_the_person_stays_in_the_house"
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(words__isnull=True), name="ref_look_of_an_agency_has_no_words"
            ),
        ]
