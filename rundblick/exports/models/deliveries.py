"""What jobs make: files and figures at a Stichtag, and whom they are about."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework, staff
from rundblick.access.doors import Door, HouseDoor
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.exports.codes import Making, Mark, Status
from rundblick.exports.models.doors import KEEPERS, LOG_READERS, RESEARCH_READERS, held, mine
from rundblick.exports.models.funder import MappingVersion
from rundblick.exports.models.research import Project
from rundblick.programmes.models import Run

_ORDERED = staff("Wer eine Datei oder Zahlen bestellt hat", "Verantwortung für die Weitergabe")
_TRACE = casework(
    "Beleg, wessen Angaben ohne Namen in einer Datei stehen oder darin fehlen",
    "Ein Widerruf muss eine fertige Datei noch aufhalten können; die Person darf wissen, was weitergegeben wurde",
)
_ROLES = " OR ".join(
    f"(kind = '{kind.value}' AND {held(roles)})"
    for kind, roles in (
        (Making.RESEARCH, RESEARCH_READERS),
        (Making.FUNDER, KEEPERS),
        (Making.CASELOAD, LOG_READERS),
    )
)
_FROZEN = """
    IF OLD.status IN ('done', 'refused') AND (
        NEW.result IS DISTINCT FROM OLD.result OR NEW.sha256 IS DISTINCT FROM OLD.sha256
        OR NEW.as_of IS DISTINCT FROM OLD.as_of OR NEW.rows IS DISTINCT FROM OLD.rows
        OR (NEW.sealed IS DISTINCT FROM OLD.sealed AND NEW.sealed <> '')
        OR (NEW.status IS DISTINCT FROM OLD.status AND NEW.status <> 'gone')
    ) THEN
        RAISE EXCEPTION 'what was made does not change' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
"""


class Delivery(models.Model):
    """A file or figures that somebody ordered and the worker makes (Auftrag), frozen once made.

    `as_of`: Stichtag, inclusive. `project` for research, `mapping` (and a `run`) for funders. `result`: what the page
    shows, numbers only. `sealed`: the file, sealed with the house's key; emptied after `services.deliveries.KEPT` days.
    """

    Status = Status

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Making.choices)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries")
    mapping = models.ForeignKey(MappingVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    as_of = models.DateField("Stichtag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.QUEUED)
    error = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    sealed = models.TextField(blank=True)
    ordered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    door = HouseDoor(read=f"{mine()} AND ({_ROLES})", write=f"{mine()} AND ({_ROLES})")
    personal_data: ClassVar[dict[str, Any]] = {
        "ordered_by": _ORDERED,
        "ordered_at": _ORDERED,
        "sealed": _TRACE,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "house",
            "kind",
            "project",
            "mapping",
            "run",
            "as_of",
            "status",
            "error",
            "result",
            "rows",
            "file_name",
            "sha256",
            "started_at",
            "finished_at",
        }
    )

    class Meta:
        verbose_name = "Auftrag für eine Ausgabe"
        indexes = [models.Index(fields=["house", "kind", "-ordered_at"], name="delivery_by_time")]
        constraints = [
            # Two orders for the same file at once are one order.
            models.UniqueConstraint(
                fields=["house", "kind", "project", "mapping", "run", "as_of"],
                condition=Q(status__in=["queued", "running"]),
                nulls_distinct=False,
                name="delivery_ordered_once",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="delivery_frozen", when=pgtrigger.Before, operation=pgtrigger.Update, func=_FROZEN),
            pgtrigger.Protect(name="delivery_is_kept", operation=pgtrigger.Delete),
        ]

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has to do something."""
        return self.status in (Status.QUEUED, Status.RUNNING)

    @property
    def is_done(self) -> bool:
        """Whether there is something to take."""
        return self.status == Status.DONE


class Trace(DossierScoped):
    """That one person stands in a file without a name, or why something about them was noticed. Goes with the dossier.

    `column` and `problem`: heading of the column and what is wrong there, in words that hold no value. For somebody in
    a file `column` is the further consent (code of its purpose) on which some of their values rest.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="traces")
    person_id = models.UUIDField()
    mark = models.CharField(max_length=10, choices=Mark.choices)
    column = models.CharField(max_length=120, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    door = Door(topic="programmes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TRACE for name in ("delivery", "person_id", "mark", "column", "problem")
    }

    class Meta:
        verbose_name = "Spur in einer Ausgabe"
        indexes = [
            models.Index(fields=["delivery", "mark"], name="trace_by_delivery"),
            models.Index(fields=["dossier"], name="trace_by_dossier"),
        ]
