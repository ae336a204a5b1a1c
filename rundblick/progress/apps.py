"""App configuration of the room."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.progress"

    def ready(self) -> None:
        from rundblick.progress import hooks

        hooks.register()
