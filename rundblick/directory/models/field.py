"""What colleagues know of an offer, and links by which an organisation confirms its own entry."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import staff
from rundblick.access.doors import PRINCIPALS, HouseDoor
from rundblick.access.history import tracked
from rundblick.access.models import Organisation, User
from rundblick.directory.models.doors import ALL, KEEPS
from rundblick.directory.models.entries import Listed, Organization, Service
from rundblick.web.clock import now

_AUTHOR = staff("Wer eine Feldnotiz geschrieben hat", "Rückfragen unter Kolleginnen und Kollegen")
_HOUSE = f"house_id = ANY ({PRINCIPALS})"


@tracked
class FieldNote(Listed):
    """What somebody of a house found out about an offer: a contact without a case, a visit, a "Gespür" (GBB G31).

    For colleagues of that house alone, never public; about the offer, never about persons. `with_whom`: functions.
    """

    class Occasion(models.TextChoices):
        """How it came about."""

        VISIT = "visit", "vor Ort gewesen"
        TALK = "talk", "gesprochen"
        IMPRESSION = "impression", "Gespür"

    house = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    organization_id: uuid.UUID
    service = models.ForeignKey(Service, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    occasion = models.CharField("Anlass", max_length=10, choices=Occasion.choices)
    on = models.DateField("am")
    text = models.TextField("Was ist gut zu wissen?", max_length=2000)
    with_whom = models.CharField("mit wem (Funktion)", max_length=120, blank=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    author_id: uuid.UUID
    written_at = models.DateTimeField("geschrieben", default=now)

    door = HouseDoor(
        read=_HOUSE,
        write=f"{_HOUSE} AND author_id::text = current_setting('rundblick.actor', true)",
        app="SELECT, INSERT, UPDATE, DELETE",
    )
    personal_data: ClassVar[dict[str, Any]] = {"author": _AUTHOR}
    impersonal: ClassVar[frozenset[str]] = frozenset(
        {"house", "organization", "service", "occasion", "on", "text", "with_whom", "written_at"}
    )

    class Meta:
        verbose_name = "Feldnotiz"
        ordering = ["-on", "-written_at", "pk"]
        indexes = [models.Index(fields=["organization", "-on"], name="field_note_by_place")]


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
