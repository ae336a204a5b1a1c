"""The table of the room: attempts to reach somebody, the wish that they stop, and that somebody is back."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.outreach.codes import NEEDS_CONSENT, Channel, Kind, Result
from rundblick.people.models import Person

_SEEKING = casework(
    "Jemanden freundlich wieder erreichen und Versuche nicht doppelt machen",
    "PRO AKTIV 4.3; beenden darf nur der letzte Schritt sein, mit dokumentierten Versuchen davor",
)


@tracked
class Entry(DossierScoped):
    """One attempt to reach a member, or that the member wants none, or is back. There is no field for words.

    What holds follows from the order of the entries (`rules.standing`). `consented`: the person has consented to this
    way. In a programme with a ladder of its own, the same attempt is an event there (`in_programmes.py`).
    """

    person_id: uuid.UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Was", max_length=10, choices=Kind.choices)
    on = models.DateField("Tag")
    channel = models.CharField("Weg", max_length=20, choices=Channel.choices, blank=True)
    result = models.CharField("Ergebnis", max_length=20, choices=Result.choices, blank=True)
    consented = models.BooleanField("Einwilligung in diesen Weg liegt vor", default=False)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")
    written_at = models.DateTimeField("geschrieben")

    door = Door(topic="appointments", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "kind", "on", "channel", "result", "consented", "author", "written_at"), _SEEKING
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person", "on"], name="seeking_by_dossier")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=Kind.ATTEMPT) & ~Q(channel="") & ~Q(result=""))
                | (~Q(kind=Kind.ATTEMPT) & Q(channel="", result="")),
                name="seeking_attempt_has_a_way",
            ),
            models.CheckConstraint(
                condition=~Q(channel__in=sorted(NEEDS_CONSENT)) | Q(consented=True), name="seeking_needs_consent"
            ),
        ]
