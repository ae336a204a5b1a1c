"""Days, codes and addresses: what the agency and the Jobcenter share. No words about health."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door, Sides
from rundblick.access.history import tracked
from rundblick.access.models import User
from rundblick.consent.models import Consent
from rundblick.rehab.catalogue import UNKNOWN, Insurer, insurer_of
from rundblick.rehab.codes import Channel, Contact, Format, Kind, Milestone, Present, Provision, Result
from rundblick.rehab.models.base import OfPerson
from rundblick.web.clock import today

_COURSE = Personal(
    "Anträge auf Leistungen zur Teilhabe gemeinsam mit der Teilhabeberatung begleiten",
    "§ 67a SGB X, §§ 5, 12 SGB IX; gegenüber der Teilhabeberatung § 67b Abs. 2 SGB X (Einwilligung)",
    "PRO AKTIV 112-138: Fristen, Unterlagen und Zuständigkeit gehen sonst zwischen zwei Häusern verloren",
    "3 Jahre nach Ende des Falls",
)
_ORDINARY = Door(topic="cooperation", subject="person_id", sides=Sides(agency="agency_id", contractors=True))


@tracked
class Desk(OfPerson):
    """Where the two houses work about one person, since a day: with which agency, and who insures. One row per person.

    `verified_on` and `verified_by`: who looked up the insurer and when; empty = told by the person or not known.
    `review_on`: when the Teilhabeplan is looked at again. `contact_name` and `contact_number`: whom one calls at the
    insurer about this person, and as what they work there (`contact`); empty = nobody yet (PRO AKTIV 118, 136).
    """

    get_contact_display: Callable[[], str]

    since = models.DateField("seit", default=today)
    insurer = models.CharField("Versichert bei", max_length=60, default=UNKNOWN)
    verified_on = models.DateField("geprüft am", null=True, blank=True)
    verified_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField("Teilhabeplan prüfen am", null=True, blank=True)
    contact = models.CharField("Ansprechperson", max_length=10, choices=Contact.choices, blank=True, default="")
    contact_name = models.CharField("Name", max_length=80, blank=True, default="")
    contact_number = models.CharField("Telefon", max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    door = _ORDINARY
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "agency",
            "since",
            "insurer",
            "verified_on",
            "verified_by",
            "review_on",
            "contact",
            "contact_name",
            "contact_number",
        ),
        _COURSE,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Reha und Teilhabe"
        constraints = [
            models.UniqueConstraint(fields=["dossier", "person"], name="desk_one_per_person"),
            models.CheckConstraint(condition=Q(contact="") | ~Q(contact_name=""), name="desk_contact_has_a_name"),
        ]

    @property
    def payer(self) -> Insurer:
        """The insurer as the catalogue describes it."""
        return insurer_of(self.insurer)


@tracked
class Talk(OfPerson):
    """A talk of one kind: day, who was there, what it came to.

    `release`: the consent by which a clinic may speak; without it only while the person is there (PRO AKTIV 130).
    """

    get_format_display: Callable[[], str]
    get_result_display: Callable[[], str]
    author_id: uuid.UUID

    format = models.CharField("Art", max_length=10, choices=Format.choices)
    on = models.DateField("Tag")
    present = ArrayField(models.CharField(max_length=10), verbose_name="dabei")
    ad_hoc = models.BooleanField("spontan dazugekommen", default=False)
    result = models.CharField("Ergebnis", max_length=12, choices=Result.choices)
    release = models.ForeignKey(
        Consent, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="Entbindung"
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = _ORDINARY
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "agency", "format", "on", "present", "ad_hoc", "result", "release", "author"), _COURSE
    )

    class Meta:
        verbose_name = "Gespräch zu Reha und Teilhabe"
        indexes = [models.Index(fields=["dossier", "person", "-on"], name="rehab_talk_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(format=Format.CLINIC) | Q(release__isnull=False) | Q(present__contains=[Present.PERSON]),
                name="talk_with_a_clinic_is_allowed",
            )
        ]


@tracked
class Application(OfPerson):
    """An application for rehabilitation or LTA. `last_on`: the day of its latest step, or the first day it was known.

    `old_case`: it had been lying somewhere when it was found. `ready`: codes of what is settled before it goes in.
    `look_on`: when to look next. `refusal_on`: the day on which a refusal arrived, where somebody knows it.
    """

    get_kind_display: Callable[[], str]
    get_channel_display: Callable[[], str]
    author_id: uuid.UUID
    steps: Any

    kind = models.CharField("Antrag auf", max_length=10, choices=Kind.choices)
    opened_on = models.DateField("bekannt seit")
    old_case = models.BooleanField("Altfall", default=False)
    channel = models.CharField("eingereicht", max_length=10, choices=Channel.choices, blank=True, default="")
    ready = ArrayField(models.CharField(max_length=60), default=list, blank=True, verbose_name="geklärt")
    look_on = models.DateField("wieder ansehen am", null=True, blank=True)
    refusal_on = models.DateField("Ablehnung zugegangen am", null=True, blank=True)
    last_on = models.DateField("letzter Schritt")
    over = models.BooleanField("beendet", default=False)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="angelegt von")
    version = models.PositiveIntegerField(default=1)

    door = _ORDINARY
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "agency",
            "kind",
            "opened_on",
            "old_case",
            "channel",
            "ready",
            "look_on",
            "refusal_on",
            "last_on",
            "over",
            "author",
        ),
        _COURSE,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset({"version"})

    class Meta:
        verbose_name = "Antrag auf Reha oder LTA"
        indexes = [
            models.Index(fields=["dossier", "person"], name="application_by_person"),
            models.Index(fields=["last_on"], condition=Q(over=False), name="application_open"),
        ]

    def days(self) -> dict[Milestone, dt.date]:
        """The day of each step so far. Uses prefetched `steps`."""
        return {Milestone(step.milestone): step.on for step in self.steps.all()}


@tracked
class Step(OfPerson):
    """A milestone an application has reached, on a day."""

    get_milestone_display: Callable[[], str]
    application_id: uuid.UUID
    author_id: uuid.UUID

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="steps")
    milestone = models.CharField("Schritt", max_length=12, choices=Milestone.choices)
    on = models.DateField("Tag")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = _ORDINARY
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "agency", "application", "milestone", "on", "author"), _COURSE
    )

    class Meta:
        verbose_name = "Schritt eines Antrags"
        constraints = [models.UniqueConstraint(fields=["application", "milestone"], name="step_once")]


@tracked
class Planned(OfPerson):
    """A line of the Teilhabeplan: which carrier does what from when until when; half-open days."""

    get_provision_display: Callable[[], str]
    author_id: uuid.UUID

    provision = models.CharField("Leistung", max_length=12, choices=Provision.choices)
    carrier = models.CharField("Träger", max_length=120)
    since = models.DateField("ab")
    until = models.DateField("bis", null=True, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="festgehalten von")

    door = _ORDINARY
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "agency", "provision", "carrier", "since", "until", "author"), _COURSE
    )

    class Meta:
        verbose_name = "Zeile des Teilhabeplans"
        indexes = [models.Index(fields=["dossier", "person"], name="planned_by_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="planned_ends_after_beginning"
            )
        ]
