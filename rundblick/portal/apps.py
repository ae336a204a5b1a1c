"""App configuration of the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.portal"
    verbose_name = "Meine Seite"

    def ready(self) -> None:
        from rundblick.portal import hooks

        hooks.register()
