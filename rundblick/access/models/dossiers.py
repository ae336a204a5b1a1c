"""The dossier, the door book and the timeline spine."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import BETWEEN_HOUSES, TOPICS, Door, System
from rundblick.access.history import tracked
from rundblick.access.models.base import DossierManager, DossierScoped
from rundblick.access.models.organisations import Organisation, Team, User

_DOOR_BOOK = Personal(
    "Nachweis, wer warum und bis wann auf einen Fall zugreifen darf",
    "Art. 5 Abs. 2, Art. 24, 32 DSGVO, § 78a SGB X",
    "Ohne Eintrag keine Tür",
    "3 Jahre nach Ende des Falls",
)


class Dossier(models.Model):
    """What belongs together because it is about one household's support. Everything of a case points here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dossiers")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="dossiers")
    opened_at = models.DateTimeField("eröffnet")
    erased_at = models.DateTimeField("gelöscht", null=True, blank=True)

    objects = DossierManager()
    door = Door(topic=None, for_members=True, dossier_column="id", insert_free=True)
    personal_data: ClassVar[dict[str, Any]] = {
        "opened_at": casework("Beginn der Betreuung", "Fristen und Aufbewahrung"),
        "team": casework("zuständiges Team", "Erreichbarkeit und Vertretung"),
        "organisation": casework("verantwortliche Stelle", "Wer ist verantwortlich (Art. 4 Nr. 7 DSGVO)"),
    }
    impersonal = frozenset({"erased_at"})

    class Meta:
        verbose_name = "Akte"


class DossierKey(DossierScoped):
    """The dossier's wrapped encryption key. Deleting this row makes all sealed text of the dossier unreadable."""

    dossier = models.OneToOneField(Dossier, on_delete=models.CASCADE, related_name="key")
    master_id = models.CharField(max_length=40)
    wrapped = models.BinaryField()

    door = Door(topic=None, for_members=True, insert_free=True)
    impersonal = frozenset({"master_id", "wrapped"})


_GUEST = """
    NEW.guest := NEW.basis <> 'self' AND (
        SELECT o.organisation_id FROM access_owner_of(NEW.dossier_id) o
    ) IS DISTINCT FROM (
        CASE NEW.principal_kind
            WHEN 'user' THEN (SELECT u.organisation_id FROM access_user u WHERE u.id = NEW.principal_id)
            WHEN 'team' THEN (SELECT t.organisation_id FROM access_team t WHERE t.id = NEW.principal_id)
            ELSE NEW.principal_id
        END
    );
    RETURN NEW;
"""


class Basis(models.TextChoices):
    """Why a door is open (design rule 4)."""

    RESPONSIBLE = "responsible", "zuständig"
    TEAM = "team", "Team der zuständigen Fachkraft"
    DEPUTY = "deputy", "Vertretung"
    ASSIGNMENT = "assignment", "Auftrag (Vertrag, § 16k)"
    STATUTORY = "statutory", "gesetzliche Befugnis"
    CONSENT = "consent", "Einwilligung"
    SELF = "self", "die Person selbst"
    SUPERVISION = "supervision", "Dienstaufsicht mit Zweck"
    BREAK_GLASS = "break_glass", "Notzugriff"


class PrincipalKind(models.TextChoices):
    """Whom a grant names."""

    USER = "user", "Person"
    TEAM = "team", "Team"
    ORGANISATION = "organisation", "Organisation"


@tracked
class Grant(models.Model):
    """One line of the door book: who may see which topics of a dossier, why, from when until when.

    `subject_id` limits the grant to what belongs to one member. `valid_until` is exclusive; a grant that ends
    closes the door in that second. Written by `rundblick.access.services` only. `guest`: whoever goes through it works
    for another house than the dossier's; the database says so when the grant is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="grants")
    principal_kind = models.CharField(max_length=20, choices=PrincipalKind.choices)
    principal_id = models.UUIDField()
    basis = models.CharField("Grundlage", max_length=20, choices=Basis.choices)
    topics = ArrayField(models.CharField(max_length=20), verbose_name="Themen")
    writes = models.BooleanField("darf schreiben", default=False)
    subject_id = models.UUIDField("nur dieses Mitglied", null=True, blank=True)
    valid_from = models.DateTimeField("ab")
    valid_until = models.DateTimeField("bis", null=True, blank=True)
    evidence = models.CharField("Nachweis", max_length=300, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    guest = models.BooleanField("aus einem anderen Haus", default=False, editable=False)

    door = System(
        app="SELECT, INSERT, UPDATE",
        read_policy=("principal_id = ANY ((SELECT access_principals())::uuid[]) OR access_holds(dossier_id)"),
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: _DOOR_BOOK
        for name in [
            "principal_kind",
            "principal_id",
            "basis",
            "topics",
            "writes",
            "subject_id",
            "valid_from",
            "valid_until",
            "evidence",
            "granted_by",
            "guest",
        ]
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Türbuch"
        triggers = [
            pgtrigger.Trigger(name="grant_knows_guests", when=pgtrigger.Before, operation=pgtrigger.Insert, func=_GUEST)
        ]
        indexes = [
            models.Index(fields=["dossier", "principal_id"], name="grant_by_dossier"),
            # Answers "which dossiers are open to me" alone: what a door says is in the index, the table is not read.
            models.Index(
                fields=["principal_id", "dossier"],
                include=[
                    "topics",
                    "subject_id",
                    "writes",
                    "basis",
                    "principal_kind",
                    "valid_from",
                    "valid_until",
                ],
                name="grant_doors_of_principal",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="grant_period",
            ),
            models.CheckConstraint(condition=Q(topics__contained_by=list(TOPICS)), name="grant_topics_known"),
            models.CheckConstraint(
                condition=~Q(basis="self") | ~Q(topics__overlap=[*BETWEEN_HOUSES, "protected"]),
                name="grant_own_access_is_no_side",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=["deputy", "break_glass", "supervision", "consent"])
                | Q(valid_until__isnull=False),
                name="grant_temporary_basis_ends",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=["assignment", "statutory", "consent", "break_glass", "supervision"])
                | ~Q(evidence=""),
                name="grant_outside_needs_evidence",
            ),
        ]


class TimelineEntry(DossierScoped):
    """The spine of the file: one row per thing that happened. Details load by kind from their room."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    topic = models.CharField(max_length=20)
    object_id = models.UUIDField()
    subject_id = models.UUIDField(null=True, blank=True)
    shared = models.BooleanField(default=False)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    door = Door(topic_column="topic", subject="subject_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: casework("Verlauf des Falls", "Die Akte auf einer Seite lesen")
        for name in ("at", "kind", "topic", "object_id", "subject_id", "author", "shared")
    }

    class Meta:
        verbose_name = "Verlauf"
        indexes = [models.Index(fields=["dossier", "-at", "-id"], name="timeline_by_dossier")]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="timeline_once_per_object")]


class DangerRequest(models.Model):
    """Somebody asks for the protected area of a dossier because a life is in danger; a second person agrees or not.

    Colleagues of the owning Jobcenter see the request without the case's name. It lapses after an hour; agreeing opens
    a door for three hours (`grant`). The row holds ids and what was said, and outlives both as proof.
    """

    organisation_id: uuid.UUID
    asked_by_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier_ref = models.UUIDField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    danger = models.CharField("Welche Gefahr besteht?", max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    door = System(
        app="SELECT, INSERT, UPDATE",
        read_policy="organisation_id = ANY ((SELECT access_principals())::uuid[])",
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("dossier_ref", "organisation", "danger", "asked_by", "asked_at", "decided_by", "decided_at", "grant"),
        _DOOR_BOOK,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Bitte um eine zweite Person"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=models.F("asked_by")),
                name="danger_needs_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(grant__isnull=True) | Q(decided_by__isnull=False), name="danger_opens_when_agreed"
            ),
        ]


class Erasure(models.Model):
    """An order to erase a dossier: who asked, who approved (somebody else), when it was carried out.

    The row outlives the dossier and holds ids only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossier_ref = models.UUIDField(unique=True)
    ground = models.CharField("Grund", max_length=200)
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    executed_at = models.DateTimeField(null=True, blank=True)
    executed_rows = models.PositiveIntegerField(default=0)

    door = System(
        read_policy=(
            "'{dpo}' && coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"
            " OR access_holds(dossier_ref)"
        )
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: Personal(
            "Nachweis der Löschung",
            "§ 84 SGB X, Art. 17, Art. 5 Abs. 2 DSGVO",
            "Eine Wiederherstellung muss Löschungen erneut anwenden",
            "10 Jahre",
        )
        for name in [
            "dossier_ref",
            "ground",
            "requested_by",
            "requested_at",
            "approved_by",
            "approved_at",
            "executed_at",
            "executed_rows",
        ]
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Löschauftrag"
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("requested_by")),
                name="erasure_needs_four_eyes",
            )
        ]
