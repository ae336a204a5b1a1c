"""Costs of a help of § 16a SGB II."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.people.models import Person
from rundblick.referrals.codes import Verdict
from rundblick.referrals.models.beginning import Referral
from rundblick.referrals.models.common import HOUSE

_COST = Personal(
    "Ermessensentscheidung über eine kommunale Eingliederungsleistung nachvollziehbar halten",
    "§ 16a SGB II, § 39 SGB I, § 35 SGB X",
    "Ermessen muss mit seinen Gründen nachprüfbar sein",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Approval(DossierScoped):
    """A proposal for a help of § 16a SGB II, the reasons that were weighed, and what was decided. No notice is made.

    `decided_by`: in whose hands the decision lay, as a function; the person who wrote it down is `recorded_by`.
    """

    person_id: uuid.UUID
    get_verdict_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="approvals")
    proposal = EncryptedTextField("Was wird vorgeschlagen?")
    reasons = EncryptedTextField("Was spricht dafür, was dagegen?")
    amount = models.DecimalField("Betrag in Euro", max_digits=9, decimal_places=2, null=True, blank=True)
    proposed_on = models.DateField("vorgeschlagen am")
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="vorgeschlagen von")
    verdict = models.CharField("Entscheidung", max_length=10, choices=Verdict.choices, blank=True, default="")
    grounds = EncryptedTextField("Tragende Gründe", null=True, blank=True)
    decided_on = models.DateField("entschieden am", null=True, blank=True)
    decided_by = models.CharField("Wer hat entschieden?", max_length=80, blank=True, default="")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eingetragen von"
    )
    version = models.PositiveIntegerField(default=1)

    door = HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "proposal",
            "reasons",
            "amount",
            "proposed_on",
            "proposed_by",
            "verdict",
            "grounds",
            "decided_on",
            "decided_by",
            "recorded_by",
        ),
        _COST,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="ref_approval_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_on__isnull=True)
                | (~Q(verdict="") & Q(decided_on__isnull=False) & Q(grounds__isnull=False)),
                name="ref_approval_decided_with_grounds",
            )
        ]
