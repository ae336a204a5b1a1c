"""The table of the room: how often one person is to be spoken with, as a coach agreed it."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.standing import Standing, declared
from rundblick.programmes.timing import Duration

_PACE = casework("Gespräche in dem Abstand führen, der gerade passt", "PRO AKTIV 4.1.1: Kontakte nach Bedarf")

LONGEST_DAYS = 182


class Why(models.TextChoices):
    """Why another pace fits now (PRO AKTIV 4.1.1). Neutral words: no finding about anybody stands in them."""

    WAITING = "waiting", "wartet auf Antworten anderer Stellen"
    RESULTS = "results", "neue Ergebnisse sind zu besprechen"
    MOVING = "moving", "gerade ist viel in Bewegung"
    WISH = "wish", "die Person wünscht es so"
    OTHER = "other", "anderer Grund"


@tracked
class Pace(Standing):
    """Eigener Rhythmus: a contact every `every_days`, or none until `rests_until` (the first day it goes on again).

    Belongs to one member and is never shared. `review_on`: when to look whether it still fits, at most three months
    after it was set. It stands beside what a programme asks for and changes nothing there.
    """

    every_days = models.PositiveSmallIntegerField("alle wie viele Tage", null=True, blank=True)
    rests_until = models.DateField("ruht bis", null=True, blank=True)
    why = models.CharField("Warum?", max_length=20, choices=Why.choices)
    words = EncryptedTextField("In eigenen Worten", null=True, blank=True)
    review_on = models.DateField("überprüfen am")

    door: ClassVar[Any] = Door(topic="notes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = declared(_PACE, "every_days", "rests_until", "why", "words", "review_on")

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(person__isnull=False, shared=False), name="pace_of_one_member"),
            models.CheckConstraint(
                condition=Q(every_days__range=(1, LONGEST_DAYS), rests_until__isnull=True)
                | Q(every_days__isnull=True, rests_until__gt=F("valid_from")),
                name="pace_goes_or_rests",
            ),
            models.CheckConstraint(condition=Q(review_on__gt=F("valid_from")), name="pace_is_reviewed"),
            models.UniqueConstraint(
                fields=["dossier", "person"], condition=Q(valid_until__isnull=True), name="pace_once_per_person"
            ),
        ]

    @property
    def every(self) -> Duration | None:
        """The distance of contacts; None while it rests."""
        return span(self.every_days) if self.every_days else None

    def rests(self, day: dt.date) -> bool:
        """Whether no contact is asked for on that day."""
        return self.rests_until is not None and day < self.rests_until


def span(days: int) -> Duration:
    """Days as people say them: whole weeks where they are."""
    return Duration.model_validate({"weeks": days // 7} if days % 7 == 0 else {"days": days})
