"""What colleagues know of an offer and whom they know, and links by which an organisation confirms its own entry."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import staff
from rundblick.access.doors import PRINCIPALS, HouseDoor
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.directory.models.doors import ALL, KEEPS
from rundblick.directory.models.entries import Listed, Organization, Service
from rundblick.web.clock import now

_AUTHOR = staff("Wer eine Feldnotiz geschrieben hat", "Rückfragen unter Kolleginnen und Kollegen")
_KNOWS = staff(
    "Wer bei einer Stelle jemanden kennt", "Kurze Wege unter Kolleginnen und Kollegen, von ihnen selbst gesagt"
)
_HOUSE = f"house_id = ANY ({PRINCIPALS})"


def _own(column: str) -> HouseDoor:
    """Read by the house, written by whoever stands in this column."""
    return HouseDoor(
        read=_HOUSE, write=f"{_HOUSE} AND {column}::text = current_setting('rundblick.actor', true)", app=ALL
    )


@tracked
class FieldNote(Listed):
    """What somebody of a house found out about an offer: a contact without a case, a visit, a "Gespür" (GBB G31).

    For colleagues of that house alone, never public; about the offer, never about persons. `with_whom`: functions.
    `elsewhere`: where it was, when that is not in the directory (yet).
    """

    class Occasion(models.TextChoices):
        """How it came about."""

        VISIT = "visit", "vor Ort gewesen"
        TALK = "talk", "gesprochen"
        IMPRESSION = "impression", "Gespür"

    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization_id: uuid.UUID | None
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    service_id: uuid.UUID | None
    elsewhere = models.CharField("Wo?", max_length=120, blank=True)
    occasion = models.CharField("Anlass", max_length=10, choices=Occasion.choices)
    on = models.DateField("am")
    text = models.TextField("Was ist gut zu wissen?", max_length=2000)
    with_whom = models.CharField("mit wem (Funktion)", max_length=120, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    author_id: uuid.UUID
    written_at = models.DateTimeField("geschrieben", default=now)

    door = _own("author_id")
    personal_data: ClassVar[dict[str, Any]] = {"author": _AUTHOR}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "organization", "service", "elsewhere", "occasion", "on", "text", "with_whom", "written_at"}
    )

    class Meta:
        verbose_name = "Feldnotiz"
        ordering = ["-on", "-written_at", "pk"]
        indexes = [
            models.Index(fields=["organization", "-on"], name="field_note_by_place"),
            models.Index(fields=["house", "-on"], name="field_note_by_house"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False, elsewhere="")
                | (Q(organization__isnull=True) & ~Q(elsewhere="")),
                name="field_note_is_somewhere",
            )
        ]

    @property
    def where(self) -> str:
        """The organisation, or the place in words."""
        return self.organization.name if self.organization else self.elsewhere


@tracked
class Acquaintance(Listed):
    """Whom a colleague knows at an organisation, so that others may ask: who knows whom (GBB G31).

    Written by the colleague about themselves alone, in functions; for the own house, never public, never counted.
    """

    class Nearness(models.TextChoices):
        """How well."""

        WELL = "well", "gut: wir arbeiten zusammen"
        MET = "met", "wir haben uns kennengelernt"
        PHONE = "phone", "nur vom Telefon"

    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="acquaintances")
    organization_id: uuid.UUID
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    user_id: uuid.UUID
    whom = models.CharField("Wen kennen Sie dort? (Funktion)", max_length=120)
    nearness = models.CharField("Wie gut?", max_length=5, choices=Nearness.choices)

    door = _own("user_id")
    personal_data: ClassVar[dict[str, Any]] = {"user": _KNOWS}
    impersonal: ClassVar[frozenset[str]] = frozenset({"house", "organization", "whom", "nearness"})

    class Meta:
        verbose_name = "Bekanntschaft"
        ordering = ["user__display_name", "whom", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization", "user", "whom"], name="acquaintance_once"),
        ]


@tracked
class ConfirmLink(Listed):
    """A link by which an organisation without an account says that its entry is right. Works once.

    Only the digest of the token is kept. `seen_at`, `used_at`, `revoked_at` end it, as `valid_until` does.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    organization_id: uuid.UUID
    token_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField("erzeugt", default=now)
    valid_until = models.DateTimeField("gilt bis")
    used_at = models.DateTimeField("benutzt", null=True, blank=True)
    revoked_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = HouseDoor(read=KEEPS, write=KEEPS, app=ALL)
    personal_data: ClassVar[dict[str, Any]] = {
        "author": staff("Wer einen Link zum Bestätigen verschickt hat", "Rückfragen der Stelle")
    }
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"organization", "token_hash", "created_at", "valid_until", "used_at", "revoked_at"}
    )

    class Meta:
        verbose_name = "Link zum Bestätigen"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["organization", "-created_at"], name="confirm_link_by_place")]
