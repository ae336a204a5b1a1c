"""Tables of the room: preparations of visits, the rule of a house, and watches."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework, staff
from rundblick.access.doors import PRINCIPALS, Door, Reference, System
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.calendar.models import Appointment
from rundblick.visits.codes import Act, Channel, Company, Result
from rundblick.web.clock import now

_PREPARATION = casework(
    "Einen Hausbesuch vorbereiten und danach im Team besprechen",
    "Handreichung Ganzheitliche Beratung 4.3.2; gehört zum Termin und sagt nichts über Gefahren, die von jemandem"
    " ausgehen",
    "90 Tage nach dem Termin",
)
_WATCH = staff(
    "Fachkräfte außer Haus schützen: freiwillige Rückmeldung und Hilfe, wenn sie ausbleibt",
    "Ohne Zeit, Nummer und benannte Kolleginnen und Kollegen merkt niemand, dass etwas nicht stimmt; kein Standort",
    "14 Tage nach dem Beginn",
)
_HANDSET = staff(
    "Eine Kollegin oder einen Kollegen per SMS rufen", "Freiwillig; ohne Nummer bleibt die E-Mail", "bis zum Löschen"
)


@tracked
class HouseRule(models.Model):
    """What a house agreed on for visits: whether always two go, and after how many minutes somebody is missed."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    always_two = models.BooleanField("immer zu zweit", default=False)
    grace = models.PositiveSmallIntegerField("Minuten bis zur Nachfrage", default=15)
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "always_two", "grace", "version"})

    class Meta:
        verbose_name = "Hausregel für Besuche"


@tracked
class Preparation(DossierScoped):
    """How one visit was prepared and what it was like; read through the door of the notes, by no member.

    `answers`: sealed JSON of the catalogue's codes and short answers. `company_role`: who comes along, by role.
    `alone_because`: a word why somebody goes alone where the house goes in two. `bell`, `agreed`, `wishes`: what stands
    on the sheet for the way. `well`, `other`, `team`: the look back.
    """

    get_result_display: Callable[[], str]
    get_company_display: Callable[[], str]

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="+")
    answers = EncryptedTextField("Vorbereitung", null=True, blank=True)
    result = models.CharField("Ergebnis", max_length=10, choices=Result.choices, blank=True)
    company = models.CharField("Wer geht hin?", max_length=10, choices=Company.choices, blank=True)
    company_role = EncryptedTextField("Wer kommt mit?", null=True, blank=True)
    alone_because = EncryptedTextField("Warum diesmal allein?", null=True, blank=True)
    bell = EncryptedTextField("Klingel", null=True, blank=True)
    agreed = EncryptedTextField("Vereinbart", null=True, blank=True)
    wishes = EncryptedTextField("Wünsche der Person", null=True, blank=True)
    well = EncryptedTextField("Was hat gutgetan?", null=True, blank=True)
    other = EncryptedTextField("Was war anders als gedacht?", null=True, blank=True)
    team = EncryptedTextField("Worüber möchte ich im Team sprechen?", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="notes")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "appointment",
            "answers",
            "result",
            "company",
            "company_role",
            "alone_because",
            "bell",
            "agreed",
            "wishes",
            "well",
            "other",
            "team",
        ),
        _PREPARATION,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Vorbereitung eines Hausbesuchs"


class Watch(models.Model):
    """A coach is at a visit and will report back. No place, no history: after two weeks nothing is left.

    `watchers`: users named by the coach. `expected_at`: when the coach means to be outside again; `grace` minutes later
    somebody is missed. `alarm_at`: when colleagues were called, by hand or because of that. `taken_by`: who looks after
    it. It is over with `left_at` (reported back) or `ended_at` (a colleague found everything in order). Only the coach
    and the watchers read it, whatever doors others hold.
    """

    coach_id: uuid.UUID
    taken_by_id: uuid.UUID | None

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="unterwegs")
    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+", verbose_name="Termin")
    phone = models.CharField("Nummer für Rückfragen", max_length=40)
    watchers = ArrayField(models.UUIDField(), verbose_name="benannt")
    grace = models.PositiveSmallIntegerField("Minuten bis zur Nachfrage")
    begun_at = models.DateTimeField("gemeldet", default=now)
    expected_at = models.DateTimeField("voraussichtlich wieder draußen")
    left_at = models.DateTimeField("wieder draußen", null=True, blank=True)
    alarm_at = models.DateTimeField("gerufen", null=True, blank=True)
    taken_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField("übernommen", null=True, blank=True)
    acts = ArrayField(models.CharField(max_length=10, choices=Act.choices), default=list, blank=True)
    ended_at = models.DateTimeField("alles in Ordnung", null=True, blank=True)

    door = System(
        app="SELECT, INSERT, UPDATE", read_policy=f"coach_id = ANY ({PRINCIPALS}) OR watchers && ({PRINCIPALS})"
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "coach",
            "appointment",
            "phone",
            "watchers",
            "grace",
            "begun_at",
            "expected_at",
            "left_at",
            "alarm_at",
            "taken_by",
            "taken_at",
            "acts",
            "ended_at",
        ),
        _WATCH,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Rückmeldung bei einem Besuch"
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "appointment"],
                condition=Q(left_at__isnull=True, ended_at__isnull=True),
                name="watch_open_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["expected_at"], condition=Q(left_at__isnull=True, ended_at__isnull=True), name="watch_open"
            )
        ]

    @property
    def missed_at(self) -> dt.datetime:
        """From this moment on somebody is missed."""
        return self.expected_at + dt.timedelta(minutes=self.grace)

    @property
    def over(self) -> bool:
        """Whether nobody waits for anything any more."""
        return self.left_at is not None or self.ended_at is not None

    def called(self, at: dt.datetime) -> bool:
        """Whether colleagues are needed at that moment, called or not: also while no worker runs."""
        return not self.over and (self.alarm_at is not None or self.missed_at <= at)


class Notice(models.Model):
    """A colleague was called on one way for one alarm; its id is that of the message. Goes with its watch."""

    get_channel_display: Callable[[], str]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    watch = models.ForeignKey(Watch, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name="gerufen")
    channel = models.CharField("Weg", max_length=10, choices=Channel.choices)
    alarm_at = models.DateTimeField("gerufen")
    state = models.CharField("Stand", max_length=20, blank=True)

    door = System(app="SELECT", read_policy="EXISTS (SELECT 1 FROM visits_watch w WHERE w.id = watch_id)")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("watch", "user", "channel", "alarm_at", "state"), _WATCH)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Ruf an eine Kollegin oder einen Kollegen"
        constraints = [models.UniqueConstraint(fields=["watch", "user", "channel", "alarm_at"], name="notice_once")]


class Handset(models.Model):
    """The mobile number somebody of the staff gave for text messages of colleagues. Their own row, nobody else's."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    phone = models.CharField("Diensthandy", max_length=40)

    door = System(read_policy=f"user_id = ANY ({PRINCIPALS})")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("user", "phone"), _HANDSET)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Diensthandy"
