"""App configuration of the room."""

from django.apps import AppConfig


class RehabConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.rehab"
    verbose_name = "Reha und Teilhabe"

    def ready(self) -> None:
        from rundblick.rehab import hooks

        hooks.register()
