"""App configuration of the room."""

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.programmes"
    verbose_name = "Programme"

    def ready(self) -> None:
        from rundblick.programmes import hooks

        hooks.register()
