"""What the house decided about the words people are asked with."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import staff
from rundblick.access.doors import System
from rundblick.access.models import Organisation, User
from rundblick.access.models.logs import ROLES
from rundblick.web.clock import now

_DECIDED = staff(
    "Wissen, wer die Worte freigegeben hat, mit denen um eine Einwilligung gebeten wird",
    "Art. 5 Abs. 2, Art. 7 Abs. 1 DSGVO: Das Haus verantwortet seine Texte",
    "3 Jahre, nachdem der Text zuletzt verwendet wurde",
)


class TextDecision(models.Model):
    """The data protection of the Jobcenter approved exactly these words, or took that back; nothing is rewritten.

    The latest row about a purpose, version and language counts, and only while the words have this SHA-256
    (`text_hash`; for German of both texts). `reason`: why it was taken back.
    """

    organisation_id: uuid.UUID
    decided_by_id: uuid.UUID

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField("Zweck", max_length=40)
    version = models.PositiveSmallIntegerField("Fassung")
    language = models.CharField("Sprache", max_length=2)
    text_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64)
    approved = models.BooleanField("freigegeben")
    reason = models.CharField("Grund", max_length=300, blank=True, default="")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="entschieden von")
    decided_at = models.DateTimeField("entschieden", default=now)

    door = System(app="SELECT, INSERT", read_policy=f"NOT ({ROLES} <@ '{{participant}}')")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("decided_by", "decided_at"), _DECIDED)
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"organisation", "purpose", "version", "language", "text_hash", "approved", "reason"}
    )

    class Meta:
        verbose_name = "Freigabe eines Textes"
        indexes = [models.Index(fields=["purpose", "version", "language", "-decided_at"], name="decision_by_text")]
        constraints = [
            models.CheckConstraint(condition=Q(approved=True) | ~Q(reason=""), name="taken_back_with_a_reason")
        ]
