"""App configuration of the room."""

from django.apps import AppConfig


class CopiesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.copies"
    verbose_name = "Auskunft"

    def ready(self) -> None:
        from rundblick.copies import hooks

        hooks.register()
