"""App configuration of the room."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.work"
    verbose_name = "Ergebnisse"

    def ready(self) -> None:
        from rundblick.work import hooks

        hooks.register()
