"""A need, and the ways that are begun for it."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person
from rundblick.referrals.codes import Mode
from rundblick.referrals.kinds import Kind, area_label, kind_of
from rundblick.referrals.models.common import BOTH, HELP, HOUSE


@tracked
class Need(DossierScoped):
    """What one member needs, by the area of help it belongs to; half-open days. Read by the house alone."""

    person_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.CharField("Bereich", max_length=40)
    since = models.DateField("seit")
    ended_on = models.DateField("erledigt am", null=True, blank=True)

    door = HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("person", "area", "since", "ended_on"), HELP)

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_need_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="ref_need_ends_after_beginning"
            )
        ]

    @property
    def label(self) -> str:
        """What the area is called."""
        return area_label(self.area)


@tracked
class Referral(DossierScoped):
    """One way to one help; parallel tries are several referrals of one need.

    `organisation`: the house of this installation that is meant, else `office` in words. `agency`: the same house once
    the referral was handed to it; only then do its guests read and answer, and only while a door stands. `for_person`:
    the person reads on the own page where it leads and how far it is; a coach says so, for this way alone.
    """

    person_id: uuid.UUID
    need_id: uuid.UUID
    organisation_id: uuid.UUID | None
    agency_id: uuid.UUID | None
    get_mode_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="referrals")
    kind = models.CharField("Art der Hilfe", max_length=40)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )
    agency = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="liest mit"
    )
    office = EncryptedTextField("Stelle in Worten", null=True, blank=True)
    reach = EncryptedTextField("Wie erreichbar?", null=True, blank=True)
    mode = models.CharField("Wer macht den Weg?", max_length=10, choices=Mode.choices)
    begun_on = models.DateField("begonnen am")
    for_person = models.BooleanField("die Person liest mit", default=False)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    version = models.PositiveIntegerField(default=1)

    door = BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "need",
            "kind",
            "organisation",
            "agency",
            "office",
            "reach",
            "mode",
            "begun_on",
            "for_person",
            "author",
        ),
        HELP,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_referral_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency__isnull=True) | Q(agency=F("organisation")),
                name="ref_referral_handed_to_whom_it_names",
            )
        ]

    @property
    def sort(self) -> Kind:
        """The kind as the catalogue describes it."""
        return kind_of(self.kind)

    @property
    def place(self) -> str:
        """Where it leads; "" when nobody has chosen yet."""
        return self.organisation.name if self.organisation else self.office or ""
