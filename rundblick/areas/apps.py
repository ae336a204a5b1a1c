"""App configuration of the room."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.areas"
    verbose_name = "Gebiete"

    def ready(self) -> None:
        from rundblick.areas import hooks

        hooks.register()
