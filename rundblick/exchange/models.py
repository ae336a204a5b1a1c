"""Tables of the room: questions among colleagues with their answers, and notes for oneself.

Without history on purpose: what somebody takes back is gone.
"""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.crypto import seal_for_house, unseal_for_house
from rundblick.access.declarations import staff
from rundblick.access.doors import PRINCIPALS, StaffDoor
from rundblick.access.models import Organisation, Team, User
from rundblick.access.models.logs import ROLES
from rundblick.access.roles import Role

PEERS = frozenset({Role.COACH})
APART = frozenset({Role.TEAM_LEAD, Role.ADMIN, Role.DPO})
"""Whoever holds one of these roles reads no question, also not in a second role as a colleague (PRO AKTIV row 178)."""

_BOARD = staff(
    "Fachlicher Austausch unter Kolleginnen und Kollegen",
    "PRO AKTIV 3.1.2 und 4.3: Fragen ohne Vorgesetzte stellen können",
    "12 Monate nach dem Abschluss der Frage",
)
_OWN = staff(
    "Nachdenken über die eigene Arbeit", "Handreichung 3.5.2; nur für die Person, die schreibt", "bis sie es löscht"
)


def _roles(codes: frozenset[Role]) -> str:
    return f"'{{{','.join(sorted(codes))}}}' && {ROLES}"


_MAY_READ = (
    f'{_roles(PEERS)} AND NOT ({_roles(APART)}) AND "exchange_question"."organisation_id" = ANY ({PRINCIPALS})'
    f' AND ("exchange_question"."team_id" IS NULL OR "exchange_question"."team_id" = ANY ({PRINCIPALS}))'
)
_THREAD = "FROM exchange_question q WHERE q.id = exchange_answer.question_id"


class Question(models.Model):
    """A question to colleagues of the same team, or with no team of the whole house.

    `named`: whether colleagues are shown who asks. `changed_at`: last edited; `closed_on`: the day it was closed, from
    which retention counts. Plain text, so that it can be searched: no personal data belong here, and the page says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    named = models.BooleanField("mit Namen", default=True)
    title = models.CharField("Frage", max_length=160)
    text = models.TextField("Was dahinter steht", blank=True)
    asked_at = models.DateTimeField("gestellt")
    changed_at = models.DateTimeField("bearbeitet", null=True, blank=True)
    closed_on = models.DateField("abgeschlossen", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = StaffDoor(author="author_id", read=_MAY_READ)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("author", "organisation", "team", "named", "title", "text", "asked_at", "changed_at", "closed_on"), _BOARD
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        indexes = [models.Index(fields=["organisation", "-asked_at"], name="question_by_house")]


class Answer(models.Model):
    """What a colleague says to a question. Goes with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    named = models.BooleanField("mit Namen", default=True)
    text = models.TextField("Antwort")
    written_at = models.DateTimeField("geschrieben")
    changed_at = models.DateTimeField("bearbeitet", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = StaffDoor(
        author="author_id",
        read=f"EXISTS (SELECT 1 {_THREAD})",
        removable=f"EXISTS (SELECT 1 {_THREAD} AND q.author_id = ANY ({PRINCIPALS}))",
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("question", "author", "named", "text", "written_at", "changed_at"), _BOARD
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})


class Helped(models.Model):
    """An answer helped somebody. Who it was is shown to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="helped")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    door = StaffDoor(
        author="author_id",
        read="EXISTS (SELECT 1 FROM exchange_answer a WHERE a.id = exchange_helped.answer_id)",
        removable=(
            "EXISTS (SELECT 1 FROM exchange_answer a JOIN exchange_question q ON q.id = a.question_id"
            f" WHERE a.id = exchange_helped.answer_id AND (a.author_id = ANY ({PRINCIPALS})"
            f" OR q.author_id = ANY ({PRINCIPALS})))"
        ),
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("answer", "author"), _BOARD)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "author"], name="helped_once")]


class Reflection(models.Model):
    """A note of somebody about the own work, sealed; read by its author alone. `prompt`: the question it answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    prompt = models.CharField("Frage", max_length=40, blank=True)
    sealed = models.TextField("Text, versiegelt")
    written_at = models.DateTimeField("geschrieben")

    door = StaffDoor(author="author_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("author", "prompt", "sealed", "written_at"), _OWN)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        indexes = [models.Index(fields=["author", "-written_at"], name="reflection_by_author")]

    @property
    def text(self) -> str:
        """The words."""
        return unseal_for_house(self.sealed, self._place)

    def write(self, text: str) -> None:
        """Seal the words; author and id must be there."""
        self.sealed = seal_for_house(text, self._place)

    @property
    def _place(self) -> str:
        return f"exchange.reflection:{self.author_id}:{self.pk}"
