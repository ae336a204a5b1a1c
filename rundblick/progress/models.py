"""The table of the room: how stable a part of daily life is, as somebody rated it on a day."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.standing import Standing, declared
from rundblick.progress.dimensions import HIGHEST, LOWEST

_RATING = casework("Fortschritte unterhalb von Arbeit sichtbar machen", "Praxisbeispiel E17.9: kleine Schritte messen")


class Rater(models.TextChoices):
    """Whose view it is."""

    PERSON = "person", "eigene Sicht"
    COACH = "coach", "Sicht der Begleitung"


@tracked
class Rating(Standing):
    """A dimension of daily life from 0 to 10 in one view, valid until it is rated anew.

    `words`: what makes them say so, in their words. A rating belongs to one member and is not shared by default.
    """

    dimension = models.CharField("Bereich", max_length=40)
    rater = models.CharField("Wer schätzt ein?", max_length=10, choices=Rater.choices)
    value = models.PositiveSmallIntegerField("Einschätzung, 0 bis 10")
    words = EncryptedTextField("Woran ist das zu merken?", null=True, blank=True)

    personal_data: ClassVar[dict[str, Any]] = declared(_RATING, "dimension", "rater", "value", "words")

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(value__range=(LOWEST, HIGHEST)), name="rating_from_0_to_10"),
            models.CheckConstraint(condition=Q(person__isnull=False), name="rating_of_somebody"),
            models.UniqueConstraint(
                fields=["dossier", "person", "dimension", "rater"],
                condition=Q(valid_until__isnull=True),
                name="rating_once_per_view",
            ),
        ]
