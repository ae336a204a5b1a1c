"""App configuration of the room."""

from django.apps import AppConfig


class WalkinsConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.walkins"
    verbose_name = "Laufkontakte"

    def ready(self) -> None:
        from rundblick.walkins import hooks

        hooks.register()
