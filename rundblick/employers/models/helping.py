"""What would help an employer: worries and answers, carving of jobs, special jobs, questions to the hotline."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from rundblick.access.history import tracked
from rundblick.access.models import User
from rundblick.employers.codes import Help, SpecialKind, SpecialState, Worry
from rundblick.employers.models.base import AUTHOR, WRITTEN, Kept, codes, said
from rundblick.employers.models.doors import ALL, behind


@tracked
class Concern(Kept):
    """What makes an employer hesitate, in its words, and what was offered (BLAG T7).

    `answered_on`: the day on which something was offered; None while nothing was.
    """

    worry = models.CharField("Bedenken", max_length=10, choices=Worry.choices)
    words = models.CharField("in den Worten des Betriebs", max_length=500, blank=True)
    on = models.DateField("gesagt am")
    helps = codes("angeboten", Help)
    answer = models.CharField("was wir geantwortet haben", max_length=500, blank=True)
    answered_on = models.DateField("angeboten am", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"employer", "worry", "words", "on", "helps", "answer", "answered_on", "version"}
    )

    class Meta:
        verbose_name = "Bedenken eines Betriebs"

    @property
    def helps_in_words(self) -> list[str]:
        """What was offered."""
        return said(self.helps, Help)


@tracked
class Carving(Kept):
    """A worksheet: tasks that others would like to hand over become a job (PRO AKTIV row 157)."""

    title = models.CharField("Wo oder worum geht es?", max_length=160)
    on = models.DateField("begonnen am")
    result = models.TextField("Was daraus wird", max_length=1000, blank=True)
    done_on = models.DateField("abgeschlossen am", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "title", "on", "result", "done_on", "version"})

    class Meta:
        verbose_name = "Aufgaben neu zuschneiden"


@tracked
class CarvedTask(Kept):
    """A task on a worksheet. `hours`: a week. `who`: the function that does it today. `moves`: part of the new job."""

    carving = models.ForeignKey(Carving, on_delete=models.PROTECT, related_name="lines")
    carving_id: uuid.UUID
    text = models.CharField("Aufgabe", max_length=200)
    hours = models.DecimalField("Stunden in der Woche", max_digits=4, decimal_places=1)
    who = models.CharField("Wer macht es heute?", max_length=120, blank=True)
    moves = models.BooleanField("wird Teil der neuen Stelle", default=True)

    door = behind(app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"employer", "carving", "text", "hours", "who", "moves", "version"}
    )

    class Meta:
        verbose_name = "Aufgabe auf einem Arbeitsblatt"


@tracked
class SpecialJob(Kept):
    """A job that would not exist without adapting it (PRO AKTIV Z3 counts them). It never says who works there."""

    title = models.CharField("Arbeitsplatz", max_length=160)
    kind = models.CharField("Was ist besonders?", max_length=8, choices=SpecialKind.choices)
    hours = models.DecimalField("Stunden in der Woche", max_digits=4, decimal_places=1, null=True, blank=True)
    carving = models.ForeignKey(Carving, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs")

    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "title", "kind", "hours", "carving", "version"})

    class Meta:
        verbose_name = "besonderer Arbeitsplatz"


class SpecialStep(Kept):
    """From which day a special job stood where; the latest day counts. Rows are added and never changed."""

    job = models.ForeignKey(SpecialJob, on_delete=models.PROTECT, related_name="steps")
    job_id: uuid.UUID
    state = models.CharField("Stand", max_length=7, choices=SpecialState.choices)
    on = models.DateField("seit")
    written_at = models.DateTimeField("eingetragen")

    door = behind(app="SELECT, INSERT")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "job", "state", "on", "written_at", "version"})

    class Meta:
        verbose_name = "Stand eines besonderen Arbeitsplatzes"
        ordering = ["on", "written_at", "pk"]
        triggers = [pgtrigger.ReadOnly(name="special_step_stays")]


@tracked
class Ticket(Kept):
    """A question of an employer (PRO AKTIV row 166): who answers it by when, and the answer that closes it."""

    question = models.CharField("Was möchte der Betrieb wissen?", max_length=500)
    asked_on = models.DateField("gefragt am")
    answerer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="antwortet")
    answerer_id: uuid.UUID
    due_on = models.DateField("bis")
    answer = models.CharField("Antwort", max_length=1000, blank=True)
    answered_on = models.DateField("beantwortet am", null=True, blank=True)

    door = behind(app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {"question": WRITTEN, "answer": WRITTEN, "answerer": AUTHOR}
    impersonal: ClassVar[frozenset[str]] = frozenset({"employer", "asked_on", "due_on", "answered_on", "version"})

    class Meta:
        verbose_name = "Frage eines Betriebs"
        indexes = [
            models.Index(
                fields=["answerer", "due_on"], condition=Q(answered_on__isnull=True), name="ticket_by_answerer"
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.answered_on is None

    def is_late(self, as_of: dt.date) -> bool:
        """Whether its day is over without an answer."""
        return self.is_open and self.due_on < as_of
