"""App configuration of the room."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.family"

    def ready(self) -> None:
        from rundblick.family import hooks

        hooks.register()
