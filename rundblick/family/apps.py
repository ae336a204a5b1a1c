"""App configuration of the room."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.family"
