"""Links by which an agency answers without an account."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Grant, User
from rundblick.consent.models import Consent
from rundblick.people.models import Person
from rundblick.referrals.models.beginning import Referral
from rundblick.referrals.models.common import HOUSE
from rundblick.web.clock import now

_ANSWER = casework("Eine Stelle kann ohne Konto antworten, wie weit es ist", "Nur Tage und Stand, keine Namen")


@tracked
class AnswerLink(DossierScoped):
    """A link by which an agency says once how far it is, without an account (only the digest of its token is kept).

    `reference`: the only thing the page tells, chosen by the coach. It rests on a door of the agency (`grant`), on a
    consent that names the office (`consent`), or was handed to the person (`by_hand`); it ends with what it rests on.
    `address`: where it was mailed, if it was.
    """

    person_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="links")
    token_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True)
    reference = models.CharField("Aktenzeichen", max_length=20)
    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_hand = models.BooleanField("der Person mitgegeben", default=False)
    address = EncryptedTextField("E-Mail-Adresse der Stelle", null=True, blank=True)
    state = models.CharField("Versand", max_length=20, blank=True, default="")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="erzeugt von")
    created_at = models.DateTimeField("erzeugt", default=now)
    valid_until = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "token_hash",
            "reference",
            "grant",
            "consent",
            "by_hand",
            "address",
            "state",
            "author",
            "created_at",
            "valid_until",
            "used_at",
            "revoked_at",
        ),
        _ANSWER,
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_answer_link_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(grant__isnull=False) | Q(consent__isnull=False) | Q(by_hand=True),
                name="ref_answer_link_rests_on_something",
            )
        ]

    @property
    def open(self) -> bool:
        """Whether it was neither used nor taken back and is not over; what it rests on is asked in the database."""
        return self.used_at is None and self.revoked_at is None and self.valid_until > now()
