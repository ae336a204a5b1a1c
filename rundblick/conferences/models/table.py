"""The table itself: the conference, whom it is about, who sits there, who was invited, and the sheet without names."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Sides
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.calendar.codes import Setting
from rundblick.conferences.codes import KEPT_INSIDE, OPEN_TO_TABLE, Informed, MailState, SeatKind
from rundblick.conferences.models.frozen import frozen
from rundblick.conferences.types import Outcome, Type, type_of
from rundblick.people.models import Person

_TABLE = casework(
    "Eine Frage mit allen Beteiligten klären und festhalten, wer was bis wann tut",
    "ANNA 3.3 und 6.3; Handreichung 3.4.5: ohne Frage, Tag und Beteiligte keine Besprechung",
)
SEATED = Sides(
    agency="agency_id", table="conferences_invitation", via="conference_id", reads_only=True, staff_only=True
)
"""Guests read what their door's topics open, of conferences they are invited to; they write none of it.

A person's own pages carry some of these topics too: what is said here is handed to them as a copy, and stands there
unannounced for nobody.
"""


@tracked
class Conference(DossierScoped):
    """One talk of several, planned or held.

    `person`: whom it is about above all; a house from outside needs an open door to them to be here at all. Further
    persons stand in `About`. `prepare_until`: last day for preparations. `ends_at` exclusive. `pseudonymised`: nobody
    from outside reads anything here, they get the sheet. `outcome`: code of the kind's outcomes; `review_on`: when one
    looks again. `closed_at`: from then on nothing changes but what became of the decisions.
    """

    person_id: uuid.UUID
    led_by_id: uuid.UUID
    get_setting_display: Callable[[], str]

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("Art", max_length=30)
    question = EncryptedTextField("Frage der Besprechung")
    starts_at = models.DateTimeField("Beginn")
    ends_at = models.DateTimeField("Ende")
    setting = models.CharField("Rahmen", max_length=20, choices=Setting.choices)
    place = EncryptedTextField("Ort", null=True, blank=True)
    video_url = EncryptedTextField("Video-Raum", null=True, blank=True)
    prepare_until = models.DateField("Vorbereitung bis", null=True, blank=True)
    pseudonymised = models.BooleanField("pseudonymisiert", default=False)
    led_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="führt das Protokoll")
    batch = models.UUIDField("gemeinsam geplant", null=True, blank=True, editable=False)
    outcome = models.CharField("Ausgang", max_length=30, blank=True)
    reason = EncryptedTextField("Grund", null=True, blank=True)
    review_on = models.DateField("nachsehen am", null=True, blank=True)
    planned_at = models.DateTimeField("geplant")
    cancelled_at = models.DateTimeField("abgesagt", null=True, blank=True)
    closed_at = models.DateTimeField("abgeschlossen", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(
        topic=OPEN_TO_TABLE,
        subject="person_id",
        sides=Sides(
            agency="agency_id",
            table="conferences_invitation",
            via="conference_id",
            here="id",
            reads_only=True,
            staff_only=True,
        ),
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "kind",
            "question",
            "starts_at",
            "ends_at",
            "setting",
            "place",
            "video_url",
            "prepare_until",
            "pseudonymised",
            "led_by",
            "batch",
            "outcome",
            "reason",
            "review_on",
            "planned_at",
            "cancelled_at",
            "closed_at",
        ),
        _TABLE,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Besprechung"
        indexes = [
            models.Index(fields=["dossier", "-starts_at"], name="conference_by_dossier"),
            models.Index(fields=["starts_at"], condition=Q(closed_at__isnull=True), name="conference_open"),
        ]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="conference_takes_time")]
        triggers = [frozen("version", "review_on", itself=True)]

    @property
    def type(self) -> Type:
        """The kind as the library describes it."""
        return type_of(self.kind)

    @property
    def ended_with(self) -> Outcome | None:
        """How it ended, as the kind calls it."""
        return self.type.outcome(self.outcome) if self.outcome else None

    @property
    def open(self) -> bool:
        """Whether it still comes or its protocol is being written."""
        return self.closed_at is None and self.cancelled_at is None


@tracked
class About(DossierScoped):
    """Somebody the conference is about; `Conference.person` is one of them."""

    person_id: uuid.UUID
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="abouts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    door = Door(topic=OPEN_TO_TABLE, subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("conference", "person"), _TABLE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conference", "person"], name="conference_about_once")]
        triggers = [frozen()]


@tracked
class Seat(DossierScoped):
    """Who sits at the table: a member, a colleague, another house, or somebody in words.

    `part`: the part they play (types.yaml). `topic`: who may know of the seat; until a house is invited only those who
    work with the file. `informed_on`: the day they got their copy of the protocol. `told_at`: when a mail to a
    colleague was written, whose id is that of the seat; `mail`: what became of it; `reminder`: id of the one that
    reminded.
    """

    person_id: uuid.UUID
    user_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    member_id: uuid.UUID | None
    get_informed_how_display: Callable[[], str]
    get_mail_display: Callable[[], str]

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SeatKind.choices)
    part = models.CharField("Platz", max_length=30, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    member = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words = EncryptedTextField("wer kommt", null=True, blank=True)
    topic = models.CharField(max_length=20, default=KEPT_INSIDE)
    attended = models.BooleanField("war dabei", null=True, blank=True)
    informed_on = models.DateField("informiert am", null=True, blank=True)
    informed_how = models.CharField("informiert", max_length=10, choices=Informed.choices, blank=True)
    told_at = models.DateTimeField("benachrichtigt", null=True, blank=True)
    mail = models.CharField(max_length=10, choices=MailState.choices, blank=True)
    reminder = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    door = Door(topic_column="topic", subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "conference",
            "person",
            "kind",
            "part",
            "user",
            "organisation",
            "member",
            "words",
            "topic",
            "attended",
            "informed_on",
            "informed_how",
            "told_at",
            "mail",
            "reminder",
        ),
        _TABLE,
    )

    class Meta:
        verbose_name = "Platz"
        constraints = [
            models.UniqueConstraint(fields=["conference", "user"], name="seat_of_user_once"),
            models.UniqueConstraint(fields=["conference", "organisation"], name="seat_of_house_once"),
            models.UniqueConstraint(fields=["conference", "member"], name="seat_of_member_once"),
        ]


@tracked
class Invitation(DossierScoped):
    """A house from outside was asked to the table: from now on its open doors lead here too.

    The row is what the doors of all other tables look for; taking it away closes them. Its id is that of the mail.
    `reminder`: id of the mail that reminded of the preparation.
    """

    agency_id: uuid.UUID
    person_id: uuid.UUID
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="invitations")
    seat = models.OneToOneField(Seat, on_delete=models.PROTECT, related_name="invitation")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("eingeladen")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    mail = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    reminder = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    door = Door(
        topic=OPEN_TO_TABLE, subject="person_id", sides=Sides(agency="agency_id", reads_only=True, staff_only=True)
    )
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("conference", "seat", "person", "agency", "invited_at", "invited_by", "mail", "reminder"), _TABLE
    )

    class Meta:
        verbose_name = "Einladung"
        constraints = [models.UniqueConstraint(fields=["conference", "agency"], name="house_invited_once")]


@tracked
class Sheet(DossierScoped):
    """A text about the question in which nobody is named; read by those who work with the file.

    `code`: what stands for the household. `confirmed_at`: somebody looked over every hint and said that the text names
    nobody; only then it leaves the house, on paper or as a PDF.
    """

    conference = models.OneToOneField(Conference, on_delete=models.PROTECT, related_name="sheet")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("Kennwort", max_length=12)
    text = EncryptedTextField("Text ohne Namen", null=True, blank=True)
    confirmed_at = models.DateTimeField("bestätigt", null=True, blank=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    door = Door(topic=KEPT_INSIDE, subject="person_id", sides=SEATED)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("conference", "person", "code", "text", "confirmed_at", "confirmed_by"), _TABLE
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "pseudonymisiertes Blatt"
