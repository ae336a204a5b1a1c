"""Tables of the room: a transition with its receiver, and what was done on the way."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.people.models import Person
from rundblick.transitions.chains import Chain, chain_of, office_label
from rundblick.transitions.codes import Ending, Outcome, Present, Teller, Way, Where
from rundblick.transitions.rules import Happened, Turning
from rundblick.web.clock import now

_CHANGE = casework(
    "Niemand geht verloren, wenn die Zuständigkeit wechselt",
    "Handreichung 5.1; PRO AKTIV 2.3; ohne Tag und Namen verstreicht Zeit, bis jemand weiß, wer zuständig ist",
)
_HOUSE = Door(topic="notes", subject="person_id")


@tracked
class Transition(DossierScoped):
    """One change of one person. Where it stands is computed from what was done (`rules.course`).

    `turns_on`: the turning day, or with `turns_surely` False the first of the month in which it is expected. The
    receiver is somebody named in words (`receiver`), a house of this installation (`organisation`), or both; `office`
    says what kind of place it is. Read by whoever reads the notes of the person; no agency does (decision 35).
    `ended_on`, `ending`: arrived, which needs a confirmed arrival, or otherwise, which needs `where` somebody is now.
    """

    person_id: uuid.UUID
    organisation_id: uuid.UUID | None
    get_ending_display: Callable[[], str]
    get_where_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Was wechselt?", max_length=40)
    turns_on = models.DateField("Tag des Wechsels")
    turns_surely = models.BooleanField("der Tag steht fest", default=True)
    office = models.CharField("Was für eine Stelle?", max_length=40, blank=True, default="")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Stelle"
    )
    receiver = EncryptedTextField("Wer übernimmt?", null=True, blank=True)
    reach = EncryptedTextField("Wie erreichbar?", null=True, blank=True)
    begun_on = models.DateField("begonnen am")
    ended_on = models.DateField("beendet am", null=True, blank=True)
    ending = models.CharField("Ausgang", max_length=10, choices=Ending.choices, blank=True, default="")
    where = models.CharField("Wo ist die Person jetzt?", max_length=10, choices=Where.choices, blank=True, default="")
    where_words = EncryptedTextField("Genauer", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    version = models.PositiveIntegerField(default=1)

    door = _HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "kind",
            "turns_on",
            "turns_surely",
            "office",
            "organisation",
            "receiver",
            "reach",
            "begun_on",
            "ended_on",
            "ending",
            "where",
            "where_words",
            "author",
        ),
        _CHANGE,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="transition_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("begun_on")),
                name="transition_ends_after_beginning",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ending="", where="")
                | Q(ended_on__isnull=False, ending=Ending.ARRIVED, where="")
                | (Q(ended_on__isnull=False, ending=Ending.OTHERWISE) & ~Q(where="")),
                name="transition_ends_arrived_or_somewhere_else",
            ),
        ]

    @property
    def chain(self) -> Chain:
        """The chain as the catalogue describes it."""
        return chain_of(self.kind)

    @property
    def turning(self) -> Turning:
        """The turning day, or the month in which it is expected."""
        return Turning(self.turns_on, self.turns_surely)

    @property
    def named(self) -> bool:
        """Whether somebody is named who takes over."""
        return bool(self.receiver or self.organisation_id)

    @property
    def receiver_name(self) -> str:
        """Who takes over; "" while nobody is named. `organisation` must be loaded."""
        return ", ".join(
            part for part in (self.receiver or "", self.organisation.name if self.organisation else "") if part
        )

    @property
    def office_name(self) -> str:
        """What kind of place the receiver is; "" when nothing was said."""
        return office_label(self.office)

    @property
    def open(self) -> bool:
        """Whether it still goes on."""
        return self.ended_on is None


@tracked
class StepDone(DossierScoped):
    """What was done about one step of a chain, or that it is not needed. Never overwritten; a mistake is marked.

    A handover says how and who was there, and whether the person wants to go there; an arrival who said so. "Not yet"
    is kept too: then it is asked again.
    """

    person_id: uuid.UUID
    get_way_display: Callable[[], str]
    get_outcome_display: Callable[[], str]
    get_teller_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    transition = models.ForeignKey(Transition, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("Schritt", max_length=40)
    on = models.DateField("am")
    not_needed = models.BooleanField("nicht nötig", default=False)
    way = models.CharField("Wie?", max_length=10, choices=Way.choices, blank=True, default="")
    present = ArrayField(
        models.CharField(max_length=10, choices=Present.choices),
        default=list,
        blank=True,
        verbose_name="Wer war dabei?",
    )
    outcome = models.CharField("Ergebnis", max_length=10, choices=Outcome.choices, blank=True, default="")
    teller = models.CharField("Wer hat es gesagt?", max_length=10, choices=Teller.choices, blank=True, default="")
    said = EncryptedTextField("Was wurde gesagt?", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    recorded_at = models.DateTimeField("festgehalten", default=now)
    undone_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = _HOUSE
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "transition",
            "step",
            "on",
            "not_needed",
            "way",
            "present",
            "outcome",
            "teller",
            "said",
            "author",
            "recorded_at",
            "undone_at",
        ),
        _CHANGE,
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="transition_step_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(not_needed=True) | Q(outcome="", way="", teller=""), name="transition_step_needed_or_not"
            )
        ]

    def happened(self) -> Happened:
        """The step as the rules read it."""
        return Happened(
            step=self.step, on=self.on, at=self.recorded_at, not_needed=self.not_needed, outcome=self.outcome
        )
