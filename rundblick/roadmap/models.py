"""Tables of the room. The person reads all of them on the own page; what they write there, nobody else changes."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import Door, OwnDoor
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.cases.models import Goal
from rundblick.cases.standing import Standing, declared
from rundblick.people.models import Person
from rundblick.roadmap.catalogue import HIGHEST, LOWEST, MOST_HOURS
from rundblick.roadmap.codes import Choice, Moment, State, Voice
from rundblick.web.clock import now, today

_PATH = casework(
    "Den Weg in Arbeit im Tempo der Person gehen und sehen, was als Nächstes kommt",
    "PRO AKTIV 141, 145, 146: ohne Schritte, Entscheidung und nächsten Tag geht der Weg zwischen Stellen verloren",
)
_TICKET = casework(
    "Einschätzungen mehrerer Beteiligter nebeneinander sehen und über Unterschiede sprechen",
    "PRO AKTIV 143, 144: dieselben Fragen an alle; Leistungsbild ohne Diagnose",
)
_HEALTH = Personal(
    "Was der Gesundheit guttun soll, bis wieder über Arbeit gesprochen wird",
    "Art. 9 Abs. 2 Buchst. a DSGVO, § 67b Abs. 2 SGB X (ausdrückliche Einwilligung)",
    "PRO AKTIV 145: freiwillig, ein Satz in Worten der Person; ohne Einwilligung bleibt er weg",
    "3 Jahre nach Ende des Falls, früher mit dem Widerruf",
)
_FOLDER = Personal(
    "Der Person einen eigenen Ort für ihre Überlegungen zu Arbeit geben",
    "Art. 6 Abs. 1 Buchst. a DSGVO (die Person schreibt selbst, freiwillig)",
    "PRO AKTIV 142: gehört der Person, nicht der Akte; gelesen wird nur, was sie zeigt",
    "jederzeit durch die Person, sonst mit der Akte",
)
_BY_STAFF = OwnDoor(subject="person_id", topic="situation")
_BY_EITHER = OwnDoor(subject="person_id", topic="situation", by_person="own_hand")


class OfPerson(DossierScoped):
    """A row about one person, who wrote its present version, and when. `version` counts changes."""

    person_id: uuid.UUID
    author_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("festgehalten", default=now)
    version = models.PositiveIntegerField(default=1)

    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        abstract = True


_ROW = ("person", "author", "written_at")


@tracked
class Path(OfPerson):
    """Whether the person wants to talk about work, and the day they said so. Nothing else; "no" is an answer too."""

    wish = models.BooleanField("möchte über Arbeit sprechen")
    on = models.DateField("gesagt am")

    door = _BY_STAFF
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys((*_ROW, "wish", "on"), _PATH)

    class Meta:
        verbose_name = "Fahrplan Arbeitsmarkt"
        constraints = [models.UniqueConstraint(fields=["dossier", "person"], name="roadmap_once")]


@tracked
class Step(OfPerson):
    """How far one of the nine steps is. `on`: the day it happened or is planned for; `who`: codes of who takes part."""

    get_state_display: Callable[[], str]

    code = models.CharField("Schritt", max_length=60)
    state = models.CharField("Stand", max_length=10, choices=State.choices)
    on = models.DateField("Tag", null=True, blank=True)
    who = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="dabei")
    words = EncryptedTextField("Ein Satz dazu", null=True, blank=True)

    door = _BY_STAFF
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys((*_ROW, "code", "state", "on", "who", "words"), _PATH)

    class Meta:
        verbose_name = "Schritt auf dem Fahrplan"
        constraints = [models.UniqueConstraint(fields=["dossier", "person", "code"], name="roadmap_step_once")]


@tracked
class Decision(OfPerson):
    """What the person decided on a day. The latest one holds.

    `review_on`: when to look again, with "later" only. `goal`: what is worked on until then. `own_hand`: said on the
    own page. Why somebody waits is not asked.
    """

    get_choice_display: Callable[[], str]
    goal_id: uuid.UUID | None

    choice = models.CharField("Entscheidung", max_length=10, choices=Choice.choices)
    on = models.DateField("Tag", default=today)
    review_on = models.DateField("wieder hinschauen am", null=True, blank=True)
    goal = models.ForeignKey(Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    own_hand = models.BooleanField("selbst gesagt", default=False)

    door = _BY_EITHER
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (*_ROW, "choice", "on", "review_on", "goal", "own_hand"), _PATH
    )

    class Meta:
        verbose_name = "Entscheidung auf dem Fahrplan"
        indexes = [models.Index(fields=["dossier", "person", "-on"], name="roadmap_decision_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(choice=Choice.LATER, review_on__gt=F("on")) | (~Q(choice=Choice.LATER) & Q(review_on=None)),
                name="roadmap_later_has_a_day",
            )
        ]


@tracked
class Ticket(Standing):
    """How one author sees the way into work: answers to the same five questions, one thing a line.

    Hours are per week, a range. `care`: what the workplace must heed, never an illness. `voice`: whose view it is;
    `own_hand`: the person wrote it on the own page. Only its author changes it.
    """

    get_voice_display: Callable[[], str]

    voice = models.CharField("Sicht", max_length=10, choices=Voice.choices)
    motivation = EncryptedTextField("Was für Arbeit spricht", null=True, blank=True)
    occupations = EncryptedTextField("Berufe und Branchen", null=True, blank=True)
    care = EncryptedTextField("Worauf am Arbeitsplatz zu achten ist", null=True, blank=True)
    hours_from = models.PositiveSmallIntegerField("Stunden, von", null=True, blank=True)
    hours_until = models.PositiveSmallIntegerField("Stunden, bis", null=True, blank=True)
    ideas = EncryptedTextField("Ideen", null=True, blank=True)
    own_hand = models.BooleanField("selbst geschrieben", default=False)

    door = _BY_EITHER
    personal_data: ClassVar[dict[str, Any]] = declared(
        _TICKET, "voice", "motivation", "occupations", "care", "hours_from", "hours_until", "ideas", "own_hand"
    )

    class Meta(Standing.Meta):
        verbose_name = "Ticket"
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False, shared=False), name="ticket_is_of_one"),
            models.CheckConstraint(
                condition=Q(hours_from=None, hours_until=None)
                | Q(hours_from__lte=F("hours_until"), hours_until__lte=MOST_HOURS),
                name="ticket_hours_are_a_range",
            ),
            models.CheckConstraint(
                condition=Q(own_hand=False) | Q(voice=Voice.PERSON), name="ticket_by_own_hand_is_the_persons"
            ),
            models.UniqueConstraint(
                fields=["dossier", "person", "voice", "author"],
                condition=Q(valid_until__isnull=True),
                name="ticket_once_per_author",
            ),
        ]


@tracked
class Position(OfPerson):
    """Where the person says they stand on a day, from 0 to 10. Nobody else gives a number.

    `matters`: codes of what is still to be settled. The latest of a moment counts, earlier ones stay.
    """

    get_moment_display: Callable[[], str]

    moment = models.CharField("Wann", max_length=10, choices=Moment.choices)
    on = models.DateField("Tag", default=today)
    value = models.PositiveSmallIntegerField("Wie nah ist Arbeit?")
    words = EncryptedTextField("Worte dazu", null=True, blank=True)
    matters = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="noch zu klären")
    own_hand = models.BooleanField("selbst gesagt", default=False)

    door = _BY_EITHER
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (*_ROW, "moment", "on", "value", "words", "matters", "own_hand"), _PATH
    )

    class Meta:
        verbose_name = "Standortbestimmung"
        indexes = [models.Index(fields=["dossier", "person", "-on"], name="roadmap_position_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(LOWEST, HIGHEST)), name="roadmap_position_from_0_to_10")
        ]


@tracked
class HealthGoal(OfPerson):
    """One sentence on what health needs before work is talked about again. In the protected area only."""

    on = models.DateField("Tag", default=today)
    words = EncryptedTextField("Gesundheitsziel")
    reached_on = models.DateField("erreicht am", null=True, blank=True)

    door = Door(topic="protected", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys((*_ROW, "on", "words", "reached_on"), _HEALTH)

    class Meta:
        verbose_name = "Gesundheitsziel"
        indexes = [models.Index(fields=["dossier", "person"], name="roadmap_health_by_person")]


class Leaf(OfPerson):
    """One sheet of the person's own folder. Colleagues read it only while the person shows it, and never change it.

    Without history: what the person takes back is gone.
    """

    code = models.CharField("Blatt", max_length=60)
    words = EncryptedTextField("Worte")
    shown = models.BooleanField("zeige ich meiner Begleitung", default=False)

    door = OwnDoor(subject="person_id", topic="situation", shown="shown", by_person=True)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys((*_ROW, "code", "words", "shown"), _FOLDER)

    class Meta:
        verbose_name = "Blatt der Mappe"
        constraints = [models.UniqueConstraint(fields=["dossier", "person", "code"], name="roadmap_leaf_once")]


ALL = (HealthGoal, Leaf, Position, Ticket, Decision, Step, Path)
"""Every table of the room."""
