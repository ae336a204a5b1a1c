"""Figures by area, frozen."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import staff
from rundblick.access.models import Organisation, User
from rundblick.agreements.models.doors import KEPT, house_door

_ORDER = staff("Wer Zahlen nach Gebieten angefordert hat", "Verantwortung für Zahlen")

_FROZEN = """
    IF OLD.status = 'done' AND (
        NEW.figures IS DISTINCT FROM OLD.figures OR NEW.status IS DISTINCT FROM OLD.status
        OR NEW.since IS DISTINCT FROM OLD.since OR NEW.as_of IS DISTINCT FROM OLD.as_of
    ) THEN
        RAISE EXCEPTION 'computed figures do not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""


class Comparison(models.Model):
    """Households and integrations by area for a period, both days included; computed by the worker, then frozen.

    `figures`: what may be shown, small cells already hidden; nothing else was kept.
    """

    class Status(models.TextChoices):
        """How far the computation is."""

        QUEUED = "queued", "wartet"
        RUNNING = "running", "wird gerechnet"
        DONE = "done", "fertig"
        FAILED = "failed", "fehlgeschlagen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    since = models.DateField("von")
    as_of = models.DateField("Stichtag")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.QUEUED)
    error = models.CharField(max_length=200, blank=True)
    figures = models.JSONField(default=dict)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True, blank=True)

    door = house_door(app=KEPT)
    personal_data: ClassVar[dict[str, Any]] = {"ordered_by": _ORDER, "ordered_at": _ORDER}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "since", "as_of", "status", "error", "figures", "computed_at"}
    )

    class Meta:
        verbose_name = "Zahlen nach Gebieten"
        indexes = [models.Index(fields=["house", "-ordered_at"], name="area_comparison_by_time")]
        constraints = [models.CheckConstraint(condition=Q(as_of__gte=F("since")), name="area_comparison_period")]
        triggers = [pgtrigger.Trigger(name="frozen", when=pgtrigger.Before, operation=pgtrigger.Update, func=_FROZEN)]

    @property
    def is_done(self) -> bool:
        """Whether there are figures."""
        return self.status == self.Status.DONE

    @property
    def is_waiting(self) -> bool:
        """Whether the figures are still to come."""
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)
