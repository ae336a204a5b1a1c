"""Tables of the Netzwerkkarte."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rundblick.access.declarations import casework
from rundblick.access.fields import EncryptedTextField
from rundblick.access.history import tracked
from rundblick.cases.standing import Standing, declared
from rundblick.network.codes import FORMAL, SECTOR_OF, Closeness, Direction, Quality, Sector, Sponsor, Support, TieKind
from rundblick.network.rules import REACH

_TIE = casework(
    "Wer die Person und ihre Familie trägt, und wer schon hilft",
    "Handreichung Ganzheitliche Beratung 3.2.3 und 3.4.4; Dritte nur mit Rolle oder Vornamen",
)


@tracked
class Tie(Standing):
    """Somebody around a person, or (without a person) around the whole household.

    `label` is a role or a first name. `x` and `y` place it on the map in thousandths of its reach from the middle,
    y downwards; they always lie in the ring of `closeness` and in the field of `kind`. `phone` and `hours` are for
    the list on the fridge; of a private person they are kept only where that person agreed.
    """

    label = EncryptedTextField("Wer?")
    kind = models.CharField("Woher?", max_length=20, choices=TieKind.choices)
    closeness = models.PositiveSmallIntegerField("Wie nah?", choices=Closeness.choices)
    quality = models.CharField("Wie ist es zurzeit?", max_length=20, choices=Quality.choices)
    direction = models.CharField("Wer unterstützt wen?", max_length=10, choices=Direction.choices, blank=True)
    supports = ArrayField(
        models.CharField(max_length=20, choices=Support.choices), default=list, blank=True, verbose_name="Unterstützung"
    )
    sponsor = models.CharField("Patenschaft", max_length=10, choices=Sponsor.choices, blank=True)
    phone = EncryptedTextField("Telefon", null=True, blank=True)
    hours = EncryptedTextField("Sprechzeiten", null=True, blank=True)
    contact_agreed = models.BooleanField("mit der Nummer einverstanden", default=False)
    on_fridge = models.BooleanField("auf der Kühlschrankliste", default=False)
    x = models.SmallIntegerField()
    y = models.SmallIntegerField()

    personal_data: ClassVar[dict[str, Any]] = declared(
        _TIE,
        "label",
        "kind",
        "closeness",
        "quality",
        "direction",
        "supports",
        "sponsor",
        "phone",
        "hours",
        "contact_agreed",
        "on_fridge",
        "x",
        "y",
    )

    class Meta(Standing.Meta):
        constraints = [
            *Standing.Meta.constraints,
            models.CheckConstraint(condition=Q(closeness__range=(1, 4)), name="tie_closeness_is_a_ring"),
            models.CheckConstraint(
                condition=Q(x__range=(-REACH, REACH), y__range=(-REACH, REACH)), name="tie_lies_on_the_map"
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True, hours__isnull=True)
                | Q(kind__in=[kind.value for kind in FORMAL])
                | Q(contact_agreed=True),
                name="tie_private_number_was_agreed",
            ),
        ]

    @property
    def sector(self) -> Sector:
        """The field of the drawing."""
        return SECTOR_OF[self.kind]

    @property
    def is_formal(self) -> bool:
        """Whether this is an office or a professional rather than somebody of the person's own life."""
        return self.sector == Sector.FORMAL

    @property
    def support_labels(self) -> list[str]:
        """The kinds of support in words, in the order of the codes."""
        return [support.label for support in Support if support.value in self.supports]
