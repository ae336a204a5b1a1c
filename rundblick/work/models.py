"""What was achieved: outcomes, sponsorships and the situation of young people."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.people.models import Person
from rundblick.programmes.models import Participation

_RESULT = casework("Was erreicht wurde", "Wirkung nachweisen und Nachbetreuung planen (§ 1 Abs. 2 SGB II)")


@tracked
class Outcome(DossierScoped):
    """Something achieved by a member; counts from `achieved_on`. `kind` is a code of the taxonomy.

    `ended_on` is the last day (of the job, the course); `benefit_ended_on` the first day without benefits, known
    or expected.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="outcomes"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Art", max_length=40)
    title = EncryptedTextField("Was genau", blank=True, null=True)
    achieved_on = models.DateField("am")
    ended_on = models.DateField("letzter Tag", null=True, blank=True)
    benefit_ended_on = models.DateField("ohne Leistungsbezug ab", null=True, blank=True)
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    recorded_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField("erfasst")
    corrected_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    corrected_at = models.DateTimeField("berichtigt", null=True, blank=True)
    correction_reason = EncryptedTextField("Grund der Berichtigung", blank=True, null=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="outcomes", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _RESULT
        for name in (
            "participation",
            "person",
            "kind",
            "title",
            "achieved_on",
            "ended_on",
            "benefit_ended_on",
            "shared",
            "recorded_by",
            "recorded_at",
            "corrected_by",
            "corrected_at",
            "correction_reason",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "-achieved_on"], name="outcome_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("achieved_on")), name="outcome_period"
            )
        ]


@tracked
class Sponsorship(DossierScoped):
    """Somebody who stands by a household: a formal sponsor, or one found in passing. Named by role only.

    `ended_on` is the last day.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, blank=True, related_name="sponsorships"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    formal = models.BooleanField("vereinbarte Patenschaft", default=False)
    began_on = models.DateField("seit")
    ended_on = models.DateField("letzter Tag", null=True, blank=True)
    note = EncryptedTextField("Anmerkung", blank=True, null=True)

    door = Door(topic="outcomes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _RESULT for name in ("participation", "person", "formal", "began_on", "ended_on", "note")
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")), name="sponsorship_period"
            )
        ]


@tracked
class Situation(DossierScoped):
    """What a young person of working age does: apprenticeship, voluntary year, seeking work, school. Dated."""

    class Kind(models.TextChoices):
        APPRENTICESHIP = "apprenticeship", "in Ausbildung"
        VOLUNTARY_YEAR = "voluntary_year", "Freiwilligendienst (FSJ, BFD)"
        SEEKING_WORK = "seeking_work", "arbeitsuchend"
        SCHOOL = "school", "in der Schule"
        EMPLOYMENT = "employment", "in Beschäftigung"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    valid_from = models.DateField("ab")
    valid_until = models.DateField("bis (ausschließlich)", null=True, blank=True)

    door = Door(topic="outcomes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _RESULT for name in ("person", "kind", "valid_from", "valid_until")
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")), name="situation_period"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(valid_until__isnull=True), name="situation_one_open"
            ),
        ]
