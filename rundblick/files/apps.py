"""App configuration of the room."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.files"
    verbose_name = "Dateien"

    def ready(self) -> None:
        from rundblick.files import hooks

        hooks.register()
