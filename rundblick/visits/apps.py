"""App configuration of the room."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.visits"
    verbose_name = "Hausbesuche"

    def ready(self) -> None:
        from rundblick.visits import hooks

        hooks.register()
