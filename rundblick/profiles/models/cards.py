"""Applicant cards: what whoever holds one may see, and until when."""

import uuid
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import Personal
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.consent.models import Consent
from rundblick.files.models import StoredFile
from rundblick.people.models import Person
from rundblick.profiles.models.giving import GIVEN
from rundblick.web.clock import now

_CARD = Personal(
    "Die Person zeigt eine Zeit lang ausgewählte Unterlagen, wem sie ihre Karte gibt",
    "Art. 6 Abs. 1 Buchst. a, Art. 7 DSGVO, § 67b Abs. 2 SGB X",
    "Nur, was die Person auswählt; die Karte endet von selbst, mit dem Widerruf und auf Wunsch sofort",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Card(DossierScoped):
    """A card with a link to released files. It is open until `valid_until` while its consent holds (decision 53).

    `secret`: the token of the link, sealed, so that the card can be printed again; the database compares its digest.
    `name` and `occupation`: what stands on the card, as it was chosen. `photo`: None for a card without one.
    """

    photo_id: uuid.UUID | None
    released: Any

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField("Name auf der Karte")
    occupation = EncryptedTextField("Beruf auf der Karte", null=True, blank=True)
    photo = models.ForeignKey(
        StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="Foto"
    )
    secret = EncryptedTextField("Schlüssel des Links")
    token_hash = models.CharField("Prüfsumme (SHA-256)", max_length=64, unique=True)
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gemacht von")
    made_at = models.DateTimeField("gemacht", default=now)
    valid_until = models.DateTimeField("gilt bis")
    revoked_at = models.DateTimeField("geschlossen", null=True, blank=True)

    door = GIVEN
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        (
            "person",
            "consent",
            "name",
            "occupation",
            "photo",
            "secret",
            "token_hash",
            "author",
            "made_at",
            "valid_until",
            "revoked_at",
        ),
        _CARD,
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person", "-made_at"], name="profiles_card_by_dossier")]


@tracked
class Released(DossierScoped):
    """A file that may be seen with a card. A file that is deleted is no longer released."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="released")
    file = models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="+")

    door = GIVEN
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(("person", "card", "file"), _CARD)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "file"], name="released_once")]
