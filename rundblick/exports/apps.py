"""App configuration of the room."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.exports"
    verbose_name = "Ausgaben"

    def ready(self) -> None:
        from rundblick.exports import hooks

        hooks.register()
