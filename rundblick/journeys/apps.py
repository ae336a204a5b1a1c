"""App configuration of the room."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.journeys"
    verbose_name = "Journeys"

    def ready(self) -> None:
        from rundblick.journeys import hooks

        hooks.register()
