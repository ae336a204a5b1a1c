"""Frozen reports, the numbers in them that not everybody may see, and the records behind each number."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework, staff
from rundblick.access.doors import PRINCIPALS, Door, HouseDoor, System
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.programmes.models import Run

_ORDER = staff("Wer einen Bericht angefordert oder veröffentlicht hat", "Verantwortung für veröffentlichte Zahlen")
_EVIDENCE = casework(
    "Beleg, aus welchen Einträgen eine Zahl eines Berichts entstand", "§ 55 SGB II; Zahlen müssen nachprüfbar sein"
)
_ROLES = "coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]"

_FROZEN = """
    IF OLD.status = 'done' AND (
        NEW.figures IS DISTINCT FROM OLD.figures OR NEW.run_id IS DISTINCT FROM OLD.run_id
        OR NEW.report IS DISTINCT FROM OLD.report OR NEW.as_of IS DISTINCT FROM OLD.as_of
        OR NEW.made_from IS DISTINCT FROM OLD.made_from OR NEW.computed_at IS DISTINCT FROM OLD.computed_at
        OR NEW.status IS DISTINCT FROM OLD.status
    ) THEN
        RAISE EXCEPTION 'a computed report does not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""


@tracked
class ReportSnapshot(models.Model):
    """A report of a run at a Stichtag (inclusive), frozen once it is computed.

    `figures`: what anybody may see who sees the report, small cells already hidden. `made_from`: SHA-256 of the
    programme's definition, of the journeys and of the taxonomy it was computed with. `recomputes`: the report this
    one was computed again for. `erased_households`: households of this report erased since.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "wartet"
        RUNNING = "running", "wird gerechnet"
        DONE = "done", "fertig"
        FAILED = "failed", "fehlgeschlagen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    report = models.CharField(max_length=60)
    as_of = models.DateField("Stichtag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    figures = models.JSONField(default=list)
    made_from = models.JSONField(default=dict)
    recomputes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    erased_households = models.PositiveIntegerField(default=0)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    door = System(
        app="SELECT, INSERT, UPDATE",
        read_policy=(
            f"'{{coordinator,team_lead,coach}}' && {_ROLES}"
            f" OR (published_at IS NOT NULL AND '{{research}}' && {_ROLES})"
        ),
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: _ORDER for name in ("ordered_by", "ordered_at", "published_by", "published_at")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "run",
            "report",
            "as_of",
            "status",
            "error",
            "figures",
            "made_from",
            "recomputes",
            "erased_households",
            "started_at",
            "computed_at",
        }
    )

    class Meta:
        verbose_name = "Bericht"
        indexes = [models.Index(fields=["-ordered_at", "-id"], name="snapshot_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(status="done"), name="snapshot_published_is_done"
            ),
            # Two orders for the same report at once are one order.
            models.UniqueConstraint(
                fields=["run", "report", "as_of"],
                condition=Q(status__in=["queued", "running"]),
                name="snapshot_ordered_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="frozen", when=pgtrigger.Before, operation=pgtrigger.Update, func=_FROZEN),
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
        ]

    @property
    def is_done(self) -> bool:
        """Whether there are figures."""
        return self.status == self.Status.DONE

    @property
    def is_waiting(self) -> bool:
        """Whether the figures are still to come."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class ReportBook(models.Model):
    """All numbers of a snapshot, small ones too, and how they add up.

    No door of the web role leads here. The function `evaluation_book` gives it to those who hold a door to one of the
    records; what of it may be shown is decided per cell (`reading`).
    """

    snapshot = models.OneToOneField(ReportSnapshot, on_delete=models.CASCADE, primary_key=True, related_name="+")
    content = models.JSONField()

    door = System(app="SELECT", read_policy="false")
    personal_data: ClassVar[dict[str, Any]] = {"content": _EVIDENCE}
    impersonal: ClassVar[frozenset[str]] = frozenset({"snapshot"})

    class Meta:
        verbose_name = "kleine Zahlen eines Berichts"


class ReportRecord(DossierScoped):
    """One record in the numerator of the figure at `place` of a snapshot. Erased with its dossier."""

    snapshot = models.ForeignKey(ReportSnapshot, on_delete=models.CASCADE, related_name="records")
    place = models.PositiveIntegerField()
    topic_code = models.CharField(max_length=20)
    person_id = models.UUIDField(null=True, blank=True)
    kind = models.CharField(max_length=20)
    object_id = models.UUIDField()

    door = Door(topic_column="topic_code", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _EVIDENCE for name in ("snapshot", "place", "topic_code", "person_id", "kind", "object_id")
    }

    class Meta:
        verbose_name = "Beleg eines Berichts"
        indexes = [
            models.Index(fields=["snapshot", "place"], name="record_by_figure"),
            models.Index(fields=["dossier"], name="record_by_dossier"),
        ]


_WORDS = """
    IF NEW.snapshot_id IS DISTINCT FROM OLD.snapshot_id OR NEW.place IS DISTINCT FROM OLD.place
       OR NEW.text IS DISTINCT FROM OLD.text OR NEW.answers_id IS DISTINCT FROM OLD.answers_id
       OR NEW.written_at IS DISTINCT FROM OLD.written_at OR NEW.internal IS DISTINCT FROM OLD.internal
       OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at)
    THEN
        RAISE EXCEPTION 'a comment stays as it was written' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""
_SEEN = "EXISTS (SELECT 1 FROM evaluation_reportsnapshot s WHERE s.id = snapshot_id)"
_OF_THE_HOUSE = f"'{{coordinator,team_lead,coach}}' && {_ROLES}"


class Comment(models.Model):
    """What somebody who reads a report says to it or to one of its figures (PRO AKTIV row 7); kept with the snapshot.

    `place`: the figure, None for the whole report. `answers`: the comment it answers. `internal`: only those who may
    order the report read it; otherwise also research, once the report is published. The words never change; closed
    once by coordination, team lead or its author.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    snapshot = models.ForeignKey(ReportSnapshot, on_delete=models.PROTECT, related_name="comments")
    place = models.PositiveIntegerField(null=True, blank=True)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    text = models.TextField("Kommentar")
    internal = models.BooleanField("nur für das Haus", default=True)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    door = HouseDoor(
        read=f"{_SEEN} AND (NOT internal OR {_OF_THE_HOUSE})",
        write=f"{_SEEN} AND (author_id = ANY ({PRINCIPALS}) OR '{{coordinator,team_lead}}' && {_ROLES})",
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: staff("Wer einen Bericht kommentiert hat", "Ergebnisse mit denen besprechen, die sie kennen (Zeile 7)")
        for name in ("text", "author", "written_at", "closed_by", "closed_at")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"snapshot", "place", "answers", "internal"})

    class Meta:
        verbose_name = "Kommentar zu einem Bericht"
        indexes = [models.Index(fields=["snapshot", "written_at"], name="comment_by_report")]
        triggers = [
            pgtrigger.Trigger(name="words_stay", when=pgtrigger.Before, operation=pgtrigger.Update, func=_WORDS),
            pgtrigger.Protect(name="comment_is_kept", operation=pgtrigger.Delete),
        ]
