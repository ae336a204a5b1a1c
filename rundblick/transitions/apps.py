"""App configuration of the room."""

from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.transitions"
    verbose_name = "Übergänge"

    def ready(self) -> None:
        from rundblick.transitions import hooks

        hooks.register()
