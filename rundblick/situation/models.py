"""Tables of the room: entries of the situation, the protected area, and what became of it after a consent ended."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.standing import Standing, declared
from rundblick.people.models import Person
from rundblick.situation.catalogue import HOUSING
from rundblick.situation.codes import Decision, Kind, Occasion, ProtectedKind, View
from rundblick.web.clock import now

HIGHEST = 10
_ENTRY = casework(
    "Lebenslage gemeinsam klären, schrittweise und aus mehreren Sichten",
    "Handreichung Ganzheitliche Beratung 3.2; Hilfen passen nur zur wirklichen Lage",
)
_PROTECTED = Personal(
    "Besonders sensible Angaben, ohne die eine vereinbarte Hilfe nicht möglich ist",
    "Einwilligung, Art. 9 Abs. 2 Buchst. a DSGVO, § 67b Abs. 2 SGB X",
    "Nur mit Einwilligung und nur, was für die Hilfe unverzichtbar ist; Handreichung 3.2.1 und 3.2.5",
    "Bis zum Widerruf, danach gelöscht oder mit Rechtsgrund gesperrt; längstens 3 Jahre nach Ende des Falls",
)
_REVIEW = Personal(
    "Nachweis, was nach dem Ende einer Einwilligung mit geschützten Einträgen geschah",
    "Art. 7 Abs. 3, Art. 17, Art. 5 Abs. 2 DSGVO, § 84 SGB X",
    "Ohne Nachweis bliebe offen, ob gelöscht wurde",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Entry(Standing):
    """What holds about one topic of a life, from one view.

    `indicators`: codes of the catalogue. `occasion`: why the home is spoken about, for topics of housing. `urgent`
    follows from acute indicators. `scale`: 0 to 10, for the components of motivation. `transferred_on`: the day a
    need was copied into the leading file as it stands here; a restated entry begins without it.
    """

    field = models.PositiveSmallIntegerField("Handlungsfeld")
    topic = models.CharField("Thema", max_length=60)
    view = models.CharField("Sicht", max_length=20, choices=View.choices)
    kind = models.CharField("Art", max_length=20, choices=Kind.choices)
    indicators = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="Merkmale")
    text = EncryptedTextField("Worte", null=True, blank=True)
    occasion = models.CharField("Anlass", max_length=20, choices=Occasion.choices, blank=True)
    urgent = models.BooleanField("eilt", default=False)
    scale = models.PositiveSmallIntegerField("Wert von 0 bis 10", null=True, blank=True)
    transferred_on = models.DateField("in die führende Akte übertragen", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(
        _ENTRY,
        "field",
        "topic",
        "view",
        "kind",
        "indicators",
        "text",
        "occasion",
        "urgent",
        "scale",
        "transferred_on",
    )

    class Meta(Standing.Meta):
        verbose_name = "Eintrag zur Lebenslage"
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(field__gte=1, field__lte=5), name="situation_entry_field"),
            models.CheckConstraint(
                condition=~Q(topic__startswith=HOUSING) | ~Q(occasion=""), name="situation_home_needs_occasion"
            ),
            models.CheckConstraint(condition=Q(scale__isnull=True) | Q(scale__lte=HIGHEST), name="situation_scale"),
        ]


@tracked
class ProtectedEntry(Standing):
    """Something in the protected area: readable through a consent that names the reader, never searched or listed.

    `topic` is sealed too, since the word alone would say too much. `valid_from` is the day an observation was made.
    `necessity`: why it must be written down, for a child. A diagnosis needs `indispensable_because` and `source`.
    """

    kind = models.CharField("Art", max_length=20, choices=ProtectedKind.choices)
    topic = EncryptedTextField("Thema")
    text = EncryptedTextField("Worte")
    necessity = EncryptedTextField("Warum es nötig ist", null=True, blank=True)
    indispensable_because = EncryptedTextField("Warum die Diagnose unverzichtbar ist", null=True, blank=True)
    source = EncryptedTextField("Woher die Diagnose stammt", null=True, blank=True)

    door: ClassVar[Any] = Door(topic="protected", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = declared(
        _PROTECTED, "kind", "topic", "text", "necessity", "indispensable_because", "source"
    )

    class Meta(Standing.Meta):
        verbose_name = "Eintrag im geschützten Bereich"
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False, shared=False), name="situation_protected_is_of_one"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ProtectedKind.DIAGNOSIS)
                | Q(indispensable_because__isnull=False, source__isnull=False),
                name="situation_diagnosis_has_source",
            ),
        ]


@tracked
class Review(DossierScoped):
    """A decision about protected entries whose consent has ended: erased, or kept for a legal reason.

    That one is open follows from the doors and needs no row (`queries.reviews`). `since`: when the last door to the
    entries closed. `rows`: how many entries the decision was about. The row tells nothing of their content.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField("Einwilligung beendet")
    rows = models.PositiveIntegerField("Einträge")
    decision = models.CharField("Entscheidung", max_length=20, choices=Decision.choices)
    legal_reason = models.CharField("Rechtsgrund", max_length=300, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("entschieden", default=now)

    door: ClassVar[Any] = Door(topic="situation", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _REVIEW for name in ("person", "since", "rows", "decision", "legal_reason", "decided_by", "decided_at")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()
    person_id: uuid.UUID

    class Meta:
        verbose_name = "Entscheidung nach dem Ende einer Einwilligung"
        indexes = [models.Index(fields=["dossier", "person", "-decided_at"], name="review_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(decision=Decision.KEPT) | ~Q(legal_reason=""), name="situation_kept_for_a_reason"
            )
        ]
