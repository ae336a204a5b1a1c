"""What leaves the house with the person's consent."""

import json
from typing import Any, ClassVar

from django.db import models

from rundblick.access.declarations import Personal
from rundblick.access.doors import Door
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.access.models import DossierScoped, User
from rundblick.consent.models import Consent
from rundblick.people.models import Person
from rundblick.web.clock import now

GIVEN = Door(topic="situation", subject="person_id")

_GIVEN = Personal(
    "Nachweis, was über eine Person an welchen Betrieb gegeben wurde",
    "Art. 6 Abs. 1 Buchst. a, Art. 7 Abs. 1 DSGVO, § 67b Abs. 2 SGB X",
    "Nur, was gemeinsam ausgewählt wurde; ohne Nachweis ließe sich ein Widerruf nicht befolgen",
    "3 Jahre nach Ende des Falls",
)


@tracked
class Sheet(DossierScoped):
    """A sheet for an employer as it was given, word for word.

    It rests on a consent that names the employer and can be opened as long as that holds. `content`: its parts, as
    JSON; `recipient`: the employer, as the consent names it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="+")
    recipient = EncryptedTextField("Betrieb")
    content = EncryptedTextField("Inhalt")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name="gemacht von")
    made_at = models.DateTimeField("gemacht", default=now)

    door = GIVEN
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("person", "consent", "recipient", "content", "author", "made_at"), _GIVEN
    )

    class Meta:
        indexes = [models.Index(fields=["dossier", "person", "-made_at"], name="profiles_sheet_by_dossier")]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts, each with `heading` and `lines`; nothing when its key is gone."""
        return self._told.get("parts", [])

    @property
    def chosen(self) -> list[str]:
        """Codes of what was chosen, for the next sheet."""
        return self._told.get("chosen", [])

    @property
    def _told(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads(self.content)
        except ValueError:
            return {}
        return found
