"""What people want to hear of their appointments, what was sent, and the letterheads of the houses."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import Personal, casework, staff
from rundblick.access.doors import Door, Reference, System
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.invitations.codes import Channel, Kind, State
from rundblick.people.models import Person
from rundblick.web.clock import now

_WISH = Personal(
    "Nachrichten zu Terminen an die Adresse, die die Person dafür genannt hat",
    "Art. 6 Abs. 1 Buchst. a, Art. 7 DSGVO, § 67b Abs. 2 SGB X",
    "Ohne Adresse keine Nachricht; eine Ablehnung wird nicht gespeichert",
    "3 Jahre nach Ende des Falls",
)
_SENT = casework("Wissen, ob eine Nachricht zum Termin ankam", "Sonst wartet jemand auf eine Nachricht, die nie kommt")
_OUTSIDE = casework(
    "Wissen, dass das Jobcenter außerhalb von Rundblick förmlich eingeladen hat",
    "Niemand soll von zwei Stellen verschieden eingeladen werden; nur das Datum, kein Inhalt, keine Folgen",
)
_FEED = staff("Eigene Termine im eigenen Kalender", "Der Kalender holt sie ohne Anmeldung ab", "bis zum Widerruf")


@tracked
class Letterhead(models.Model):
    """Where a house is and by which number it is reached, as it stands on letters and in calendar entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    street = models.CharField("Straße und Hausnummer", max_length=120)
    postcode = models.CharField("PLZ", max_length=10)
    town = models.CharField("Ort", max_length=80)
    phone = models.CharField("Telefon", max_length=40)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"organisation", "street", "postcode", "town", "phone"})

    @property
    def line(self) -> str:
        """The address on one line."""
        return f"{self.street}, {self.postcode} {self.town}"


@tracked
class Wish(DossierScoped):
    """One person wants to hear of their appointments by mail or text message, at this address; a dated agreement.

    Nothing is rewritten but its end: `ended_at` (taken back, or replaced by a later wish) and `failed_at` (the far side
    does not know the address). `hours`: so long before an appointment comes the reminder, None = as usual in the house,
    0 = none. Refusing leaves no row.
    """

    person_id: uuid.UUID
    get_channel_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField("Weg", max_length=10, choices=Channel.choices)
    address = EncryptedTextField("Adresse oder Nummer")
    hours = models.PositiveSmallIntegerField("Erinnerung, Stunden vorher", null=True, blank=True)
    given_on = models.DateField("gewünscht am")
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField("beendet", null=True, blank=True)
    failed_at = models.DateTimeField("nicht zustellbar seit", null=True, blank=True)

    door = Door(topic="appointments", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "channel",
            "address",
            "hours",
            "given_on",
            "recorded_by",
            "recorded_at",
            "ended_at",
            "failed_at",
        ),
        _WISH,
    )

    class Meta:
        verbose_name = "Wunsch nach Nachrichten"
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "person", "channel"], condition=Q(ended_at__isnull=True), name="wish_stands_once"
            )
        ]


@tracked
class Message(DossierScoped):
    """A message about one appointment to one person, with what it tells: the outbox row has the same id.

    `sequence` is the appointment's version then; `starts_at`, `ends_at` and `setting` are what was told, so that a
    moved appointment is seen.
    """

    appointment_id: uuid.UUID
    person_id: uuid.UUID
    wish_id: uuid.UUID
    get_kind_display: Callable[[], str]
    get_channel_display: Callable[[], str]

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    sequence = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    setting = models.CharField(max_length=20, choices=Setting.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    refused = models.BooleanField("Adresse unbekannt", default=False)
    created_at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)

    door = Door(topic="appointments", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "appointment",
            "person",
            "wish",
            "kind",
            "channel",
            "starts_at",
            "ends_at",
            "setting",
            "state",
            "refused",
            "created_at",
            "settled_at",
        ),
        _SENT,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"sequence"})

    class Meta:
        verbose_name = "Nachricht zu einem Termin"
        indexes = [models.Index(fields=["starts_at"], name="message_by_start")]
        constraints = [models.UniqueConstraint(fields=["appointment", "wish", "kind", "sequence"], name="message_once")]


@tracked
class OutsideInvitation(DossierScoped):
    """On this day the Jobcenter sent a formal invitation outside of Rundblick. A date, and nothing that follows.

    PostgreSQL refuses it from anybody who does not work for a Jobcenter (see `sql`).
    """

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sent_on = models.DateField("verschickt am")
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    door = Door(topic="appointments", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("appointment", "person", "sent_on", "noted_by"), _OUTSIDE)

    class Meta:
        verbose_name = "förmliche Einladung außerhalb"


class FeedAddress(models.Model):
    """The secret address under which one calendar program fetches a coach's appointments. Only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now)

    door = System(read_policy="user_id::text = current_setting('rundblick.actor', true)")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("user", "token_hash", "created_at"), _FEED)
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Kalenderadresse"
