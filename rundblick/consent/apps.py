"""App configuration of the room."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.consent"
    verbose_name = "Einwilligungen"

    def ready(self) -> None:
        from rundblick.consent import hooks

        hooks.register()
