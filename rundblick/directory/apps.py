"""App configuration of the room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.directory"
    verbose_name = "Verzeichnis"

    def ready(self) -> None:
        from rundblick.directory import hooks

        hooks.register()
