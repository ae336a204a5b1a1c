"""Words of the room with their codes."""

from django.db import models


class Kind(models.TextChoices):
    """What a line of an area names; the more precise first."""

    STREET = "street", "Straße"
    DISTRICT = "district", "Ortsteil"
    POSTCODE = "postcode", "Postleitzahl"
    TOWN = "town", "ganze Gemeinde"


class Side(models.TextChoices):
    """Which house numbers of a street are meant."""

    ALL = "all", "alle"
    ODD = "odd", "ungerade"
    EVEN = "even", "gerade"
