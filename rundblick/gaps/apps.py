"""App configuration of the room."""

from django.apps import AppConfig


class GapsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.gaps"
    verbose_name = "Lücken im Angebot"

    def ready(self) -> None:
        from rundblick.gaps import hooks

        hooks.register()
