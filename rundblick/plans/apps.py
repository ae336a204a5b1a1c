"""App configuration of the room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.plans"

    def ready(self) -> None:
        """Register with the rooms below."""
        from rundblick.plans import hooks

        hooks.register()
