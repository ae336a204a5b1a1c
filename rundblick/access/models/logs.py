"""The disclosure log with its seals, and drafts. Logs hold ids only and serve data protection alone (rule 8)."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import System
from rundblick.access.models.organisations import Organisation, User

_LOG = Personal(
    "Protokoll, wer wann was gesehen, exportiert oder weitergegeben hat",
    "§ 78a SGB X, Art. 5 Abs. 2, Art. 15, Art. 32 DSGVO",
    "Nur so ist eine missbräuchliche Einsicht nachweisbar",
    "1 Jahr, danach bleibt nur die Prüfsumme",
)
ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"


class Disclosure(models.Model):
    """Somebody saw, exported or shared content. A list is one row with the ids of its dossiers."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    dossiers = ArrayField(models.UUIDField())
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", db_constraint=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, related_name="+", db_constraint=False
    )
    basis = models.CharField(max_length=20, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=40, blank=True)

    door = System(app="SELECT, INSERT", read_policy=f"'{{dpo}}' && {ROLES}")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _LOG for name in ["at", "kind", "dossiers", "user", "organisation", "basis", "purpose", "request_id"]
    }
    impersonal = frozenset({"id"})

    class Meta:
        verbose_name = "Protokoll der Einsichten"
        indexes = [models.Index(fields=["-at"], name="disclosure_by_time")]


class DisclosureDigest(models.Model):
    """The salted digest of one log row; stays when the row is purged, so the chain can still be checked."""

    row_id = models.BigIntegerField(primary_key=True)
    batch = models.ForeignKey("access.DisclosureSeal", on_delete=models.PROTECT, related_name="digests")
    salt = models.BinaryField()
    digest = models.BinaryField()

    door = System(app="SELECT", read_policy=f"'{{dpo}}' && {ROLES}")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"row_id", "batch", "salt", "digest"})


class DisclosureSeal(models.Model):
    """One sealed batch: head = SHA-256(previous head, digests in order). Heads are exported outside the database."""

    id = models.BigAutoField(primary_key=True)
    sealed_at = models.DateTimeField()
    rows = models.PositiveIntegerField()
    head = models.BinaryField()

    door = System(app="SELECT")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"id", "sealed_at", "rows", "head"})


class SealCheck(models.Model):
    """What a check of the sealed log found, and when; written by the worker, read by data protection."""

    id = models.BigAutoField(primary_key=True)
    checked_at = models.DateTimeField()
    seals = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    findings = models.JSONField(default=list)

    door = System(app="SELECT")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"id", "checked_at", "seals", "rows", "findings"})

    class Meta:
        ordering = ["-checked_at"]


class DemoStep(models.Model):
    """A part of the demo that was begun or finished, so that loading it again does nothing twice."""

    name = models.CharField(max_length=60, primary_key=True)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    door = System(app="SELECT, INSERT, UPDATE")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"name", "began_at", "finished_at"})


class Draft(models.Model):
    """What somebody is typing, sealed. Belongs to its author alone and ends after seven days without a touch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=200)
    dossier_id = models.UUIDField(null=True, blank=True)
    sealed = models.BinaryField()
    touched_at = models.DateTimeField()

    door = System(read_policy="user_id::text = current_setting('rundblick.actor', true)")
    personal_data: ClassVar[dict[str, Any]] = {
        name: casework("Kein getipptes Wort geht verloren", "Arbeit in Gesprächen wird unterbrochen", "7 Tage")
        for name in ("user", "form_key", "dossier_id", "sealed", "touched_at")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Entwurf"
        constraints = [models.UniqueConstraint(fields=["user", "form_key"], name="draft_once_per_form")]
