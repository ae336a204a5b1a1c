"""What the room's tables have in common."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rundblick.access.declarations import Personal, staff
from rundblick.employers.models.doors import behind

CONTACT = Personal(
    "Mit einem Betrieb über Arbeit sprechen",
    "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BDSG i. V. m. § 1 Abs. 2 SGB II bzw. Landesrecht",
    "Nur Funktion und dienstliche Erreichbarkeit; ein Name ist freiwillig",
    "24 Monate nach dem letzten Gespräch, 12 Monate nach dem Ende der Zusammenarbeit, auf Wunsch sofort",
)
ABOUT_WORK = Personal(
    "Verstehen, wie an einem Arbeitsplatz zusammengearbeitet und geführt wird",
    "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BDSG i. V. m. § 1 Abs. 2 SGB II bzw. Landesrecht",
    "Ohne Namen; ohne das Umfeld lässt sich nicht sagen, ob ein Arbeitsplatz passt",
    "24 Monate nachdem die Beschreibung abgelöst oder geschlossen wurde",
)
WRITTEN = Personal(
    "Nachlesen, was mit einem Betrieb besprochen wurde",
    "Art. 6 Abs. 1 Buchst. e DSGVO, § 3 BDSG i. V. m. § 1 Abs. 2 SGB II bzw. Landesrecht",
    "Ein Satz, ohne Angaben über Menschen, die beraten werden",
    "36 Monate nach dem Eintrag",
)
AUTHOR = staff("Wer etwas festgehalten oder übernommen hat", "Der nächste Schritt steht bei dem, der ihn zugesagt hat")


def codes(words: str, choices: type[models.TextChoices] | None = None, *, length: int = 30) -> Any:
    """A column with several codes."""
    one: Any = models.CharField(max_length=length, choices=choices.choices if choices else None)
    return ArrayField(one, verbose_name=words, default=list, blank=True)


def said(chosen: Iterable[str], words: type[models.TextChoices]) -> list[str]:
    """Codes in words, in the order of the list."""
    kept = set(chosen)
    return [one.label for one in words if one.value in kept]


class Kept(models.Model):
    """A row about one employer, behind that employer's door. `version` counts changes, for forms that were open."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey("employers.Employer", on_delete=models.PROTECT, related_name="%(class)ss")
    employer_id: uuid.UUID
    version = models.PositiveIntegerField(default=1)

    door = behind()

    class Meta:
        abstract = True
