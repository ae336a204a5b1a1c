"""Tables of the room: what somebody waits for, when somebody asked, and what helps meanwhile."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.models import Goal, Task
from rundblick.people.models import Person
from rundblick.waiting.codes import Outcome
from rundblick.waiting.kinds import Kind, kind_of
from rundblick.waiting.rules import Expected, days_waited
from rundblick.web.clock import today

_WAIT = casework(
    "Rückmeldungen anderer Stellen nachgehen",
    "PRO AKTIV 4.1.1 und 4.3; Handreichung: Zusammenarbeit mit dem Leistungsbereich",
)


@tracked
class Wait(DossierScoped):
    """What one member, or with no person the whole household, waits for.

    `expected_on`: a day, or with `expected_monthly` the first of a month; None = open. `nudge_on`: when to ask next,
    None = not at all. `ended_on`: the day on which it came, was answered or no longer mattered, with `result` in
    words. `whom` and `reach` name a role or an organisation, never a private person. Where it is shared, the others
    learn what, since when and how it ended; the rest stays with the person (`belongs_to`).
    """

    person_id: uuid.UUID | None
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField("Art", max_length=40)
    what = EncryptedTextField("Worauf genau?", null=True, blank=True)
    whom = EncryptedTextField("Bei wem nachfragen?", null=True, blank=True)
    reach = EncryptedTextField("Wie erreichbar?", null=True, blank=True)
    since = models.DateField("seit")
    expected_on = models.DateField("erwartet", null=True, blank=True)
    expected_monthly = models.BooleanField("erwartet in diesem Monat", default=False)
    nudge_on = models.DateField("nachfragen am", null=True, blank=True)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    outcome = models.CharField("Ausgang", max_length=20, choices=Outcome.choices, blank=True)
    result = EncryptedTextField("Ergebnis oder Antwort", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    shared = models.BooleanField("für die Familie sichtbar", default=False)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="situation", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "kind",
            "what",
            "whom",
            "reach",
            "since",
            "expected_on",
            "expected_monthly",
            "nudge_on",
            "ended_on",
            "outcome",
            "result",
            "author",
            "shared",
        ),
        _WAIT,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [
            models.Index(fields=["dossier", "ended_on"], name="wait_by_dossier"),
            models.Index(fields=["nudge_on"], condition=Q(ended_on__isnull=True), name="wait_open_by_nudge"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="wait_ends_after_beginning"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, outcome="") | (Q(ended_on__isnull=False) & ~Q(outcome="")),
                name="wait_ends_somehow",
            ),
            models.CheckConstraint(condition=Q(person__isnull=False) | Q(shared=True), name="wait_of_all_is_shared"),
        ]

    @property
    def sort(self) -> Kind:
        """The kind as the catalogue describes it."""
        return kind_of(self.kind)

    @property
    def expected(self) -> Expected | None:
        """When it is expected; None = open."""
        return Expected(self.expected_on, self.expected_monthly) if self.expected_on else None

    @property
    def name(self) -> str:
        """What is waited for, in one line."""
        return f"{self.sort.name}: {self.what}" if self.what else self.sort.name

    def belongs_to(self, member: uuid.UUID | None) -> bool:
        """Whether this member may read all of it; None = no member reads along."""
        return member is None or self.person_id in (member, None)

    def days(self, day: dt.date | None = None) -> int:
        """Days waited until `day` (today by default), or until it ended."""
        return days_waited(self.since, self.ended_on or day or today())


@tracked
class Asking(DossierScoped):
    """Somebody asked how far it is. Stays with the person even where the wait is shared."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wait = models.ForeignKey(Wait, on_delete=models.PROTECT, related_name="askings")
    on = models.DateField("nachgefragt am")
    said = EncryptedTextField("Was wurde gesagt?", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = Door(topic="situation", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("person", "wait", "on", "said", "author"), _WAIT)

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="asking_by_dossier")]


@tracked
class Bridge(DossierScoped):
    """What helps while somebody waits: words, a step or a goal; half-open days. Stays with the person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    wait = models.ForeignKey(Wait, on_delete=models.PROTECT, related_name="bridges")
    text = EncryptedTextField("Was hilft bis dahin?", null=True, blank=True)
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateField("seit")
    ended_on = models.DateField("bis", null=True, blank=True)

    door = Door(topic="situation", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "wait", "text", "task", "goal", "since", "ended_on"), _WAIT
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person"], name="bridge_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")), name="bridge_ends_after_beginning"
            )
        ]
