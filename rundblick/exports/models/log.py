"""The log of what left the house (Ausgabenbuch)."""

import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.doors import HouseDoor
from rundblick.access.models import Organisation, User
from rundblick.exports.codes import Kind
from rundblick.exports.models.doors import LOG_READERS, held, mine

_TAKEN = staff(
    "Wer Zahlen oder Daten herausgegeben hat, wofür und an wen", "Art. 5 Abs. 2 DSGVO: Weitergaben müssen belegt sein"
)


class Export(models.Model):
    """One file that left the house; never changed.

    `house`: whose figures or data these are; `taken_for`: the house of whoever took the file, where it is another one.
    `about`: id of the report, project or table. `as_of`: Stichtag (inclusive). `rows`: lines of content, without heads.
    `person_level`: a line is about one person; then a purpose is required.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    taken_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField()
    kind = models.CharField("Was", max_length=20, choices=Kind.choices)
    title = models.CharField("Titel", max_length=240)
    about = models.UUIDField(null=True, blank=True)
    form = models.CharField("Form", max_length=10)
    purpose = models.CharField("Wofür", max_length=200, blank=True)
    recipient = models.CharField("An wen", max_length=200, blank=True)
    as_of = models.DateField("Stichtag", null=True, blank=True)
    rows = models.PositiveIntegerField("Zeilen", null=True, blank=True)
    sha256 = models.CharField("Prüfsumme (SHA-256)", max_length=64)
    person_level = models.BooleanField("Angaben zu einzelnen Menschen", default=False)

    door = HouseDoor(
        read=f"({mine()} OR {mine('taken_for_id')}) AND {held(LOG_READERS)}",
        write=mine("taken_by_id"),
        app="SELECT, INSERT",
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: _TAKEN for name in ("taken_by", "taken_at", "purpose", "recipient")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "taken_for", "kind", "title", "about", "form", "as_of", "rows", "sha256", "person_level"}
    )

    class Meta:
        verbose_name = "Ausgabe"
        indexes = [models.Index(fields=["house", "-taken_at", "-id"], name="export_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_level=False) | ~models.Q(purpose=""), name="export_of_people_has_a_purpose"
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="export_stays", exclude=["taken_by"]),
            pgtrigger.Protect(name="export_is_kept", operation=pgtrigger.Delete),
        ]
