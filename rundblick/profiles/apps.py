"""App configuration of the room."""

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.profiles"
    verbose_name = "Berufsprofil"

    def ready(self) -> None:
        from rundblick.profiles import hooks

        hooks.register()
