"""The appointment."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.calendar.codes import Setting, Status

_MEETING = casework("Termine mit der Person vereinbaren und einhalten", "Ohne Zeit, Ort und Beteiligte kein Termin")
_CONSENT = casework(
    "Hausbesuche nur mit schriftlicher Einwilligung", "Art. 13 GG; Handreichung Ganzheitliche Beratung 4.3.2"
)


@tracked
class Appointment(DossierScoped):
    """One member's (or the whole household's) appointment with a coach.

    Several members at one table have one row each with the same `meeting`, since each may see their own only
    (design rule 6); without a person it is the household's and open to all members. Moving keeps the row, the
    history knows the former time. `consent_on` is the date of the written consent to a home visit.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.UUIDField("gemeinsamer Termin", default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="Coach")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    setting = models.CharField("Rahmen", max_length=20, choices=Setting.choices)
    place = EncryptedTextField("Ort", null=True, blank=True)
    purpose = EncryptedTextField("Worum geht es?", null=True, blank=True)
    status = models.CharField("Stand", max_length=20, choices=Status.choices, default=Status.PLANNED)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    consent_on = models.DateField("Einwilligung in den Hausbesuch vom", null=True, blank=True)
    arranged_at = models.DateTimeField("vereinbart am")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="appointments", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _MEETING
        for name in (
            "person",
            "meeting",
            "coach",
            "starts_at",
            "ends_at",
            "setting",
            "place",
            "purpose",
            "status",
            "shared",
            "arranged_at",
        )
    } | {"consent_on": _CONSENT}
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [
            models.Index(fields=["coach", "starts_at"], name="appointment_by_coach"),
            models.Index(fields=["dossier", "starts_at"], name="appointment_by_dossier"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_takes_time"),
            models.CheckConstraint(
                condition=~Q(setting=Setting.HOME_VISIT) | Q(consent_on__isnull=False),
                name="appointment_home_visit_consent",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(shared=True), name="appointment_of_household_is_shared"
            ),
            models.UniqueConstraint(
                fields=["dossier", "meeting", "person"], nulls_distinct=False, name="appointment_once_per_person"
            ),
        ]
