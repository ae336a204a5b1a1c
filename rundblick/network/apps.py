"""App configuration of the room."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.network"
    verbose_name = "Netzwerkkarte"

    def ready(self) -> None:
        from rundblick.network import hooks

        hooks.register()
