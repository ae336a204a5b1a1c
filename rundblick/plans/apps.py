"""App configuration of the room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.plans"
