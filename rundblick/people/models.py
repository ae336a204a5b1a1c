"""Persons, households, memberships, how to reach them, and suspected duplicates."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from rundblick.access.declarations import Personal, casework
from rundblick.access.doors import Door, LinkedDoor, System
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.access.models.base import open_grants
from rundblick.access.models.organisations import Dated
from rundblick.people import rules

if TYPE_CHECKING:
    from rundblick.access.context import Context

PERIOD = Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from"))
_IDENTITY = casework("Identität der betreuten Person", "Verwechslungen und doppelte Akten vermeiden")
_HOUSEHOLD = casework(
    "Zusammensetzung der Bedarfsgemeinschaft über die Zeit", "§ 7 Abs. 3 SGB II; Hilfen richten sich an alle"
)
_CONTACT = casework("Erreichbarkeit auf dem gewünschten Weg", "Termine und Rückrufe")
_LANGUAGE = casework("Verständigung im Gespräch", "Dolmetschen und verständliche Sprache rechtzeitig organisieren")


ROLE_CHOICES = [(role.value, label) for role, label in rules.ROLE_LABELS.items()]


class Site(models.TextChoices):
    """Where a household is counselled. Local list; a later directory replaces it."""

    ENNIGERLOH = "ennigerloh", "Ennigerloh"
    EVERSWINKEL = "everswinkel", "Everswinkel"
    OTHER = "other", "anderer Ort"


@tracked
class Household(DossierScoped):
    """A Bedarfsgemeinschaft; one-to-one with its dossier. A split or merger is a new household."""

    dossier = models.OneToOneField("access.Dossier", on_delete=models.PROTECT, related_name="household")
    number = models.CharField("BG-Nummer", max_length=40, blank=True)
    number_keys = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    site = models.CharField("Standort", max_length=40, choices=Site.choices, default=Site.OTHER)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    door = Door(topic="master", for_members=True)
    personal_data: ClassVar[dict[str, Any]] = {
        "number": _HOUSEHOLD,
        "number_keys": _HOUSEHOLD,
        "site": _HOUSEHOLD,
        "created_at": _HOUSEHOLD,
    }
    impersonal = frozenset({"version"})

    class Meta:
        indexes = [GinIndex(fields=["number_keys"], name="household_by_number")]


class PersonQuerySet(models.QuerySet["Person"]):
    """Persons, with the doors of their memberships."""

    def visible_to(self, context: "Context", *, writing: bool = False) -> Self:
        """Only persons with a membership in a dossier whose master data is open to the context."""
        grants = open_grants(context).filter(
            Q(subject_id__isnull=True) | Q(subject_id=OuterRef("person_id")),
            dossier_id=OuterRef("dossier_id"),
            topics__contains=["master"],
        )
        if writing:
            grants = grants.filter(writes=True)
        return self.filter(Exists(Membership.objects.filter(Exists(grants), person_id=OuterRef("pk"))))


@tracked
class Person(models.Model):
    """Somebody in one or more households over time. Visible where a membership's dossier is open."""

    class Interpreter(models.TextChoices):
        """Who should interpret, where the person has said so."""

        WOMAN = "woman", "eine Frau"
        MAN = "man", "ein Mann"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_names = models.CharField("Vornamen", max_length=120)
    last_name = models.CharField("Nachname", max_length=120)
    former_names = models.CharField("frühere Namen", max_length=200, blank=True)
    birth_date = models.DateField("Geburtsdatum", null=True, blank=True)
    birth_date_estimated = models.BooleanField("Geburtsdatum geschätzt", default=False)
    sort_key = models.CharField(max_length=260, editable=False, db_collation="C")
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="Sprachen")
    interpreter_language = models.CharField("Dolmetschen in", max_length=40, blank=True)
    interpreter_wish = models.CharField(
        "Wunsch zur Dolmetschung", max_length=10, choices=Interpreter.choices, blank=True
    )
    communication_needs = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name="Verständigung"
    )
    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("angelegt", auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager.from_queryset(PersonQuerySet)()
    door = LinkedDoor(topic="master", link="people_membership", link_column="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        "first_names": _IDENTITY,
        "last_name": _IDENTITY,
        "former_names": _IDENTITY,
        "birth_date": _IDENTITY,
        "birth_date_estimated": _IDENTITY,
        "sort_key": _IDENTITY,
        "merged_into": _IDENTITY,
        "created_at": _IDENTITY,
        "languages": _LANGUAGE,
        "interpreter_language": _LANGUAGE,
        "interpreter_wish": _LANGUAGE,
        "communication_needs": _LANGUAGE,
    }
    impersonal = frozenset({"version"})

    class Meta:
        ordering = ["sort_key"]
        indexes = [models.Index(fields=["birth_date"], name="person_by_birth_date")]

    @property
    def name(self) -> str:
        """First names and last name as shown on the screen."""
        return f"{self.first_names} {self.last_name}".strip()


@tracked
class Membership(Dated, DossierScoped):
    """A person belongs to a household for a period, in a role. `dossier` is that of the household."""

    Role = rules.Role

    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("Rolle", max_length=20, choices=ROLE_CHOICES)

    door = Door(topic="master", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _HOUSEHOLD for name in ("household", "person", "role", "valid_from", "valid_until")
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=PERIOD, name="membership_period")]
        indexes = [models.Index(fields=["person", "dossier"], name="membership_by_person")]


@tracked
class ContactPoint(Dated, DossierScoped):
    """A phone number or mail address, as one household's team knows it.

    `phone_reversed` holds the normalised digits back to front, so that a number typed without area code is the
    beginning of it.
    """

    class Kind(models.TextChoices):
        MOBILE = "mobile", "Mobil"
        PHONE = "phone", "Telefon"
        EMAIL = "email", "E-Mail"
        OTHER = "other", "anderer Weg"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField("Art", max_length=20, choices=Kind.choices)
    value = models.CharField("Nummer oder Adresse", max_length=200)
    phone_reversed = models.CharField(max_length=40, blank=True, editable=False, db_collation="C")
    note = models.CharField("Hinweis", max_length=200, blank=True)
    preferred = models.BooleanField("bevorzugt", default=False)
    shared = models.BooleanField("für die Familie sichtbar", default=False)

    door = Door(topic="master", subject="person_id", shared="shared")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CONTACT
        for name in (
            "person",
            "kind",
            "value",
            "phone_reversed",
            "note",
            "preferred",
            "shared",
            "valid_from",
            "valid_until",
        )
    }

    class Meta:
        constraints = [models.CheckConstraint(condition=PERIOD, name="contact_point_period")]
        indexes = [
            models.Index(fields=["phone_reversed"], name="contact_by_phone", condition=~Q(phone_reversed="")),
        ]


@tracked
class Address(Dated, DossierScoped):
    """Where the household, or one member, lives or gets post."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="addresses")
    street = models.CharField("Straße und Hausnummer", max_length=200)
    postcode = models.CharField("PLZ", max_length=10)
    town = models.CharField("Ort", max_length=120)

    door = Door(topic="master", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: _CONTACT for name in ("person", "street", "postcode", "town", "valid_from", "valid_until")
    }

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [models.CheckConstraint(condition=PERIOD, name="address_period")]


@tracked
class ProtectedContact(Dated, DossierScoped):
    """Protected-contact mode of a member, without any reason: hides addresses, ways to reach the person, and links
    between households. It holds for the person everywhere; who may see the person sees that it is on.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="protections")
    set_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    ended_because = EncryptedTextField("Grund der Aufhebung", blank=True, null=True)

    door = Door(topic="master", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = {
        name: casework("Schutz vor Offenlegung des Aufenthalts", "§ 51 BMG; Leib und Leben")
        for name in ("person", "set_by", "ended_by", "valid_from", "valid_until", "ended_because")
    }

    class Meta:
        # Set by mistake and lifted on the same day leaves an empty period, and the reason.
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="protection_period"
            )
        ]


class NameKey(models.Model):
    """An index key of a person's names: kinds of `names.search_keys`, and "b" for the keys of `duplicates`.

    The web role has no right to this table at all; the functions in `sql` read and write it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=2, db_collation="C")
    key = models.CharField(max_length=120, db_collation="C")

    door = System(app="INSERT")
    personal_data: ClassVar[dict[str, Any]] = {
        "person": _IDENTITY,
        "kind": _IDENTITY,
        "key": casework(
            "Suche nach Namen, auch bei Tippfehlern und nach Klang", "In Sekunden finden, wer vor einem sitzt"
        ),
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key", "person"], name="namekey_once")]


class DuplicateSuspicion(models.Model):
    """Two records that may be the same person, for the steward; written and merged by jobs only."""

    class Decision(models.TextChoices):
        OPEN = "open", "offen"
        SAME = "same", "dieselbe Person"
        DIFFERENT = "different", "verschiedene Personen"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=20)
    reasons = ArrayField(models.CharField(max_length=120), default=list)
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=20, choices=Decision.choices, default=Decision.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    keep = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField(null=True, blank=True)

    door = System(
        app="SELECT, UPDATE",
        read_policy="'{steward}' && coalesce(nullif(current_setting('rundblick.roles', true), ''), '{}')::text[]",
    )
    personal_data: ClassVar[dict[str, Any]] = {
        name: Personal(
            "Klärung doppelt angelegter Personen",
            "Art. 5 Abs. 1 lit. d DSGVO (Richtigkeit), § 84 SGB X",
            "Zwei Akten zu einer Person führen zu widersprüchlichen Hilfen",
            "1 Jahr nach der Entscheidung",
        )
        for name in (
            "first",
            "second",
            "level",
            "reasons",
            "found_at",
            "decision",
            "decided_by",
            "decided_at",
            "keep",
            "merged_at",
        )
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="suspicion_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="suspicion_two_persons"),
        ]
