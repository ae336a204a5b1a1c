"""App configuration of the room."""

from django.apps import AppConfig


class BiographyConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.biography"
    verbose_name = "Lebenslauf"

    def ready(self) -> None:
        from rundblick.biography import hooks

        hooks.register()
