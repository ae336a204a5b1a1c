"""Tables of the room: questions, what was said about them, what was attached, and the mails that say so."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import BehindDoor, NamedDoor
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Grant, User
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.cases.calling import CallBase
from rundblick.files.models import StoredFile
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.kinds import Kind, kind_of
from rundblick.people.models import Person

TOPIC = "benefits"

_INQUIRY = Personal(
    "Fragen zur Leistung im eigenen Haus klären, ohne die Akte zu öffnen",
    "§ 67c Abs. 1 SGB X, § 35 Abs. 1 Satz 2 SGB I, § 31 Abs. 1 Satz 2, § 31a Abs. 3 SGB II",
    "Handreichung: Zusammenarbeit von Integration und Leistung im Einzelfall",
    "3 Jahre nach Ende des Falls",
)

DOOR = NamedDoor(
    bases=(Basis.RESPONSIBLE.value, Basis.DEPUTY.value, Basis.SUPERVISION.value),
    author="author_id",
    named="asked_id",
    subject="person_id",
    topic=TOPIC,
)
"""Whoever leads the case reads a question, and the one user or team that was asked; nobody else, whatever they hold."""


@tracked
class Inquiry(DossierScoped):
    """A question about one member, or with no person the whole household, put to one clerk or one team.

    `about` and `number`: the name and the BG number as they were when it was asked, so that the answer needs no door to
    the master data. `grant`: the door that opens it to whoever was asked; it ends by itself. `read_at`: when the coach
    read the latest answer. `ended_at`: since when it is over; the door closed in that second.
    """

    person_id: uuid.UUID | None
    author_id: uuid.UUID
    grant_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gefragt von")
    kind = models.CharField("Worum geht es?", max_length=20)
    about = EncryptedTextField("Name")
    number = EncryptedTextField("BG-Nummer", null=True, blank=True)
    asked_kind = models.CharField(max_length=12, choices=PrincipalKind.choices)
    asked_id = models.UUIDField("gefragt wird")
    asked_name = models.CharField("Name der Stelle im Haus", max_length=200)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("gefragt am")
    due_on = models.DateField("Antwort bis")
    read_at = models.DateTimeField("gelesen", null=True, blank=True)
    ended_at = models.DateTimeField("abgeschlossen", null=True, blank=True)
    called_at = models.DateTimeField("gemeldet", null=True, blank=True)

    door: ClassVar[Any] = DOOR
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "author",
            "kind",
            "about",
            "number",
            "asked_kind",
            "asked_id",
            "asked_name",
            "grant",
            "asked_at",
            "due_on",
            "read_at",
            "ended_at",
        ),
        _INQUIRY,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"called_at"})

    class Meta:
        verbose_name = "Frage an den Leistungsbereich"
        indexes = [
            models.Index(fields=["dossier", "-asked_at"], name="inquiry_by_dossier"),
            models.Index(fields=["asked_id", "due_on"], condition=Q(ended_at__isnull=True), name="inquiry_by_asked"),
        ]

    @property
    def sort(self) -> Kind:
        """The kind as the catalogue describes it."""
        return kind_of(self.kind)


@tracked
class Line(DossierScoped):
    """One thing said about a question: the question itself, what was asked further, or an answer with its outcome.

    Lines stay as they were written. `from_benefits`: the benefits department said it, and then it has an outcome.
    """

    inquiry_id: uuid.UUID
    author_id: uuid.UUID

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="lines")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschrieben von")
    from_benefits = models.BooleanField("aus dem Leistungsbereich")
    outcome = models.CharField("Ergebnis", max_length=12, choices=Outcome.choices, blank=True, default="")
    text = EncryptedTextField("Text", null=True, blank=True)
    at = models.DateTimeField("geschrieben")

    door: ClassVar[Any] = BehindDoor(parent=DOOR, table="inquiries_inquiry", column="inquiry_id", author="author_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("inquiry", "author", "from_benefits", "outcome", "text", "at"), _INQUIRY
    )
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Wort zu einer Frage"
        indexes = [models.Index(fields=["inquiry", "-at"], name="line_by_inquiry")]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_benefits=True) & ~Q(outcome="") | Q(from_benefits=False, outcome=""),
                name="line_of_benefits_has_an_outcome",
            )
        ]


class Attachment(DossierScoped):
    """A file put down with a question: kept again for whoever is asked, never the one in the file of the case."""

    inquiry_id: uuid.UUID
    file_id: uuid.UUID

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="attachments")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="Unterlage")

    door: ClassVar[Any] = BehindDoor(parent=DOOR, table="inquiries_inquiry", column="inquiry_id", author="author_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("inquiry", "author", "file"), _INQUIRY)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Unterlage zu einer Frage"


class Call(CallBase):
    """A neutral mail to somebody that a question waits."""

    class Meta:
        verbose_name = "Hinweis auf eine Frage"
        indexes = [models.Index(fields=["user", "-at"], name="inquiry_call_by_user")]
