"""App configuration of the room."""

from django.apps import AppConfig


class CompanionConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.companion"
    verbose_name = "Kopie für die führende Akte"

    def ready(self) -> None:
        from rundblick.companion import hooks

        hooks.register()
