"""Tables of the room: what stands on common sheets, and the mails that say so."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.cases.calling import CallBase
from rundblick.consent.models import Consent
from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.files.models import StoredFile
from rundblick.people.models import Person

_SHEET = Personal(
    "Absprachen zwischen dem Jobcenter und einer Stelle, die mit der Person arbeitet",
    "Art. 6 Abs. 1 Buchst. a DSGVO, § 67b Abs. 2 SGB X (Einwilligung); bei Aufträgen § 80 SGB X",
    "ANNA A12; PRO AKTIV 103, 112: Hilfe scheitert, wenn Helfende nichts voneinander wissen",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Entry(DossierScoped):
    """One thing on the sheet that a Jobcenter and one agency keep about one person.

    `from_agency`: the agency wrote it. It then reaches the Jobcenter only where `for_house` says so, and with words or
    a file only under a `release` by the person, or where the agency works on the Jobcenter's behalf (`by_order`).
    `on`: the day of a date, or until when something is to be done. `answers`: the request it answers. `seen_at`: when
    the other side read it first. `called_at`: when a mail told the other side that something is there.
    """

    person_id: uuid.UUID
    agency_id: uuid.UUID
    author_id: uuid.UUID
    answers_id: uuid.UUID | None
    file_id: uuid.UUID | None
    get_kind_display: Callable[[], str]
    get_standing_display: Callable[[], str]
    get_doer_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschrieben von")
    from_agency = models.BooleanField("von der Stelle")
    kind = models.CharField("Art", max_length=12, choices=Kind.choices)
    text = EncryptedTextField("Text", null=True, blank=True)
    on = models.DateField("Tag", null=True, blank=True)
    at = models.TimeField("Uhrzeit", null=True, blank=True)
    standing = models.CharField("Stand", max_length=12, choices=Standing.choices, blank=True, default="")
    doer = models.CharField("übernimmt", max_length=8, choices=Doer.choices, blank=True, default="")
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Unterlage"
    )
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    for_house = models.BooleanField("das Jobcenter liest mit", default=True)
    for_person = models.BooleanField("die Person liest mit", default=False)
    release = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Entbindung"
    )
    by_order = models.BooleanField("im Auftrag", default=False)
    written_at = models.DateTimeField("geschrieben")
    seen_at = models.DateTimeField("gelesen", null=True, blank=True)
    seen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField("erledigt", null=True, blank=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    called_at = models.DateTimeField("gemeldet", null=True, blank=True)

    door = Door(
        topic="cooperation",
        subject="person_id",
        sides=Sides(agency="agency_id", house="for_house"),
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "agency",
            "author",
            "from_agency",
            "kind",
            "text",
            "on",
            "at",
            "standing",
            "doer",
            "file",
            "answers",
            "for_house",
            "for_person",
            "release",
            "by_order",
            "written_at",
            "seen_at",
            "seen_by",
            "done_at",
            "done_by",
        ),
        _SHEET,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"called_at"})

    class Meta:
        verbose_name = "Eintrag auf einem gemeinsamen Blatt"
        indexes = [
            models.Index(fields=["dossier", "person", "agency", "-written_at"], name="entry_by_sheet"),
            models.Index(fields=["agency"], condition=Q(seen_at__isnull=True), name="entry_unseen"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_agency=False)
                | Q(for_house=False)
                | Q(by_order=True)
                | Q(release__isnull=False)
                | Q(text__isnull=True, file__isnull=True),
                name="entry_reaches_the_house_under_a_release",
            ),
            models.CheckConstraint(
                condition=Q(from_agency=True) | Q(for_house=True), name="entry_of_the_house_is_read"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="entry_done_by_somebody",
            ),
        ]

    @property
    def day_words(self) -> str:
        """What the day on it means."""
        return "am" if self.kind == Kind.DATE else "bis"


class Call(CallBase):
    """A neutral mail to somebody that something new stands on a sheet."""

    class Meta:
        verbose_name = "Hinweis auf ein gemeinsames Blatt"
        indexes = [models.Index(fields=["user", "-at"], name="call_by_user")]
