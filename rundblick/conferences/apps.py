"""App configuration of the room."""

from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.conferences"
    verbose_name = "Besprechungen"

    def ready(self) -> None:
        from rundblick.conferences import hooks

        hooks.register()
