"""App configuration of the room."""

from django.apps import AppConfig


class PreparationConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.preparation"

    def ready(self) -> None:
        from rundblick.preparation import hooks

        hooks.register()
