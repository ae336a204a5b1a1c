"""Tables of the room: what a coach asked for, open answers, and answers without a name."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

import pgtrigger
from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import HouseDoor, NamedDoor
from rundblick.access.fields import EncryptedTextField
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.feedback.codes import Way
from rundblick.people.models import Person
from rundblick.web.clock import now, today

KEPT_FOR = dt.timedelta(days=730)
"""So long after the talk an open answer stays."""

_TALK = casework(
    "Das nächste Gespräch besser auf die Person abstimmen",
    "Freiwillig; ohne Zuordnung zum Gespräch könnte die Fachkraft nicht darauf eingehen. Keine Bewertung von Personal",
    "2 Jahre nach dem Gespräch; jederzeit, wenn die Person sie zurücknimmt",
)
_ASK = casework(
    "Eine Person um Rückmeldung zu einem Gespräch bitten",
    "Ohne Prüfsumme des Links ließe sich die Antwort keinem Gespräch zuordnen",
    "30 Tage nach Ablauf des Links",
)

ONLY_THE_COACH = NamedDoor(bases=(), author="coach_id", named="coach_id", subject="person_id", topic="notes")
"""The coach of the talk, while a door of theirs shows its notes. Nobody after them, over them or in their stead."""


class Ask(DossierScoped):
    """Somebody is asked, once, how one talk was; `token_hash` and `code_hash` are digests of what they were given.

    `on`: day of the talk. The code is typed on a tablet until `code_until`, the link holds until `valid_until`. It is
    over once it was answered (`used_at`) or taken back. Nothing says whether somebody answered without a name. No
    history: how often a coach asks is nobody's business.
    """

    person_id: uuid.UUID
    coach_id: uuid.UUID

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="Fachkraft")
    on = models.DateField("Tag des Gesprächs", default=today)
    token_hash = models.CharField("Prüfsumme des Links", max_length=64, unique=True)
    code_hash = models.CharField("Prüfsumme der Zahl", max_length=64, null=True, blank=True, unique=True)
    code_until = models.DateTimeField("Zahl gilt bis")
    created_at = models.DateTimeField("gefragt", default=now)
    valid_until = models.DateTimeField("Link gilt bis")
    used_at = models.DateTimeField("beantwortet", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = ONLY_THE_COACH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "coach",
            "on",
            "token_hash",
            "code_hash",
            "code_until",
            "created_at",
            "valid_until",
            "used_at",
            "revoked_at",
        ),
        _ASK,
    )

    class Meta:
        verbose_name = "Bitte um Rückmeldung"
        indexes = [models.Index(fields=["dossier", "person"], name="feedback_ask_by_dossier")]

    @property
    def open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.used_at is None and self.revoked_at is None and self.valid_until > now()


class TalkFeedback(DossierScoped):
    """How one talk was for the person, said with their name to its coach.

    `on`: day of the talk. `form`, `form_version`: what was asked. `answers`: statement code to a number from 0 to 10;
    what was left out is not in it. It stays as it was said; without history, because what somebody takes back is gone.
    """

    person_id: uuid.UUID
    coach_id: uuid.UUID
    get_way_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    coach = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="Fachkraft")
    on = models.DateField("Tag des Gesprächs")
    said_on = models.DateField("eingegangen", default=today)
    form = models.CharField("Bogen", max_length=40)
    form_version = models.PositiveSmallIntegerField("Fassung")
    answers = models.JSONField("Zahlen", default=dict)
    comment = EncryptedTextField("Worte", null=True, blank=True)
    way = models.CharField("wie es kam", max_length=10, choices=Way.choices)

    door = ONLY_THE_COACH
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "coach", "on", "said_on", "form", "form_version", "answers", "comment", "way"), _TALK
    )

    class Meta:
        verbose_name = "Rückmeldung zu einem Gespräch"
        indexes = [models.Index(fields=["dossier", "person", "on"], name="feedback_talk_by_dossier")]
        triggers = [
            pgtrigger.Trigger(
                name="stays_as_said",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
    IF to_jsonb(OLD) - 'person_id' = to_jsonb(NEW) - 'person_id' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'what somebody said about a talk does not change' USING ERRCODE = 'integrity_constraint_violation';
""",
            )
        ]


class Unnamed(models.Model):
    """An answer without a name: a house, the quarter in which it came, numbers, sealed words. No day, no case.

    `quarter`: its first day. `letter`: kind of the letter it is about, "" for a talk. `who`: digest of the word
    somebody chose so that people can be counted, other in each quarter; "" without one. No web login reads a row:
    `sql.py` counts closed quarters, from ten answers by five people.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    quarter = models.DateField("Quartal")
    letter = models.CharField("Art des Briefs", max_length=40, blank=True)
    form = models.CharField("Bogen", max_length=40)
    form_version = models.PositiveSmallIntegerField("Fassung")
    answers = models.JSONField("Zahlen", default=dict)
    comment = models.TextField("Worte, verschlüsselt", blank=True)
    who = models.CharField("Prüfsumme des gewählten Worts", max_length=64, blank=True)

    objects: ClassVar[models.Manager["Unnamed"]] = models.Manager()

    door = HouseDoor(read="false", write="false", app="SELECT")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"organisation", "quarter", "letter", "form", "form_version", "answers", "comment", "who"}
    )

    class Meta:
        verbose_name = "Rückmeldung ohne Namen"
        indexes = [models.Index(fields=["organisation", "quarter"], name="feedback_unnamed_by_house")]
