"""Consents. What they open stands in the door book."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Grant, Organisation, User
from rundblick.consent.codes import EvidenceKind, How, OutsideProof, TextKind
from rundblick.consent.rules import key_of
from rundblick.consent.wording import label_of
from rundblick.files.models import StoredFile
from rundblick.people.models import Person
from rundblick.web.clock import now

EVIDENCE_TOPIC = "notes"
"""No agency is ever shown it: a signed sheet names whom a consent is about."""

_PROOF = Personal(
    "Nachweis, dass, wann und mit welchen Worten jemand eingewilligt oder widerrufen hat",
    "Art. 7 Abs. 1 DSGVO, § 67b Abs. 2 SGB X",
    "Ohne Nachweis gilt die Einwilligung nicht; eine Ablehnung wird nicht gespeichert",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Consent(DossierScoped):
    """What one person allowed, with which words, from when until when. Refusing leaves no row.

    A purpose that opens a door names its reader (`recipient`, or an `organisation`) and the door (`grant`, with the
    topics); one that opens none holds by its dates alone. `named`: somebody outside, such as a practice that may speak.
    `translation`: language in which the plain text was read beside the German one, with the SHA-256 of those words.

    Who consented: the person themself (`own`), one or two members who have custody (`given_by`, `also_by`), somebody
    outside of the household who has custody or cares by law (`guardian_outside`, for a minor with what shows it:
    `outside_proof`, empty where they signed by finger), or several of them. `given_on`: the
    day it was given, which may lie before the door opened; `valid_until`: first day it no longer holds. Nothing is
    rewritten: `withdrawn_at` and `superseded_at` (a later consent took its place) are filled once.

    Whoever reads the person's master data sees that a consent exists, as the door book says so as well; what is
    written behind the door needs the door. A purpose may ask for more (`topic`), where its existence says too much. A
    guest of another house reads those that name it and learns of no other; who works by contract is no guest here.
    """

    person_id: uuid.UUID
    recipient_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    grant_id: uuid.UUID | None
    given_by_id: uuid.UUID | None
    also_by_id: uuid.UUID | None
    get_how_display: Callable[[], str]
    get_text_kind_display: Callable[[], str]
    get_outside_proof_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField("Zweck", max_length=40)
    recipient = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="liest und schreibt"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )
    named = EncryptedTextField("wer von der Schweigepflicht entbunden ist", null=True, blank=True)
    topic = models.CharField("sichtbar mit", max_length=20, default="master")
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Tür"
    )
    text_version = models.PositiveSmallIntegerField("Fassung")
    text_language = models.CharField("Sprache", max_length=2)
    text_kind = models.CharField("gelesen oder gehört", max_length=10, choices=TextKind.choices)
    text_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64)
    translation = models.CharField("Sprache der Übersetzung", max_length=2, blank=True, default="")
    translation_hash = models.CharField("Prüfsumme der Übersetzung (SHA-256)", max_length=64, blank=True, default="")
    how = models.CharField("gegeben durch", max_length=10, choices=How.choices)
    own = models.BooleanField("selbst eingewilligt")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    also_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guardian_outside = models.BooleanField("sorgeberechtigt außerhalb des Haushalts")
    outside_proof = models.CharField(
        "Ja von außerhalb", max_length=10, choices=OutsideProof.choices, blank=True, default=""
    )
    explained_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="erklärt von")
    interpreter = models.BooleanField("gedolmetscht", default=False)
    given_on = models.DateField("gegeben am")
    valid_until = models.DateField("gilt bis vor dem")
    recorded_at = models.DateTimeField("eingetragen", default=now)
    withdrawn_at = models.DateTimeField("widerrufen", null=True, blank=True)
    superseded_at = models.DateTimeField("abgelöst", null=True, blank=True)

    door = Door(
        topic_column="topic",
        subject="person_id",
        sides=Sides(agency="organisation_id", contractors=True, reads_only=True),
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "purpose",
            "recipient",
            "organisation",
            "named",
            "topic",
            "grant",
            "text_version",
            "text_language",
            "text_kind",
            "text_hash",
            "translation",
            "translation_hash",
            "how",
            "own",
            "given_by",
            "also_by",
            "guardian_outside",
            "outside_proof",
            "explained_by",
            "interpreter",
            "given_on",
            "valid_until",
            "recorded_at",
            "withdrawn_at",
            "superseded_at",
        ),
        _PROOF,
    )

    class Meta:
        verbose_name = "Einwilligung"
        indexes = [models.Index(fields=["dossier", "person"], name="consent_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gt=F("given_on")), name="consent_period"),
            models.CheckConstraint(
                condition=Q(own=True) | Q(given_by__isnull=False) | Q(guardian_outside=True), name="consent_by_somebody"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person", "purpose", "recipient", "organisation"],
                condition=Q(withdrawn_at__isnull=True, superseded_at__isnull=True, named__isnull=True),
                nulls_distinct=False,
                name="consent_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) | Q(recipient__isnull=False) | Q(organisation__isnull=False),
                name="consent_door_has_a_reader",
            ),
            models.CheckConstraint(
                condition=Q(translation="", translation_hash="") | (~Q(translation="") & ~Q(translation_hash="")),
                name="consent_translation_has_a_hash",
            ),
        ]
        triggers = [
            # Persons change when two records of one person become one.
            pgtrigger.ReadOnly(
                name="consent_stays_as_given",
                exclude=["withdrawn_at", "superseded_at", "person", "given_by", "also_by", "named"],
            ),
            pgtrigger.Protect(
                name="consent_names_whom_it_named",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.named IS DISTINCT FROM NEW.named"),
            ),
            pgtrigger.Protect(
                name="consent_ends_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)"
                    " OR (OLD.superseded_at IS NOT NULL AND NEW.superseded_at IS DISTINCT FROM OLD.superseded_at))"
                ),
            ),
        ]

    @property
    def givers(self) -> str:
        """Who consented, in words."""
        names = [f"{self.person.name} selbst"] if self.own else []
        names += [person.name for person in (self.given_by, self.also_by) if person is not None]
        names += ["jemand außerhalb des Haushalts"] if self.guardian_outside else []
        return " und ".join(names)

    @property
    def addressee(self) -> str:
        """Whom it names besides the person, in words; empty where it names nobody."""
        return str(self.recipient or self.organisation or self.named or "")

    @property
    def key(self) -> str:
        """What tells consents of one person to one purpose apart: whom they name."""
        return key_of(self.recipient_id, self.organisation_id, self.named)

    @property
    def purpose_label(self) -> str:
        """What the purpose is called."""
        return label_of(self.purpose)


@tracked
class Evidence(DossierScoped):
    """What shows that somebody consented: a signature by finger, or the picture of a signed sheet.

    The content lies sealed with the files of the case and goes with them. `signer`: who signed; None for a sheet, and
    for somebody outside of the household.
    """

    consent_id: uuid.UUID
    signer_id: uuid.UUID | None
    get_kind_display: Callable[[], str]

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="evidence")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="Datei")
    kind = models.CharField("Art", max_length=10, choices=EvidenceKind.choices)
    signer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    door = Door(topic=EVIDENCE_TOPIC, subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("consent", "person", "file", "kind", "signer"), _PROOF)

    class Meta:
        verbose_name = "Nachweis einer Einwilligung"
