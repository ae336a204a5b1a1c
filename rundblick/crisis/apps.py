"""App configuration of the room."""

from django.apps import AppConfig


class CrisisConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.crisis"
    verbose_name = "Krise"

    def ready(self) -> None:
        from rundblick.crisis import hooks

        hooks.register()
