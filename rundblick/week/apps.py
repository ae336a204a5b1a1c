"""App configuration of the room."""

from django.apps import AppConfig


class WeekConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.week"
    verbose_name = "Wochenplan"

    def ready(self) -> None:
        from rundblick.week import hooks

        hooks.register()
