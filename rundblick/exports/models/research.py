"""Research projects and the keys of their numbers."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.doors import HouseDoor, System
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.access.models.logs import ROLES
from rundblick.exports.codes import Small
from rundblick.exports.models.doors import KEEPERS, RESEARCH_READERS, held, mine

_KEPT = staff("Wer ein Forschungsvorhaben angelegt oder freigegeben hat", "Verantwortung für die Weitergabe")

CONTENT = ("title", "institution", "basis", "question", "programme", "variables", "smallest", "small", "valid_from")
"""What data protection approves. A change of it, or of the last day, needs a new approval."""

_APPROVED = f"""
    IF NEW.approved_at IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.approved_at IS DISTINCT FROM OLD.approved_at)
       AND NOT ('{{dpo}}' && {ROLES}) THEN
        RAISE EXCEPTION 'a project is approved by data protection' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.approved_at IS NOT NULL AND (
        {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in (*CONTENT, "valid_until"))}
    ) THEN
        NEW.approved_at := NULL;
        NEW.approved_by_id := NULL;
    END IF;
    RETURN NEW;
"""


@tracked
class Project(models.Model):
    """A research project that may get data under a number (Forschungsvorhaben).

    `basis`: the law or contract it rests on. `programme`: code of a programme, "" for all. `variables`: codes of the
    catalogue. `smallest`: how many people must at least share what could make somebody recognisable (k). `small`: what
    happens below it. `valid_until` is exclusive. Approved by data protection; a change takes the approval back
    (trigger). `closed_on`: from then on no file, and its key is destroyed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("Name des Vorhabens", max_length=200)
    institution = models.CharField("Einrichtung", max_length=200)
    basis = models.CharField("Rechtsgrundlage oder Vertrag", max_length=300)
    question = models.CharField("Was untersucht wird", max_length=500)
    programme = models.CharField("Programm", max_length=60, blank=True)
    variables = ArrayField(models.CharField(max_length=80), default=list)
    smallest = models.PositiveSmallIntegerField("kleinste Gruppe (k)", default=5)
    small = models.CharField("wenn eine Gruppe kleiner ist", max_length=12, choices=Small.choices)
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis (ausschließlich)")
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("angelegt")
    approved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField("freigegeben", null=True, blank=True)
    closed_on = models.DateField("geschlossen", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = HouseDoor(
        read=f"{mine()} AND {held(RESEARCH_READERS)}",
        write=f"{mine()} AND {held(RESEARCH_READERS)}",
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: _KEPT for name in ("created_by", "created_at", "approved_by", "approved_at")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"house", *CONTENT, "valid_until", "closed_on", "version"})

    class Meta:
        verbose_name = "Forschungsvorhaben"
        constraints = [
            models.CheckConstraint(condition=models.Q(valid_until__gt=models.F("valid_from")), name="project_period"),
            models.CheckConstraint(condition=models.Q(smallest__gte=3), name="project_smallest_group"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="project_approval",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_APPROVED,
            ),
            pgtrigger.Protect(name="project_is_kept", operation=pgtrigger.Delete),
        ]

    @property
    def last_day(self) -> dt.date:
        """The last day on which a file may be made."""
        return self.valid_until - dt.timedelta(days=1)


class ProjectKey(models.Model):
    """The key from which the numbers of one project are computed; made by the worker, destroyed with the project.

    No door of the web role leads here: whoever had it could test every person against a file.
    """

    project = models.OneToOneField(Project, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.TextField()

    door = System(app="SELECT", read_policy="false")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"project", "sealed"})

    class Meta:
        verbose_name = "Schlüssel eines Forschungsvorhabens"


assert KEEPERS <= RESEARCH_READERS
