"""What is said at the table: contributions beforehand, points with results, decisions, and what was added later."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.access.words import TOPIC_WORDS
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Task
from rundblick.conferences.models.frozen import frozen
from rundblick.conferences.models.table import SEATED, Conference
from rundblick.people.models import Person

_SAID = casework(
    "Vorbereiten, was zu sagen ist, und festhalten, was herauskam",
    "ANNA 6.3: Ist-Zustand je Stelle, Ergebnis, nächste Schritte mit Zuständigkeiten",
)


class Said(DossierScoped):
    """Something said about one person; with nobody named only those read it whose door opens the whole household."""

    person_id: uuid.UUID | None
    conference_id: uuid.UUID
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="%(class)ss")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.CharField("Thema", max_length=20)

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        """What the topic is called on the screen."""
        return TOPIC_WORDS[self.topic]


@tracked
class Contribution(Said):
    """One point a house brings along, in its own words.

    Read by the house that leads the case and by its author's house; by the others at the table with `for_all`.
    """

    agency_id: uuid.UUID
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="Stelle")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschrieben von")
    text = EncryptedTextField("in eigenen Worten")
    for_all = models.BooleanField("für alle am Tisch", default=False)
    written_at = models.DateTimeField("geschrieben")
    version = models.PositiveIntegerField(default=1)

    door = Door(
        topic_column="topic",
        subject="person_id",
        sides=Sides(
            agency="agency_id",
            table="conferences_invitation",
            via="conference_id",
            told="for_all",
            staff_only=True,
        ),
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("conference", "person", "topic", "agency", "author", "text", "for_all", "written_at"), _SAID
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Beitrag"
        indexes = [models.Index(fields=["conference", "written_at"], name="contribution_by_conference")]
        triggers = [frozen()]


@tracked
class Point(Said):
    """A point of the agenda; after it was spoken about, with its result. `place`: order, small first."""

    text = EncryptedTextField("Punkt")
    result = EncryptedTextField("Ergebnis", null=True, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    door = Door(topic_column="topic", subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("conference", "person", "topic", "text", "result"), _SAID)
    impersonal: ClassVar[frozenset[str]] = frozenset({"place"})

    class Meta:
        verbose_name = "Punkt"
        indexes = [models.Index(fields=["conference", "place"], name="point_by_conference")]
        triggers = [frozen()]


@tracked
class Decision(Said):
    """What was decided, who does it and until when. Closing the protocol makes a task of it.

    `responsible` as in `Task`; `agency`: which house does it; `assignee`: on which colleague's list it stands.
    `done_on`: the day it was done; the task may know it earlier.
    """

    agency_id: uuid.UUID | None
    get_responsible_display: Callable[[], str]
    text = EncryptedTextField("Was wird getan?")
    responsible = models.CharField("Wer macht es?", max_length=20, choices=Responsible.choices)
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assignee = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField("bis")
    task = models.OneToOneField(Task, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done_on = models.DateField("erledigt am", null=True, blank=True)
    decided_at = models.DateTimeField("beschlossen")

    door = Door(topic_column="topic", subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "conference",
            "person",
            "topic",
            "text",
            "responsible",
            "agency",
            "assignee",
            "due_on",
            "task",
            "done_on",
            "decided_at",
        ),
        _SAID,
    )

    class Meta:
        verbose_name = "Beschluss"
        indexes = [models.Index(fields=["conference", "due_on"], name="decision_by_conference")]
        triggers = [frozen("task_id", "done_on")]

    @property
    def who(self) -> str:
        """Who does it, in words."""
        if self.agency is not None:
            return self.agency.name
        return self.assignee.display_name if self.assignee is not None else self.get_responsible_display()


@tracked
class Addendum(Said):
    """What was corrected or added after the protocol was closed; the protocol itself stays."""

    text = EncryptedTextField("Nachtrag")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschrieben von")
    written_at = models.DateTimeField("geschrieben")

    door = Door(topic_column="topic", subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("conference", "person", "topic", "text", "author", "written_at"), _SAID
    )

    class Meta:
        verbose_name = "Nachtrag"
