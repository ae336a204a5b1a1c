"""App configuration of the room."""

from django.apps import AppConfig


class LightsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.lights"
    verbose_name = "Ampeltorte"

    def ready(self) -> None:
        from rundblick.lights import hooks

        hooks.register()
