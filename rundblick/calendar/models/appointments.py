"""What belongs to a case: appointments, the wish for an earlier one, and the word to a deputy."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models.house import Place

_MEETING = casework("Termine mit der Person vereinbaren und einhalten", "Ohne Zeit, Ort und Beteiligte kein Termin")
_EARLIER = casework("Frei gewordene Termine weitergeben", "Ohne den Wunsch weiß niemand, wer früher kommen möchte")
_HANDOVER = casework("Vertretung vorbereiten", "Ohne ein Wort zum Stand bricht die Begleitung ab (ProAktiv 4.3)")


@tracked
class Appointment(DossierScoped):
    """One member's (or the whole household's) appointment with a coach.

    Several members at one table have one row each with the same `meeting`, since each may see their own only
    (design rule 6); without a person it is the household's and open to all members. Moving keeps the row, the
    history knows the former time. Whether a home visit is fixed is not kept here: it follows from the consent on file
    (queries.with_consent). `room` is a place of the house, `place` free text. Meetings of one series carry the same
    `series`, each is a row of its own.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    meeting = models.UUIDField("gemeinsamer Termin", default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="Coach")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    setting = models.CharField("Rahmen", max_length=20, choices=Setting.choices)
    place = EncryptedTextField("Ort", null=True, blank=True)
    room = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Raum des Hauses"
    )
    video_url = EncryptedTextField("Video-Raum", null=True, blank=True)
    series = models.UUIDField("Terminreihe", null=True, blank=True, editable=False)
    purpose = EncryptedTextField("Worum geht es?", null=True, blank=True)
    status = models.CharField("Stand", max_length=20, choices=Status.choices, default=Status.PLANNED)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    arranged_at = models.DateTimeField("vereinbart am")
    version = models.PositiveIntegerField(default=1)

    waits: bool
    """Only on rows of `queries.with_consent`."""

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
            "room",
            "video_url",
            "series",
            "purpose",
            "status",
            "shared",
            "arranged_at",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [
            models.Index(fields=["coach", "starts_at"], name="appointment_by_coach"),
            models.Index(fields=["dossier", "starts_at"], name="appointment_by_dossier"),
            models.Index(fields=["room", "starts_at"], name="appointment_by_room", condition=Q(room__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_takes_time"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(shared=True), name="appointment_of_household_is_shared"
            ),
            models.UniqueConstraint(
                fields=["dossier", "meeting", "person"], nulls_distinct=False, name="appointment_once_per_person"
            ),
        ]


@tracked
class EarlierWish(DossierScoped):
    """A member would like to come earlier when a time becomes free. Open until `ended_at`.

    Empty `settings` and `weekdays` (ISO, Monday is 1) mean that any will do.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="bei")
    wished_on = models.DateField("Wunsch vom")
    settings = ArrayField(models.CharField(max_length=20, choices=Setting.choices), default=list, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    ended_at = models.DateTimeField("beendet", null=True, blank=True)

    door = Door(topic="appointments", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "coach", "wished_on", "settings", "weekdays", "ended_at"), _EARLIER
    )

    class Meta:
        verbose_name = "Wunsch nach einem früheren Termin"
        indexes = [
            models.Index(fields=["coach", "wished_on"], name="wish_open_by_coach", condition=Q(ended_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(ended_at__isnull=True), name="wish_open_once"
            )
        ]


@tracked
class Handover(DossierScoped):
    """What a deputy should know about a case; one text per case, read through the door of the notes."""

    text = EncryptedTextField("Für die Vertretung")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("geschrieben")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="notes")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("text", "author", "written_at"), _HANDOVER)
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Übergabe"
        constraints = [models.UniqueConstraint(fields=["dossier"], name="handover_once")]
