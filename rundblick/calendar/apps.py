"""App configuration of the room."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """Registers what the room contributes to the others."""

    name = "rundblick.calendar"
    verbose_name = "Termine"

    def ready(self) -> None:
        from rundblick.calendar import hooks

        hooks.register()
