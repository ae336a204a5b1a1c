"""Tables of the room: what is kept of a walk-in for 14 days, and the count that remains, without a word."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import System
from rundblick.access.models import Organisation, Team, User
from rundblick.access.models.logs import ROLES
from rundblick.calendar.models import Place
from rundblick.cases.codes import FieldOfAction

_WALKIN = casework(
    "Ein Anliegen ohne Termin festhalten, bis es in eine Akte übernommen ist",
    "Handreichung Ganzheitliche Beratung 4.3.5: wer vorbeikommt, soll nicht zweimal erzählen müssen",
    "14 Tage",
)


class WalkIn(models.Model):
    """Somebody came by. Belongs to no dossier; `author` and colleagues of `team` read it until `erase_on` (exclusive).

    `sealed` holds everything that was said (`content.Said`), also where and what about, under a key of this row
    alone. No history is kept, as there is for cases: what goes is gone (decision 24).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author_id: uuid.UUID
    team_id: uuid.UUID | None
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="festgehalten von")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("Tag")
    erase_on = models.DateField("wird gelöscht am")
    sealed = models.TextField("Inhalt, verschlüsselt")

    objects: ClassVar[models.Manager["WalkIn"]] = models.Manager()

    door = System(
        read_policy=(
            f"'{{coach}}' && {ROLES} AND (author_id::text = current_setting('rundblick.actor', true)"
            " OR team_id = ANY ((SELECT access_principals())::uuid[]))"
        )
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("author", "team", "on", "erase_on", "sealed"), _WALKIN)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Laufkontakt"
        indexes = [
            models.Index(fields=["team", "-on", "-id"], name="walkin_by_team"),
            models.Index(fields=["erase_on"], name="walkin_by_end"),
        ]


class Contact(models.Model):
    """One contact, counted: place, day and topic. Nothing about the person, and nobody who counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    place_id: uuid.UUID | None
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField("Tag")
    topic = models.PositiveSmallIntegerField("Thema", choices=FieldOfAction.choices, null=True, blank=True)

    objects: ClassVar[models.Manager["Contact"]] = models.Manager()

    door = System(
        app="SELECT, INSERT, DELETE", read_policy="organisation_id = ANY ((SELECT access_principals())::uuid[])"
    )
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "place", "on", "topic"})

    class Meta:
        verbose_name = "gezählter Laufkontakt"
        indexes = [models.Index(fields=["organisation", "on"], name="contact_by_house")]
