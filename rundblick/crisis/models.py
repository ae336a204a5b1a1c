"""Tables of the room: emergency cards, protocols of a crisis, and what was done in one."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import BehindDoor, NamedDoor, Reference
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.access.models.dossiers import Basis
from rundblick.people.models import Person
from rundblick.web.clock import now

_CRISIS = Personal(
    "In einer Krise helfen, Hilfe übergeben und sich an Verabredetes halten",
    "Art. 6 Abs. 1 Buchst. d, Art. 9 Abs. 2 Buchst. c DSGVO, § 4 KKG, § 67a SGB X",
    "Handreichung 3.2.5: wer informiert ist und wo Hilfe ist; nur Geschehenes, keine Einschätzung der Person",
    "3 Jahre nach Ende des Falls",
)

DOOR = NamedDoor(
    bases=(Basis.RESPONSIBLE.value, Basis.DEPUTY.value, Basis.SUPERVISION.value),
    author="author_id",
    named="second_id",
    subject="person_id",
)


@tracked
class Card(models.Model):
    """The emergency card of a house, or of one of its places: its own numbers, and what to do first.

    Holds roles, never a participant. `numbers`: [{"who", "number", "when"}]; `steps`: sentences in order. While no row
    is there, the card shows what `card.yaml` begins with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    place = models.CharField("Standort", max_length=120, blank=True)
    numbers = models.JSONField("eigene Nummern", default=list)
    steps = models.JSONField("Was zuerst zu tun ist", default=list)
    changed_at = models.DateTimeField("geändert", default=now)
    version = models.PositiveIntegerField(default=1)

    organisation_id: uuid.UUID
    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"organisation", "place", "numbers", "steps", "changed_at", "version"}
    )

    class Meta:
        verbose_name = "Notfallkarte"
        constraints = [models.UniqueConstraint(fields=["organisation", "place"], name="card_once_per_place")]


@tracked
class Protocol(DossierScoped):
    """What was done in a crisis about one member. Readable by few (`DOOR`).

    Nothing in plain text says of what kind it is: `way` is sealed like the words, so that nobody can be searched or
    counted by it. `second`: somebody of the house who was asked to stand beside the author. `happened` and
    `agreed`: what was and what is agreed for the next days. `good` and `needs`: the look back of those who helped.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    way = EncryptedTextField("Weg")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="begonnen von")
    begun_at = models.DateTimeField("begonnen", default=now)
    second = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zweite Person"
    )
    asked_at = models.DateTimeField("gebeten", null=True, blank=True)
    happened = EncryptedTextField("Was ist geschehen?", null=True, blank=True)
    agreed = EncryptedTextField("Was ist für die nächsten Tage verabredet?", null=True, blank=True)
    follow_up_on = models.DateField("Wann hören Sie voneinander?", null=True, blank=True)
    good = EncryptedTextField("Was hat geholfen?", null=True, blank=True)
    needs = EncryptedTextField("Was brauchen wir?", null=True, blank=True)
    ended_at = models.DateTimeField("abgeschlossen", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    person_id: uuid.UUID
    author_id: uuid.UUID
    second_id: uuid.UUID | None
    door: ClassVar[Any] = DOOR
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CRISIS
        for name in (
            "person",
            "way",
            "author",
            "begun_at",
            "second",
            "asked_at",
            "happened",
            "agreed",
            "follow_up_on",
            "good",
            "needs",
            "ended_at",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Protokoll einer Krise"
        indexes = [
            models.Index(fields=["dossier", "-begun_at"], name="crisis_by_dossier"),
            models.Index(fields=["second"], condition=Q(ended_at__isnull=True), name="crisis_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("author")), name="crisis_second_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | Q(asked_at__isnull=False), name="crisis_second_was_asked"
            ),
        ]


@tracked
class Done(DossierScoped):
    """Something that was done, by one's own hand and never changed: a step of the way, or standing beside.

    `step` is sealed, as is `who` (a person by role) and `words`. `on`: the day, where it was not just now. `own`: for
    an observation, whether `by` perceived it or was told.
    """

    protocol = models.ForeignKey(Protocol, on_delete=models.CASCADE, related_name="done")
    step = EncryptedTextField("Schritt")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    at = models.DateTimeField("festgehalten", default=now)
    on = models.DateField("Tag", null=True, blank=True)
    own = models.BooleanField("selbst wahrgenommen", null=True, blank=True)
    who = EncryptedTextField("Wer", null=True, blank=True)
    words = EncryptedTextField("Worte", null=True, blank=True)

    by_id: uuid.UUID
    door: ClassVar[Any] = BehindDoor(parent=DOOR, table="crisis_protocol", column="protocol_id", author="by_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CRISIS for name in ("protocol", "step", "by", "at", "on", "own", "who", "words")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Schritt in einer Krise"
        ordering = ["at", "pk"]
