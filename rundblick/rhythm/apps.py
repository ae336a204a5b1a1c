"""App configuration of the room."""

from django.apps import AppConfig


class RhythmConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.rhythm"
    verbose_name = "Kontakte im Rhythmus"

    def ready(self) -> None:
        from rundblick.rhythm import hooks

        hooks.register()
