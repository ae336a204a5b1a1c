"""Tables for funders: which column holds what, in versions."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.doors import HouseDoor
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.exports.models.doors import KEEPERS, held, mine

_KEPT = staff("Wer eine Tabelle für Fördergeber zusammengestellt hat", "Nachvollziehen, was in welcher Spalte stand")


@tracked
class Mapping(models.Model):
    """A table as a funder wants it (Spaltenzuordnung). `code`: the entry of the library it began with, "" for none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("Name der Tabelle", max_length=200)
    code = models.CharField(max_length=60, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("angelegt")
    version = models.PositiveIntegerField(default=1)

    door = HouseDoor(read=f"{mine()} AND {held(KEEPERS)}", write=f"{mine()} AND {held(KEEPERS)}")
    personal_data: ClassVar[dict[str, Any]] = {name: _KEPT for name in ("created_by", "created_at")}
    impersonal: ClassVar[frozenset[str]] = frozenset({"house", "title", "code", "version"})

    class Meta:
        verbose_name = "Spaltenzuordnung"


class MappingVersion(models.Model):
    """The columns as they were at a time; never changed. A correction is a further version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mapping = models.ForeignKey(Mapping, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("Nummer")
    columns = models.JSONField()
    saved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField("gespeichert")

    door = HouseDoor(
        read="EXISTS (SELECT 1 FROM exports_mapping m WHERE m.id = mapping_id)",
        write=f"EXISTS (SELECT 1 FROM exports_mapping m WHERE m.id = mapping_id) AND {held(KEEPERS)}",
        app="SELECT, INSERT",
    )
    personal_data: ClassVar[dict[str, Any]] = {name: _KEPT for name in ("saved_by", "saved_at")}
    impersonal: ClassVar[frozenset[str]] = frozenset({"mapping", "number", "columns"})

    class Meta:
        verbose_name = "Fassung einer Spaltenzuordnung"
        constraints = [models.UniqueConstraint(fields=["mapping", "number"], name="mapping_version_once")]
        triggers = [
            pgtrigger.ReadOnly(name="mapping_version_stays", exclude=["saved_by"]),
            pgtrigger.Protect(name="mapping_version_is_kept", operation=pgtrigger.Delete),
        ]
