"""Tables of the room: sheets with an address or a place to turn to, the same for the whole house, and sheets mailed."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import casework
from rundblick.access.doors import Door, Reference
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, Organisation, User
from rundblick.invitations.codes import State
from rundblick.invitations.models import Wish
from rundblick.people.models import Person
from rundblick.web.clock import now

_MAILED = casework("Wissen, welches Infoblatt jemand bekommen hat", "Sonst wartet jemand auf etwas, das nie kommt")


@tracked
class InfoSheet(models.Model):
    """One information sheet of a house, in plain words and without anything about a person.

    `address` and `phone` as they are read out; either may be missing. `version` counts changes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id: uuid.UUID
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    title = models.CharField("Überschrift", max_length=120)
    text = models.TextField("Text")
    address = models.CharField("Adresse", max_length=300, blank=True)
    phone = models.CharField("Telefon", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal: ClassVar[frozenset[str]] = frozenset({"organisation", "title", "text", "address", "phone", "version"})

    class Meta:
        verbose_name = "Infoblatt"
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "title"], name="sheet_title_once")]

    def __str__(self) -> str:
        return self.title


@tracked
class SheetMail(DossierScoped):
    """A sheet that was mailed to one person, at the address they gave for mails; the outbox row has the same id."""

    person_id: uuid.UUID
    wish_id: uuid.UUID
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    wish = models.ForeignKey(Wish, on_delete=models.PROTECT, related_name="+")
    title = EncryptedTextField("Infoblatt")
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="geschickt von")
    created_at = models.DateTimeField("geschickt", default=now)
    state = models.CharField("Zustellung", max_length=20, choices=State.choices, default=State.WAITING)

    door = Door(topic="notes", subject="person_id")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "wish", "title", "sent_by", "created_at", "state"), _MAILED
    )

    class Meta:
        verbose_name = "Infoblatt per E-Mail"
        indexes = [models.Index(fields=["dossier", "person"], name="sheet_mail_by_dossier")]
