"""What happens on the way."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person
from rundblick.referrals.codes import Company, Refusal, Result, Source, State, Way
from rundblick.referrals.models.beginning import Referral
from rundblick.referrals.models.common import BOTH, HELP
from rundblick.referrals.rules import Happened
from rundblick.web.clock import now


@tracked
class Step(DossierScoped):
    """Something that happened on the way: an attempt, a change, or what the agency said.

    `agency`: whose answer it is; what the house notes names none and is read by the house alone. `undone_at`: taken
    back, because it was a mistake; it stays in the history. `seen_at`: when the house has read an agency's answer.
    """

    person_id: uuid.UUID
    agency_id: uuid.UUID | None
    referral_id: uuid.UUID
    get_state_display: Callable[[], str]
    get_way_display: Callable[[], str]
    get_company_display: Callable[[], str]
    get_result_display: Callable[[], str]
    get_refusal_display: Callable[[], str]
    get_source_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("was", max_length=12, choices=[one for one in State.choices if one[0] != State.BEGUN])
    on = models.DateField("am")
    way = models.CharField("wie", max_length=12, choices=Way.choices, blank=True, default="")
    reached = models.BooleanField("erreicht", null=True, blank=True)
    expected_on = models.DateField("erwartet am", null=True, blank=True)
    company = models.CharField("Begleitung", max_length=8, choices=Company.choices, blank=True, default="")
    result = models.CharField("Ergebnis", max_length=12, choices=Result.choices, blank=True, default="")
    refusal = models.CharField("Grund der Stelle", max_length=14, choices=Refusal.choices, blank=True, default="")
    said = EncryptedTextField("Was wurde gesagt?", null=True, blank=True)
    source = models.CharField("Quelle", max_length=8, choices=Source.choices, default=Source.HOUSE)
    author = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="festgehalten von"
    )
    recorded_at = models.DateTimeField("eingetragen", default=now)
    seen_at = models.DateTimeField("gelesen", null=True, blank=True)
    undone_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = BOTH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "referral",
            "agency",
            "state",
            "on",
            "way",
            "reached",
            "expected_on",
            "company",
            "result",
            "refusal",
            "said",
            "source",
            "author",
            "recorded_at",
            "seen_at",
            "undone_at",
        ),
        HELP,
    )

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "person"], name="ref_step_by_dossier"),
            models.Index(
                fields=["dossier"],
                condition=Q(seen_at__isnull=True, undone_at__isnull=True) & ~Q(source=Source.HOUSE),
                name="ref_step_unseen",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.ENDED) ^ Q(result=""), name="ref_step_has_a_result_when_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(refusal="") | Q(result=Result.DECLINED), name="ref_step_reason_is_the_agencys"
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.NOT_WANTED) | Q(said__isnull=True), name="ref_step_not_wanted_has_no_reason"
            ),
            models.CheckConstraint(
                condition=Q(source=Source.HOUSE) | Q(said__isnull=True), name="ref_step_of_an_agency_has_no_words"
            ),
        ]

    def happened(self) -> Happened:
        """The step as the rules read it."""
        return Happened(
            state=State(self.state),
            on=self.on,
            at=self.recorded_at,
            reached=self.reached,
            expected_on=self.expected_on,
            result=self.result,
        )
