"""App configuration of the room."""

from django.apps import AppConfig


class WaitingConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.waiting"
    verbose_name = "Wartezettel der Person"

    def ready(self) -> None:
        from rundblick.waiting import hooks

        hooks.register()
