"""App configuration of the room."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.resources"
    verbose_name = "Ressourcenkarte"

    def ready(self) -> None:
        from rundblick.resources import hooks

        hooks.register()
