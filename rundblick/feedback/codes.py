"""Words of the room."""

from django.db import models


class Way(models.TextChoices):
    """How an open answer came."""

    LINK = "link", "über den Link"
    TABLET = "tablet", "am Tablet"
    PAPER = "paper", "vom Papier"
    OWN_PAGE = "own_page", "von der eigenen Seite"
