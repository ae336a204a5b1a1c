"""App configuration of the room."""

from django.apps import AppConfig


class SituationConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.situation"
    verbose_name = "Lebenslage"

    def ready(self) -> None:
        from rundblick.situation import hooks

        hooks.register()
