"""Agreements with their versions and contacts."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import Personal, staff
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.agreements.catalogue import UNCLEAR, Role, category_labels, role_of
from rundblick.agreements.codes import Side, Stage
from rundblick.agreements.models.doors import ALL, KEPT, behind, house_door

_CONTACT = Personal(
    "Ansprechstelle für eine Vereinbarung",
    "Art. 6 Abs. 1 Buchst. e DSGVO; bei Beschäftigten des Hauses § 26 BDSG bzw. Landesrecht",
    "Nur Funktion und dienstliche Erreichbarkeit; ein Name ist freiwillig",
    "12 Monate nach dem Ende der Vereinbarung",
)
_AUTHOR = staff("Wer eine Fassung eingetragen hat", "Nachvollziehen, wer etwas vereinbart hat")


@tracked
class Agreement(models.Model):
    """What a Jobcenter agrees with another body (GBB G30, E17.2, ANNA A14).

    `house`: the Jobcenter. `partner`: the other body when it works in this installation; its staff read along.
    `partner_name`: what it is called here. `stage` and `revising` follow from the versions (`rules.standing`).
    `controllers`: code of the catalogue. `valid_until` is exclusive; `ended_on`: the day of the version that ended it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    house_id: uuid.UUID
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    partner_id: uuid.UUID | None
    partner_name = models.CharField("Mit wem", max_length=200)
    title = models.CharField("Titel", max_length=200, blank=True)
    purpose = models.CharField("Wozu", max_length=500)
    stage = models.CharField("Stand", max_length=12, choices=Stage.choices, default=Stage.KEY_POINTS)
    revising = models.BooleanField("Neufassung in Arbeit", default=False)
    controllers = models.CharField("Verantwortung für Daten", max_length=60, default=UNCLEAR)
    categories = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    data_note = models.TextField("Befugnis und Absprachen zu Daten", blank=True)
    valid_from = models.DateField("gilt ab", null=True, blank=True)
    valid_until = models.DateField("gilt bis (ausschließlich)", null=True, blank=True)
    review_on = models.DateField("nächste Prüfung", null=True, blank=True)
    ended_on = models.DateField("beendet am", null=True, blank=True)
    begun_at = models.DateTimeField("angelegt")
    version = models.PositiveIntegerField(default=1)

    door = house_door(partner="partner_id")
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {
            "house",
            "partner",
            "partner_name",
            "title",
            "purpose",
            "stage",
            "revising",
            "controllers",
            "categories",
            "data_note",
            "valid_from",
            "valid_until",
            "review_on",
            "ended_on",
            "begun_at",
            "version",
        }
    )

    class Meta:
        verbose_name = "Vereinbarung"
        indexes = [
            models.Index(fields=["house", "partner_name"], name="agreement_by_house"),
            models.Index(fields=["partner"], name="agreement_by_partner"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_until__gt=models.F("valid_from")),
                name="agreement_period",
            )
        ]

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.title or f"Vereinbarung mit {self.partner_name}"

    def name_for(self, organisation_id: uuid.UUID | None) -> str:
        """What the staff of an organisation calls it: by the other side, unless it has a title."""
        if self.title or organisation_id == self.house_id:
            return self.name
        return f"Vereinbarung mit {self.house.name}"

    @property
    def role(self) -> Role:
        """Who is responsible for the data."""
        return role_of(self.controllers)

    @property
    def category_labels(self) -> list[str]:
        """The categories of data in words."""
        return category_labels(self.categories)

    @property
    def valid_last(self) -> dt.date | None:
        """The last day on which it holds."""
        return self.valid_until - dt.timedelta(days=1) if self.valid_until else None

    @property
    def is_unclear(self) -> bool:
        """Whether nobody has settled yet who is responsible for the data."""
        return self.controllers == UNCLEAR and self.stage != Stage.ENDED


class Wording(models.Model):
    """One version (Fassung) of an agreement as it was; never changed, a correction is a further one.

    `on`: the day it is from. `text`: its words; `place`: where the paper or file lies; `changed`: what is new.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="wordings")
    agreement_id: uuid.UUID
    number = models.PositiveIntegerField("Nummer")
    stage = models.CharField("Stand", max_length=12, choices=Stage.choices)
    on = models.DateField("vom")
    text = models.TextField("Wortlaut", blank=True)
    place = models.CharField("wo es liegt", max_length=300, blank=True)
    changed = models.CharField("was neu ist", max_length=500, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="eingetragen von")
    written_at = models.DateTimeField("eingetragen")

    door = behind("agreements_agreement", "agreement_id", app=KEPT)
    personal_data: ClassVar[dict[str, Any]] = {"author": _AUTHOR, "written_at": _AUTHOR}
    impersonal: ClassVar[frozenset[str]] = frozenset({"agreement", "number", "stage", "on", "text", "place", "changed"})

    class Meta:
        verbose_name = "Fassung einer Vereinbarung"
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="wording_number_once")]
        triggers = [pgtrigger.ReadOnly(name="wording_stays")]


@tracked
class BusinessContact(models.Model):
    """Whom to ask about an agreement: a function and how its office is reached; a name is optional."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="contacts")
    agreement_id: uuid.UUID
    side = models.CharField("Seite", max_length=8, choices=Side.choices)
    function = models.CharField("Funktion", max_length=200)
    name = models.CharField("Name", max_length=200, blank=True)
    reach = models.CharField("dienstlich erreichbar", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = behind("agreements_agreement", "agreement_id", app=ALL)
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("function", "name", "reach"), _CONTACT)
    impersonal: ClassVar[frozenset[str]] = frozenset({"agreement", "side", "version"})

    class Meta:
        verbose_name = "Ansprechstelle einer Vereinbarung"
