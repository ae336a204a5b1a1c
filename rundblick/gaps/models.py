"""Frozen reports of gaps, and what a house proposes for a topic."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import staff
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.agreements.models.doors import behind, house_door

_ORDER = staff("Wer einen Bericht angefordert hat", "Verantwortung für Zahlen, die das Haus verlassen")
_WORDS = staff("Wer einen Vorschlag aufgeschrieben hat", "Rückfragen vor dem Netzwerktreffen")

_FROZEN = """
    IF OLD.status = 'done' AND (
        NEW.content IS DISTINCT FROM OLD.content OR NEW.house_id IS DISTINCT FROM OLD.house_id
        OR NEW.first_day IS DISTINCT FROM OLD.first_day OR NEW.as_of IS DISTINCT FROM OLD.as_of
        OR NEW.made_from IS DISTINCT FROM OLD.made_from OR NEW.computed_at IS DISTINCT FROM OLD.computed_at
        OR NEW.status IS DISTINCT FROM OLD.status
    ) THEN
        RAISE EXCEPTION 'a computed report does not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""


@tracked
class GapReport(models.Model):
    """Needs of a house without an offer on `as_of` (Stichtag), of all needs since `first_day`; both days included.

    `content`: what may be shown, small cells already hidden; the numbers behind it are kept nowhere, nor whose they
    are.
    `made_from`: SHA-256 of topics and limits.
    """

    class Status(models.TextChoices):
        QUEUED = "queued", "wartet"
        RUNNING = "running", "wird gerechnet"
        DONE = "done", "fertig"
        FAILED = "failed", "fehlgeschlagen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    first_day = models.DateField("Beginn des Zeitraums")
    as_of = models.DateField("Stichtag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    content = models.JSONField(default=dict)
    made_from = models.CharField(max_length=64, blank=True)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)

    door = house_door()
    personal_data: ClassVar[dict[str, Any]] = {name: _ORDER for name in ("ordered_by", "ordered_at")}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "first_day", "as_of", "status", "error", "content", "made_from", "started_at", "computed_at"}
    )

    class Meta:
        verbose_name = "Bericht über Lücken"
        indexes = [models.Index(fields=["house", "-as_of", "-computed_at"], name="gap_report_by_day")]
        constraints = [
            models.CheckConstraint(condition=Q(as_of__gte=F("first_day")), name="gap_report_period"),
            # Two orders for the same report at once are one order.
            models.UniqueConstraint(
                fields=["house", "first_day", "as_of"],
                condition=Q(status__in=["queued", "running"]),
                name="gap_report_ordered_once",
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

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """First and last day."""
        return self.first_day, self.as_of


@tracked
class Proposal(models.Model):
    """What a house proposes to the network about one topic of a report, in its own words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report_id: uuid.UUID
    report = models.ForeignKey(GapReport, on_delete=models.PROTECT, related_name="proposals")
    topic = models.CharField("Thema", max_length=40)
    text = models.TextField("Was wir vorschlagen", max_length=2000, blank=True)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField("geändert")
    version = models.PositiveIntegerField(default=1)

    door = behind("gaps_gapreport", "report_id")
    personal_data: ClassVar[dict[str, Any]] = {name: _WORDS for name in ("author", "changed_at")}
    impersonal: ClassVar[frozenset[str]] = frozenset({"report", "topic", "text", "version"})

    class Meta:
        verbose_name = "Vorschlag zu einer Lücke"
        constraints = [models.UniqueConstraint(fields=["report", "topic"], name="gap_proposal_once")]
